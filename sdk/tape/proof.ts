import { z } from 'zod';
import { ProofUnreadable, ReceivableUnknown } from '../errors/tape.ts';
import { type TapeCommitment, detailSaltOf, detailsOf, hashDetails } from './commitTape.ts';
import { type Hex, fromHex, toHex } from './hex.ts';
import type { TapeKeys } from './keys.ts';
import { type LeafFields, LEAF_BYTES, keysOf, readLeaf } from './leaf.ts';
import type { Tape } from './loadTape.ts';
import { formatDay } from './receivable.ts';
import { type TapeSums, rootOf } from './sumTree.ts';

/**
 * A receivable and its way to the root, as JSON. It discloses the fields of this leaf, its place and the number of leaves,
 * and of each subtree beside the way up its sums: with one receivable beside it, that one's outstanding amount and status.
 * It does not disclose who the obligor is, the id, or any other column: unless `details` are there, with the salt that
 * opens them. Keys are not in it.
 */
export interface ReceivableProof {
  sluice: 1;
  root: Hex;
  index: number;
  count: number;
  /** The five words: what a contract takes. */
  leaf: { assetKey: Hex; details: Hex; tag: Hex; terms: Hex; amounts: Hex };
  /** 59 bytes for each sibling. */
  siblings: Hex;
  /** The same words, told. Not proven by being here: `verifyProof` compares. */
  fields: ProofFields;
  details?: { text: string; salt: Hex };
}

/** The leaf's fields as people write them; amounts in base units, the rate in 1e-9. */
export type ProofFields = Record<keyof LeafFields, string | number | boolean>;

/**
 * The proof of one receivable. `disclose: 'details'` opens the columns that the leaf only commits to, id and obligor's
 * pseudonym among them.
 *
 * @throws {ReceivableUnknown}
 */
export function proveReceivable(
  id: string,
  {
    tape,
    commitment,
    keys,
    disclose = 'leaf',
  }: {
    tape: Tape;
    commitment: TapeCommitment;
    keys: TapeKeys;
    disclose?: 'leaf' | 'details';
  },
): ReceivableProof {
  const index = tape.receivables.findIndex((receivable) => receivable.id === id);
  const receivable = tape.receivables[index];
  if (receivable === undefined) throw new ReceivableUnknown(id, tape.file);
  const leaf = commitment.leaf(index);
  const { count, siblings } = commitment.prove(index);
  const proof: ReceivableProof = {
    sluice: 1,
    root: commitment.root,
    index,
    count,
    leaf: wordsOf(leaf),
    siblings: toHex(siblings),
    fields: fieldsOf(leaf),
  };
  if (disclose === 'details') {
    const salt = detailSaltOf(keys.secret, { cutOff: tape.cutOff, id });
    proof.details = { text: detailsOf(receivable), salt: toHex(salt) };
  }
  return proof;
}

/** The words of a leaf, as the contracts take them. */
export function wordsOf(leaf: Uint8Array): ReceivableProof['leaf'] {
  const word = (index: number): Hex => toHex(leaf.subarray(32 * index, 32 * index + 32));
  return { assetKey: word(0), details: word(1), tag: word(2), terms: word(3), amounts: word(4) };
}

function fieldsOf(leaf: Uint8Array): ProofFields {
  const { start, due, entered, registeredUntil, face, outstanding, rate, ...rest } = readLeaf(leaf);
  return {
    ...rest,
    rate: rate.toString(),
    start: formatDay(start),
    due: formatDay(due),
    entered: formatDay(entered),
    registeredUntil: formatDay(registeredUntil),
    face: face.toString(),
    outstanding: outstanding.toString(),
  };
}

const word = z.string().regex(/^0x[0-9a-f]{64}$/);
const proofSchema = z.strictObject({
  sluice: z.literal(1),
  root: word,
  index: z.int().nonnegative(),
  count: z.int().positive(),
  leaf: z.strictObject({ assetKey: word, details: word, tag: word, terms: word, amounts: word }),
  siblings: z.string().regex(/^0x(?:[0-9a-f]{2})*$/),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  details: z.strictObject({ text: z.string(), salt: z.string().regex(/^0x[0-9a-f]{32}$/) }).optional(),
});

/** Reads a proof from its JSON. @throws {ProofUnreadable} */
export function parseProof(text: string, file = 'the text'): ReceivableProof {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProofUnreadable(file, 'it is not JSON');
  }
  const read = proofSchema.safeParse(value);
  if (read.success) return read.data as ReceivableProof;
  const [issue] = read.error.issues;
  throw new ProofUnreadable(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`.replace(/^: /, ''));
}

/** What a proof shows, and what in it is not so. */
export interface VerifiedProof {
  /** Nothing is wrong: the leaf is in the tape with `root`. */
  holds: boolean;
  root: Hex;
  sums: TapeSums;
  fields: ProofFields;
  /** A sentence for each thing that is wrong. */
  problems: string[];
}

/**
 * Checks a proof without the tape and without keys. It holds against the root you were given from elsewhere, such as the
 * chain: the root in the proof itself proves nothing.
 *
 * @throws {LeafMalformed} | {LeafOutOfRange} | {ProofOfAnotherLength} | {LaneOverflow}: no contract would take it either
 */
export function verifyProof(proof: ReceivableProof, root: Hex): VerifiedProof {
  const leaf = leafOf(proof);
  const computed = rootOf(leaf, { index: proof.index, count: proof.count, siblings: bytesOf(proof.siblings) });
  const fields = fieldsOf(leaf);
  const problems: string[] = [];
  const found = toHex(computed.root);
  if (found !== root.toLowerCase())
    problems.push(`the receivable is not in the tape with root ${root}: its way leads to ${found}`);
  for (const [name, value] of Object.entries(fields)) {
    const told = (proof.fields as Record<string, unknown>)[name];
    if (told !== value) problems.push(`the leaf says ${name} ${String(value)}, the proof tells ${String(told)}`);
  }
  if (proof.details !== undefined && !opens(proof.details, leaf)) {
    problems.push('the details are not those the leaf commits to');
  }
  return { holds: problems.length === 0, root: found, sums: computed.sums, fields, problems };
}

function leafOf({ leaf: { assetKey, details, tag, terms, amounts } }: ReceivableProof): Uint8Array {
  const leaf = new Uint8Array(LEAF_BYTES);
  [assetKey, details, tag, terms, amounts].forEach((text, index) => leaf.set(bytesOf(text), 32 * index));
  return leaf;
}

function opens({ text, salt }: NonNullable<ReceivableProof['details']>, leaf: Uint8Array): boolean {
  return toHex(hashDetails(text, bytesOf(salt))) === toHex(keysOf(leaf).details);
}

function bytesOf(text: string): Uint8Array {
  return fromHex(text) ?? new Uint8Array();
}
