// A leaf of the tape, bit for bit as contracts/pool/types/Receivable.sol has it.
import { LeafMalformed } from '../errors/tape.ts';

/** Numbers of kinds and states on chain: their place in these lists, from 1. */
export const kinds = ['trade receivable', 'finance lease', 'revenue right'] as const;
export const statuses = ['performing', 'delinquent', 'defaulted', 'written off', 'repaid', 'repurchased'] as const;

export type ReceivableKind = (typeof kinds)[number];
export type ReceivableStatus = (typeof statuses)[number];

/** What a proof discloses of a receivable, besides the keyed and salted words. */
export interface LeafFields {
  kind: ReceivableKind;
  status: ReceivableStatus;
  performed: boolean;
  bill: boolean;
  transferable: boolean;
  /** ISO 4217, three capital letters. */
  currency: string;
  /** 1e-9 per year, below 2^40. */
  rate: bigint;
  /** Days since 1970-01-01; 0 is none. */
  start: number;
  due: number;
  /** When the deal took it in. */
  entered: number;
  /** Last day of the assignment's entry in the register; 0 is not registered. */
  registeredUntil: number;
  daysPastDue: number;
  /** Base units of the deal, below 2^72; outstanding below 2^71. */
  face: bigint;
  outstanding: bigint;
}

/** The words of a leaf that say nothing by themselves. */
export interface LeafKeys {
  /** 32 bytes. */
  assetKey: Uint8Array;
  /** 32 bytes. */
  details: Uint8Array;
  /** 16 bytes. */
  salt: Uint8Array;
  /** 16 bytes. */
  obligor: Uint8Array;
}

export const LEAF_BYTES = 160;

const KEYS_BYTES = 96;
const TERMS = 96;
const AMOUNTS = 128;

/** Writes the 160 bytes of a leaf to `into` at `offset`, which must be zero there. Fields are in range: the tape's check. */
export function writeLeaf(fields: LeafFields, keys: LeafKeys, { into, offset }: LeafPlace): void {
  into.set(keys.assetKey, offset);
  into.set(keys.details, offset + 32);
  into.set(keys.salt, offset + 64);
  into.set(keys.obligor, offset + 80);
  const terms = offset + TERMS;
  writeNumber(into, terms + 9, fields.daysPastDue, 2);
  writeNumber(into, terms + 12, fields.registeredUntil, 3);
  writeNumber(into, terms + 15, fields.entered, 3);
  writeNumber(into, terms + 18, fields.due, 3);
  writeNumber(into, terms + 21, fields.start, 3);
  writeNumber(into, terms + 26, Number(fields.rate), 5);
  for (let letter = 0; letter < 3; letter++) into[terms + 26 + letter] = fields.currency.charCodeAt(letter);
  into[terms + 29] = (fields.performed ? 1 : 0) | (fields.bill ? 2 : 0) | (fields.transferable ? 4 : 0);
  into[terms + 30] = statuses.indexOf(fields.status) + 1;
  into[terms + 31] = kinds.indexOf(fields.kind) + 1;
  writeAmount(into, offset + AMOUNTS + 23, fields.face);
  writeAmount(into, offset + AMOUNTS + 32, fields.outstanding);
}

export interface LeafPlace {
  into: Uint8Array;
  offset: number;
}

/** The fields of a leaf. @throws {LeafMalformed} if no contract would take it */
export function readLeaf(leaf: Uint8Array): LeafFields {
  requireWellFormed(leaf);
  const terms = (end: number, bytes: number) => readNumber(leaf, TERMS + end, bytes);
  const flags = terms(30, 1);
  return {
    kind: kinds[terms(32, 1) - 1]!,
    status: statuses[terms(31, 1) - 1]!,
    performed: (flags & 1) !== 0,
    bill: (flags & 2) !== 0,
    transferable: (flags & 4) !== 0,
    currency: String.fromCharCode(...leaf.subarray(TERMS + 26, TERMS + 29)),
    rate: BigInt(terms(26, 5)),
    start: terms(21, 3),
    due: terms(18, 3),
    entered: terms(15, 3),
    registeredUntil: terms(12, 3),
    daysPastDue: terms(9, 2),
    face: readAmount(leaf, AMOUNTS + 23),
    outstanding: readAmount(leaf, AMOUNTS + 32),
  };
}

/** The keyed and salted words of a leaf. */
export function keysOf(leaf: Uint8Array): LeafKeys {
  return {
    assetKey: leaf.subarray(0, 32),
    details: leaf.subarray(32, 64),
    salt: leaf.subarray(64, 80),
    obligor: leaf.subarray(80, KEYS_BYTES),
  };
}

/**
 * Writes what a leaf adds to the sums, 32 bytes that must be zero: performing:72 | delinquent:72 | defaulted:72 | count:40.
 * Its outstanding principal is in the lane of its status, and 1 in the count. What is repaid, written off or repurchased
 * stays in the count and has no principal.
 *
 * @throws {LeafMalformed} where the contract does
 */
export function writeSums(leaf: Uint8Array, { into, offset }: LeafPlace): void {
  requireWellFormed(leaf);
  into[offset + 31] = 1;
  const status = leaf[TERMS + 30]!;
  // Three lanes of nine bytes, and outstanding principal is nine bytes; what has none may be written anywhere.
  const lane = 9 * (Math.min(status, OPEN_STATUSES) - 1);
  for (let byte = 0; byte < 9; byte++) into[offset + lane + byte] = leaf[AMOUNTS + 23 + byte]!;
}

/** Performing, delinquent, defaulted: what somebody still owes. */
const OPEN_STATUSES = 3;

function requireWellFormed(leaf: Uint8Array): void {
  const kind = leaf[TERMS + 31] ?? 0;
  const status = leaf[TERMS + 30] ?? 0;
  const flags = leaf[TERMS + 29] ?? 0;
  if (
    leaf.length !== LEAF_BYTES ||
    kind < 1 ||
    kind > kinds.length ||
    status < 1 ||
    status > statuses.length ||
    flags > 7 ||
    (status > OPEN_STATUSES && isUsed(leaf, AMOUNTS + 23, 9)) ||
    isUsed(leaf, TERMS, 7) ||
    isUsed(leaf, AMOUNTS, 14)
  ) {
    throw new LeafMalformed(`0x${Buffer.from(leaf).toString('hex')}`);
  }
}

function isUsed(leaf: Uint8Array, from: number, bytes: number): boolean {
  for (let index = from; index < from + bytes; index++) if (leaf[index] !== 0) return true;
  return false;
}

/** Numbers end before `end`; at most 40 bits, so exact. */
function writeNumber(into: Uint8Array, end: number, value: number, bytes: number): void {
  // Shifts keep 32 bits, and a byte keeps 8.
  for (let index = 0; index < Math.min(bytes, 4); index++) into[end - 1 - index] = value >>> (8 * index);
  if (bytes > 4) into[end - 5] = Math.floor(value / 2 ** 32);
}

function readNumber(from: Uint8Array, end: number, bytes: number): number {
  let value = 0;
  for (let index = end - bytes; index < end; index++) value = value * 256 + (from[index] ?? 0);
  return value;
}

/** 72 bits: a byte and eight. */
function writeAmount(into: Uint8Array, end: number, value: bigint): void {
  const low = BigInt.asUintN(32, value);
  writeNumber(into, end, Number(low), 4);
  writeNumber(into, end - 4, Number(value >> 32n), 5);
}

function readAmount(from: Uint8Array, end: number): bigint {
  return (BigInt(readNumber(from, end - 4, 5)) << 32n) | BigInt(readNumber(from, end, 4));
}
