import { type Hex, toHex } from './hex.ts';
import { keccak } from './keccak.ts';
import { type TapeKeys, hmacOf, requireKeys } from './keys.ts';
import { LEAF_BYTES, writeLeaf } from './leaf.ts';
import type { Tape } from './loadTape.ts';
import { type Instalment, type Receivable, assetIdentity, formatDay } from './receivable.ts';
import { type LeafProof, type TapeSums, buildTree } from './sumTree.ts';

/** A tape's root, and what proofs are made of. */
export interface TapeCommitment {
  root: Hex;
  /** Of the top node; with the sums it makes the root. */
  hash: Hex;
  sums: TapeSums;
  count: number;
  /** The 160 bytes of a leaf. */
  leaf: (index: number) => Uint8Array;
  /** @throws {LeafOutOfRange} */
  prove: (index: number) => LeafProof;
}

export type CommitTapeReturnType = TapeCommitment;

/**
 * The root of a tape and the sums it commits to: what is filed, reported and attested. The same tape and keys give the same
 * root, always; leaves are in the order of the file.
 *
 * @throws {TapeKeysWrong} | {LaneOverflow} if the receivables add up to 2^71 base units or more
 * @example
 * const { root, sums } = commitTape(await loadTape('tape.csv', options), keys);
 */
export function commitTape(tape: Tape, keys: TapeKeys): TapeCommitment {
  requireKeys(keys);
  const leaves = writeLeaves(tape, keys);
  const { root, hash, sums, prove } = buildTree(leaves);
  return {
    root: toHex(root),
    hash: toHex(hash),
    sums,
    count: sums.count,
    leaf: (index) => leaves.slice(LEAF_BYTES * index, LEAF_BYTES * (index + 1)),
    prove,
  };
}

const SALT_BYTES = 16;

/**
 * Salts are HMAC(secret, cut-off and id): half of it salts the leaf, half the details, so that a leaf can be shown without
 * its details. Another cut-off gives other salts: two proofs do not tell which of their neighbours stayed the same.
 */
function writeLeaves(tape: Tape, keys: TapeKeys): Uint8Array {
  const leaves = new Uint8Array(LEAF_BYTES * tape.receivables.length);
  const secret = hmacOf(keys.secret);
  const assetKeyOf = assetKeys(keys.registryKey);
  const day = formatDay(tape.cutOff);
  const obligors = new Map<string, Uint8Array>();
  const salts = new Uint8Array(2 * SALT_BYTES);
  const leafSalt = salts.subarray(0, SALT_BYTES);
  const detailSalt = salts.subarray(SALT_BYTES);
  tape.receivables.forEach((receivable, index) => {
    let obligor = obligors.get(receivable.obligor);
    if (obligor === undefined) {
      obligor = secret(`obligor/${receivable.obligor}`).slice(0, SALT_BYTES);
      obligors.set(receivable.obligor, obligor);
    }
    salts.set(secret(`salt/${day}/${receivable.id}`));
    writeLeaf(
      receivable,
      {
        assetKey: assetKeyOf(receivable.asset),
        details: hashDetails(detailsOf(receivable), detailSalt),
        salt: leafSalt,
        obligor,
      },
      { into: leaves, offset: LEAF_BYTES * index },
    );
  });
  return leaves;
}

/** The key of an asset in all deals of a platform. */
export function assetKeys(registryKey: string): (asset: string) => Uint8Array {
  const hmac = hmacOf(registryKey);
  return (asset) => hmac(`asset/${assetIdentity(asset)}`);
}

/** The salt under which the details of a receivable are committed: opening them needs it. */
export function detailSaltOf(secret: string, { cutOff, id }: { cutOff: number; id: string }): Uint8Array {
  return hmacOf(secret)(`salt/${formatDay(cutOff)}/${id}`).slice(SALT_BYTES);
}

let detailInput: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
const encoder = new TextEncoder();

/** keccak256(0x03 ‖ salt ‖ text). The result is a view that the next hash overwrites. */
export function hashDetails(text: string, salt: Uint8Array): Uint8Array {
  const from = 1 + SALT_BYTES;
  if (detailInput.length < from + 3 * text.length) detailInput = new Uint8Array(from + 3 * text.length);
  detailInput[0] = 0x03;
  detailInput.set(salt, 1);
  const { written } = encoder.encodeInto(text, detailInput.subarray(from));
  return keccak(detailInput.subarray(0, from + written));
}

/**
 * The columns a leaf commits to without showing them, as canonical JSON (RFC 8785: keys in order, no blanks). Numbers are
 * texts in base units, 1e-9 and ISO dates; what the tape does not tell is left out.
 */
export function detailsOf(receivable: Receivable): string {
  const { asset, id, obligor, registration, region, lease, revenue } = receivable;
  let text = `{"asset":${jsonOf(asset)}`;
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined) text += `,"${key}":${jsonOf(value)}`;
  };
  // In the order of their names.
  put('collected', dayText(receivable.collected));
  put('credited', dayText(receivable.credited));
  put('deposit', lease?.deposit?.toString());
  put('forecast', instalmentsText(revenue?.forecast));
  put('grantUntil', dayText(revenue?.grantUntil));
  put('grantor', revenue?.grantor);
  put('id', id);
  put('obligor', obligor);
  put('region', region);
  put('registration', registration);
  put('rentals', instalmentsText(lease?.rentals));
  put('residualValue', lease?.residualValue?.toString());
  put('transferred', dayText(receivable.transferred));
  put('vat', lease?.vat?.toString());
  return `${text}}`;
}

/** What is plain needs no escaping; asking is faster than escaping. */
function jsonOf(text: string): string {
  return /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

function dayText(day: number | undefined): string | undefined {
  return day === undefined ? undefined : formatDay(day);
}

function instalmentsText(instalments: readonly Instalment[] | undefined): string | undefined {
  return instalments?.map(({ day, amount }) => `${formatDay(day)} ${amount}`).join(';');
}
