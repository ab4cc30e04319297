// viem's own is not used here: loading viem takes longer than reading a small tape.

/** 0x and two hex digits a byte. */
export type Hex = `0x${string}`;

export function toHex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString('hex')}`;
}

/** The bytes of a text that is 0x and pairs of hex digits; undefined for any other. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^0x(?:[0-9a-fA-F]{2})*$/.test(text) ? Uint8Array.from(Buffer.from(text.slice(2), 'hex')) : undefined;
}
