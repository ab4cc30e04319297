import { hash, randomBytes } from 'node:crypto';
import { TapeKeysWrong } from '../errors/tape.ts';
import { fromHex } from './hex.ts';

/**
 * What makes leaves unguessable. Whoever has them and the tape can make the root and every proof again.
 *
 * Warning: `secret` belongs to the deal's servicer and verifier alone; without it no proof can be made. `registryKey` is
 * the platform's: the same in all deals, or the same asset has two keys and a double assignment stays unseen.
 */
export interface TapeKeys {
  /** 0x and 64 hex digits. */
  secret: string;
  /** 0x and 64 hex digits. */
  registryKey: string;
}

/** New keys. A further deal of the same platform takes the registry key that is there. */
export function makeTapeKeys(registryKey?: string): TapeKeys {
  const keys = { secret: random(), registryKey: registryKey ?? random() };
  requireKeys(keys);
  return keys;
}

/** @throws {TapeKeysWrong} */
export function requireKeys({ secret, registryKey }: TapeKeys): void {
  for (const [name, key] of Object.entries({ secret, registryKey })) {
    if (fromHex(key)?.length !== KEY_BYTES || /^0x0*$/.test(key)) throw new TapeKeysWrong(name);
  }
  if (secret === registryKey) throw new TapeKeysWrong('registryKey', 'is the same as the secret');
}

const KEY_BYTES = 32;
const BLOCK = 64;

function random(): string {
  return `0x${randomBytes(KEY_BYTES).toString('hex')}`;
}

/**
 * HMAC-SHA256 (RFC 2104) of one text after another. Two one-shot hashes take half as long as one `createHmac`.
 * The result is a view that the next call overwrites.
 */
export function hmacOf(key: string): (text: string) => Uint8Array {
  const bytes = Buffer.from(key.slice(2), 'hex');
  let inner = Buffer.alloc(4 * BLOCK);
  const outer = Buffer.alloc(BLOCK + 32);
  for (let index = 0; index < BLOCK; index++) {
    inner[index] = (bytes[index] ?? 0) ^ 0x36;
    outer[index] = (bytes[index] ?? 0) ^ 0x5c;
  }
  const digest = new Uint8Array(32);
  const written = Buffer.from(digest.buffer);
  return (text) => {
    // A character of UTF-16 takes at most three bytes.
    if (BLOCK + 3 * text.length > inner.length)
      inner = Buffer.concat([inner.subarray(0, BLOCK)], BLOCK + 3 * text.length);
    const length = inner.write(text, BLOCK);
    outer.write(hash('sha256', inner.subarray(0, BLOCK + length), 'hex'), BLOCK, 'hex');
    written.write(hash('sha256', outer, 'hex'), 0, 'hex');
    return digest;
  };
}
