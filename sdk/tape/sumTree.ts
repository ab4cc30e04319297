// The Merkle-sum tree of a tape, the same bytes as contracts/pool/SumTree.sol.
import { LaneOverflow, LeafOutOfRange, ProofOfAnotherLength } from '../errors/tape.ts';
import { LANES, LANE_TOPS, LEAF_BYTES, sumsOfLeaf } from './leaf.ts';
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

const SIBLING_BYTES = 59;
const MAXIMUM_COUNT = 2 ** 39 - 1;
const LANE = (1n << 72n) - 1n;
const COUNT = (1n << 40n) - 1n;

/** The nodes of one level. */
interface Level {
  hashes: Uint8Array;
  sums: bigint[];
}

/**
 * Builds the tree of leaves that lie one after another, 160 bytes each, in the order of the tape.
 *
 * @throws {LeafOutOfRange} without a leaf; {@link LeafMalformed} and {@link LaneOverflow} where the contract refuses them
 */
export function buildTree(leaves: Uint8Array): SumTree {
  const count = Math.floor(leaves.length / LEAF_BYTES);
  if (count === 0) throw new LeafOutOfRange(0, 0);
  const levels = [hashLeaves(leaves, count)];
  for (let below = levels[0]!; below.sums.length > 1; below = levels.at(-1)!) levels.push(raise(below));
  const { hashes: hash, sums } = levels.at(-1)!;
  return {
    root: commitTo(hash, sums[0]!),
    hash,
    sums: unpackSums(sums[0]!),
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
  let sums = sumsOfLeaf(leaf);
  let hash = hashOfLeaf(leaf);
  let read = 0;
  let seen = sums;
  let position = index;
  for (let leaves = 1; leaves < count; leaves *= 2, position = Math.floor(position / 2)) {
    const isRight = position % 2 === 1;
    const first = (position + 1) * leaves;
    // A node without a sibling moves up as it is.
    if (!isRight && first >= count) continue;
    const own = { hash, sums };
    const beside = siblingAt(siblings, read, isRight ? leaves : Math.min(leaves, count - first));
    hash = isRight ? hashOfNode(beside, own) : hashOfNode(own, beside);
    sums = BigInt.asUintN(256, sums + beside.sums);
    seen |= beside.sums | sums;
    read += SIBLING_BYTES;
  }
  if (read !== siblings.length) throw new ProofOfAnotherLength(read, siblings.length);
  if ((seen & LANE_TOPS) !== 0n) throw new LaneOverflow();
  return { root: commitTo(hash, sums), sums: unpackSums(sums) };
}

/** The root of a top node and its sums. */
export function commitTo(hash: Uint8Array, sums: bigint): Uint8Array {
  const bytes = new Uint8Array(65);
  bytes[0] = 0x02;
  bytes.set(hash, 1);
  writeWord(bytes, 33, sums);
  return keccak(bytes).slice();
}

export function packSums({ performing, delinquent, defaulted, count }: TapeSums): bigint {
  return (
    (performing << LANES.performing) | (delinquent << LANES.delinquent) | (defaulted << LANES.defaulted) | BigInt(count)
  );
}

export function unpackSums(word: bigint): TapeSums {
  return {
    performing: (word >> LANES.performing) & LANE,
    delinquent: (word >> LANES.delinquent) & LANE,
    defaulted: (word >> LANES.defaulted) & LANE,
    count: Number(word & COUNT),
  };
}

const leafInput = new Uint8Array(1 + LEAF_BYTES);

export function hashOfLeaf(leaf: Uint8Array): Uint8Array {
  leafInput.set(leaf, 1);
  return keccak(leafInput).slice();
}

function hashLeaves(leaves: Uint8Array, count: number): Level {
  const hashes = new Uint8Array(32 * count);
  const sums = new Array<bigint>(count);
  for (let index = 0; index < count; index++) {
    const leaf = leaves.subarray(index * LEAF_BYTES, (index + 1) * LEAF_BYTES);
    leafInput.set(leaf, 1);
    hashes.set(keccak(leafInput), 32 * index);
    sums[index] = noOverflow(sumsOfLeaf(leaf));
  }
  return { hashes, sums };
}

const nodeInput = new Uint8Array(129);
nodeInput[0] = 0x01;

function raise({ hashes, sums }: Level): Level {
  const width = Math.ceil(sums.length / 2);
  const raised: Level = { hashes: new Uint8Array(32 * width), sums: new Array<bigint>(width) };
  for (let node = 0; node < width; node++) {
    const left = sums[2 * node]!;
    const right = sums[2 * node + 1];
    if (right === undefined) {
      raised.hashes.set(hashes.subarray(64 * node, 64 * node + 32), 32 * node);
      raised.sums[node] = left;
      continue;
    }
    nodeInput.set(hashes.subarray(64 * node, 64 * node + 32), 1);
    writeWord(nodeInput, 33, left);
    nodeInput.set(hashes.subarray(64 * node + 32, 64 * node + 64), 65);
    writeWord(nodeInput, 97, right);
    raised.hashes.set(keccak(nodeInput), 32 * node);
    raised.sums[node] = noOverflow(left + right);
  }
  return raised;
}

function hashOfNode(left: Node, right: Node): Uint8Array {
  nodeInput.set(left.hash, 1);
  writeWord(nodeInput, 33, left.sums);
  nodeInput.set(right.hash, 65);
  writeWord(nodeInput, 97, right.sums);
  return keccak(nodeInput).slice();
}

interface Node {
  hash: Uint8Array;
  sums: bigint;
}

function siblingsOf(index: number, levels: readonly Level[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let position = index;
  for (const { hashes, sums } of levels) {
    const beside = position % 2 === 0 ? position + 1 : position - 1;
    position = Math.floor(position / 2);
    const besideSums = sums[beside];
    if (besideSums === undefined) continue;
    const part = new Uint8Array(64);
    part.set(hashes.subarray(32 * beside, 32 * beside + 32));
    writeWord(part, 32, besideSums);
    parts.push(part.subarray(0, SIBLING_BYTES));
  }
  return Buffer.concat(parts);
}

/** Beyond the end of a proof there are zeros, as in calldata; its length is asked afterwards. */
function siblingAt(siblings: Uint8Array, offset: number, count: number): Node {
  const part = new Uint8Array(SIBLING_BYTES);
  part.set(siblings.subarray(offset, offset + SIBLING_BYTES));
  const amounts = BigInt(`0x${Buffer.from(part.buffer, 32).toString('hex')}`);
  return { hash: part.subarray(0, 32), sums: (amounts << LANES.defaulted) | BigInt(count) };
}

/** Of a sum of two whose lanes had their top bits clear: the lanes carried nothing, so that the bits are what they say. */
function noOverflow(sums: bigint): bigint {
  if ((sums & LANE_TOPS) !== 0n) throw new LaneOverflow();
  return sums;
}

function writeWord(into: Uint8Array, offset: number, word: bigint): void {
  const view = new DataView(into.buffer, into.byteOffset + offset, 32);
  view.setBigUint64(0, word >> 192n);
  view.setBigUint64(8, BigInt.asUintN(64, word >> 128n));
  view.setBigUint64(16, BigInt.asUintN(64, word >> 64n));
  view.setBigUint64(24, BigInt.asUintN(64, word));
}
