// The Merkle-sum tree of a tape, the same bytes as contracts/pool/SumTree.sol.
import { LaneOverflow, LeafOutOfRange, ProofOfAnotherLength } from '../errors/tape.ts';
import { LEAF_BYTES, type LeafPlace, writeSums } from './leaf.ts';
import { keccak } from './keccak.ts';

/** What a tape, or a part of one, adds up to. Amounts are outstanding principal in base units of the deal. */
export interface TapeSums {
  performing: bigint;
  delinquent: bigint;
  defaulted: bigint;
  /** All leaves, those without principal among them. */
  count: number;
}

/** Where a leaf is, and what lies beside its way up: 59 bytes for each sibling, its hash and its three amounts. */
export interface LeafProof {
  index: number;
  count: number;
  siblings: Uint8Array;
}

export interface SumTree {
  /** keccak256(0x02 ‖ hash of the top node ‖ its sums): 32 bytes. */
  root: Uint8Array;
  /** Of the top node: with the sums it makes the root. */
  hash: Uint8Array;
  sums: TapeSums;
  /** @throws {LeafOutOfRange} */
  prove: (index: number) => LeafProof;
}

/** A node: 32 bytes of hash and 32 of sums, as they lie in the hash of its parent. */
const NODE = 64;
const HASH = 32;
/** What a proof has of a sibling: the count of its sums, their last five bytes, follows from where it is. */
const SIBLING_BYTES = 59;
const COUNT = 27;
const MAXIMUM_COUNT = 2 ** 39 - 1;
/** First bytes of the lanes: their highest bits are the lanes'. */
const TOPS = [0, 9, 18, COUNT] as const;

/**
 * Builds the tree of leaves that lie one after another, 160 bytes each, in the order of the tape.
 *
 * @throws {LeafOutOfRange} without a leaf; {@link LeafMalformed} and {@link LaneOverflow} where the contract refuses them
 */
export function buildTree(leaves: Uint8Array): SumTree {
  const count = Math.floor(leaves.length / LEAF_BYTES);
  if (count === 0) throw new LeafOutOfRange(0, 0);
  const levels = [hashLeaves(leaves, count)];
  for (let level = levels[0]!; level.length > NODE; level = levels.at(-1)!) levels.push(raise(level));
  const top = levels.at(-1)!;
  return {
    root: commitTo(top),
    hash: top.slice(0, HASH),
    sums: unpackSums(top.subarray(HASH)),
    prove: (index) => {
      if (!Number.isSafeInteger(index) || index < 0 || index >= count) throw new LeafOutOfRange(index, count);
      return { index, count, siblings: siblingsOf(index, levels) };
    },
  };
}

/**
 * The root of the tape that has `leaf` at `proof.index` beside those siblings, and that tape's sums. It says something of
 * the leaf only when the root is one that was accepted.
 *
 * @throws {LeafOutOfRange} | {ProofOfAnotherLength} | {LaneOverflow} | {LeafMalformed}, as the contract
 */
export function rootOf(leaf: Uint8Array, { index, count, siblings }: LeafProof): { root: Uint8Array; sums: TapeSums } {
  const inRange = Number.isSafeInteger(index) && index >= 0 && index < count && count <= MAXIMUM_COUNT;
  if (!inRange) throw new LeafOutOfRange(index, count);
  let node: Uint8Array = hashLeaves(leaf, 1, () => {});
  let overflows = hasOverflow(node);
  let read = 0;
  let position = index;
  for (let leaves = 1; leaves < count; leaves *= 2, position = Math.floor(position / 2)) {
    const isRight = position % 2 === 1;
    const first = (position + 1) * leaves;
    // A node without a sibling moves up as it is.
    if (!isRight && first >= count) continue;
    const beside = siblingAt(siblings, read, isRight ? leaves : Math.min(leaves, count - first));
    node = parentOf(isRight ? [beside, node] : [node, beside]);
    overflows ||= hasOverflow(beside) || hasOverflow(node);
    read += SIBLING_BYTES;
  }
  if (read !== siblings.length) throw new ProofOfAnotherLength(read, siblings.length);
  if (overflows) throw new LaneOverflow();
  return { root: commitTo(node), sums: unpackSums(node.subarray(HASH)) };
}

/** The root of a top node: 32 bytes of hash and 32 of sums. */
export function commitTo(node: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + NODE);
  bytes[0] = 0x02;
  bytes.set(node, 1);
  return keccak(bytes).slice();
}

/** Sums as the 32 bytes of their word. */
export function packSums({ performing, delinquent, defaulted, count }: TapeSums): Uint8Array {
  const lane = (amount: bigint, bytes: number): string => amount.toString(16).padStart(2 * bytes, '0');
  const word = [lane(performing, 9), lane(delinquent, 9), lane(defaulted, 9), lane(BigInt(count), 5)].join('');
  return Uint8Array.from(Buffer.from(word, 'hex'));
}

export function unpackSums(word: Uint8Array): TapeSums {
  const lane = (from: number, to: number): bigint =>
    BigInt(`0x${Buffer.from(word.subarray(from, to)).toString('hex')}`);
  return {
    performing: lane(0, 9),
    delinquent: lane(9, 18),
    defaulted: lane(18, COUNT),
    count: Number(lane(COUNT, 32)),
  };
}

const leafInput = new Uint8Array(1 + LEAF_BYTES);

export function hashOfLeaf(leaf: Uint8Array): Uint8Array {
  leafInput.set(leaf, 1);
  return keccak(leafInput).slice();
}

function hashLeaves(leaves: Uint8Array, count: number, inspect = refuseOverflow): Uint8Array {
  const level = new Uint8Array(NODE * count);
  for (let index = 0; index < count; index++) {
    const leaf = count === 1 ? leaves : leaves.subarray(index * LEAF_BYTES, (index + 1) * LEAF_BYTES);
    writeSums(leaf, { into: level, offset: NODE * index + HASH });
    leafInput.set(leaf, 1);
    level.set(keccak(leafInput), NODE * index);
    inspect(level, NODE * index);
  }
  return level;
}

const nodeInput = new Uint8Array(1 + 2 * NODE);
nodeInput[0] = 0x01;

function raise(level: Uint8Array): Uint8Array {
  const width = level.length / NODE;
  const raised = new Uint8Array(NODE * Math.ceil(width / 2));
  for (let node = 0; node < width; node += 2) {
    const pair = level.subarray(NODE * node, NODE * (node + 2));
    const offset = (NODE * node) / 2;
    if (pair.length === NODE) raised.set(pair, offset);
    else join(pair, { into: raised, offset });
    refuseOverflow(raised, offset);
  }
  return raised;
}

function parentOf(pair: readonly [Uint8Array, Uint8Array]): Uint8Array {
  const parent = new Uint8Array(NODE);
  join(Buffer.concat(pair), { into: parent, offset: 0 });
  return parent;
}

/** The parent of two nodes that lie side by side: their hash, and their sums added lane by lane. */
function join(pair: Uint8Array, { into, offset }: LeafPlace): void {
  nodeInput.set(pair, 1);
  into.set(keccak(nodeInput), offset);
  // One number of 32 bytes: as long as every lane's highest bit is clear, nothing is carried from one to the next.
  let carried = 0;
  for (let byte = NODE - 1; byte >= HASH; byte--) {
    const sum = pair[byte]! + pair[NODE + byte]! + carried;
    into[offset + byte] = sum;
    carried = sum >> 8;
  }
}

function siblingsOf(index: number, levels: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let position = index;
  for (const level of levels) {
    const beside = NODE * (position % 2 === 0 ? position + 1 : position - 1);
    position = Math.floor(position / 2);
    if (beside < level.length && level.length > NODE) parts.push(level.subarray(beside, beside + SIBLING_BYTES));
  }
  return Buffer.concat(parts);
}

/** Beyond the end of a proof there are zeros, as in calldata; its length is asked afterwards. */
function siblingAt(siblings: Uint8Array, offset: number, count: number): Uint8Array {
  const node = new Uint8Array(NODE);
  node.set(siblings.subarray(offset, offset + SIBLING_BYTES));
  const view = new DataView(node.buffer, HASH + COUNT);
  view.setUint8(0, Math.floor(count / 2 ** 32));
  view.setUint32(1, count % 2 ** 32);
  return node;
}

function hasOverflow(node: Uint8Array, offset = 0): boolean {
  return TOPS.some((place) => node[offset + HASH + place]! > 0x7f);
}

function refuseOverflow(level: Uint8Array, offset: number): void {
  if (hasOverflow(level, offset)) throw new LaneOverflow();
}
