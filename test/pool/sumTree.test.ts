import { expect } from 'chai';
import { network } from 'hardhat';
import { type Hex, BaseError, ContractFunctionRevertedError, bytesToHex, concat, keccak256 } from 'viem';
import { keccak } from '../../sdk/tape/keccak.ts';
import { LEAF_BYTES, keysOf, readLeaf, writeLeaf, writeSums } from '../../sdk/tape/leaf.ts';
import {
  type LeafProof,
  type TapeSums,
  buildTree,
  commitTo,
  hashOfLeaf,
  packSums,
  rootOf,
} from '../../sdk/tape/sumTree.ts';
import { randomFrom } from '../../scripts/demo/random.ts';

const { viem } = await network.create();
const reader = await viem.deployContract('TapeReader');

/** A leaf's words, as the contract takes them. */
function wordsOf(leaf: Uint8Array) {
  const word = (index: number): Hex => bytesToHex(leaf.subarray(32 * index, 32 * index + 32));
  return {
    assetKey: word(0),
    details: word(1),
    tag: BigInt(word(2)),
    terms: BigInt(word(3)),
    amounts: BigInt(word(4)),
  };
}

function argumentsOf({ index, count, siblings }: LeafProof) {
  return { index: BigInt(index), count: BigInt(count), siblings: bytesToHex(siblings) };
}

/** Sums, as the contract has them. */
const wordOf = (sums: TapeSums): bigint => BigInt(bytesToHex(packSums(sums)));

/** What the contract says: root and sums, or the name of its error. */
async function chainSays(leaf: Uint8Array, proof: LeafProof): Promise<string> {
  try {
    const [root, sums] = await reader.read.rootOf([wordsOf(leaf), argumentsOf(proof)]);
    return `${root} ${sums}`;
  } catch (error) {
    const reverted = error instanceof BaseError ? error.walk((e) => e instanceof ContractFunctionRevertedError) : null;
    if (reverted instanceof ContractFunctionRevertedError && reverted.data) return reverted.data.errorName;
    throw error;
  }
}

function sdkSays(leaf: Uint8Array, proof: LeafProof): string {
  try {
    const { root, sums } = rootOf(leaf, proof);
    return `${bytesToHex(root)} ${wordOf(sums)}`;
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}

/** `count` leaves one after another, of all kinds and states. */
function leavesOf(count: number, seed: number): Uint8Array {
  const random = randomFrom(seed);
  const whole = (below: number): number => Math.floor(random() * below);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => whole(256));
  const kinds = ['trade receivable', 'finance lease', 'revenue right'] as const;
  const statuses = ['performing', 'delinquent', 'defaulted', 'written off', 'repaid', 'repurchased'] as const;
  const leaves = new Uint8Array(LEAF_BYTES * count);
  for (let index = 0; index < count; index++) {
    const status = statuses[whole(6)]!;
    const open = statuses.indexOf(status) < 3;
    writeLeaf(
      {
        kind: kinds[whole(3)]!,
        status,
        performed: random() < 0.5,
        bill: random() < 0.5,
        transferable: random() < 0.5,
        currency: 'CNY',
        rate: BigInt(whole(2 ** 40)),
        start: whole(2 ** 24),
        due: whole(2 ** 24),
        entered: whole(2 ** 24),
        registeredUntil: whole(2 ** 24),
        daysPastDue: whole(2 ** 16),
        face: BigInt(whole(2 ** 50)) << 22n,
        outstanding: open ? BigInt(whole(2 ** 50)) << BigInt(whole(14)) : 0n,
      },
      { assetKey: bytes(32), details: bytes(32), salt: bytes(16), obligor: bytes(16) },
      { into: leaves, offset: LEAF_BYTES * index },
    );
  }
  return leaves;
}

const leafAt = (leaves: Uint8Array, index: number): Uint8Array =>
  leaves.slice(LEAF_BYTES * index, LEAF_BYTES * (index + 1));

describe('the tape’s tree in TypeScript and in Solidity', () => {
  it('hashes as viem does, at every length up to three blocks', () => {
    const random = randomFrom(1);
    for (let length = 0; length <= 409; length++) {
      const input = Uint8Array.from({ length }, () => Math.floor(random() * 256));
      expect(bytesToHex(keccak(input)), `${length} bytes`).to.equal(keccak256(input));
    }
  });

  it('gives the same root, sums and leaf hashes for every size up to 70 leaves', async () => {
    for (let count = 1; count <= 70; count++) {
      const leaves = leavesOf(count, count);
      const tree = buildTree(leaves);
      const expected = `${bytesToHex(tree.root)} ${wordOf(tree.sums)}`;
      for (const index of new Set([0, count >> 1, count - 1])) {
        const leaf = leafAt(leaves, index);
        expect(await chainSays(leaf, tree.prove(index)), `leaf ${index} of ${count}`).to.equal(expected);
      }
      for (let index = 0; index < count; index++) {
        expect(sdkSays(leafAt(leaves, index), tree.prove(index))).to.equal(expected);
      }
    }
  });

  it('commits to a top node and its sums alike', async () => {
    const tree = buildTree(leavesOf(11, 5));
    const root = bytesToHex(tree.root);
    expect(bytesToHex(commitTo(concat([tree.hash, packSums(tree.sums)])))).to.equal(root);
    expect(await reader.read.commit([bytesToHex(tree.hash), wordOf(tree.sums)])).to.equal(root);
    expect(await reader.read.leafHash([wordsOf(leavesOf(1, 3))])).to.equal(bytesToHex(hashOfLeaf(leavesOf(1, 3))));
  });

  it('says the same of leaves and proofs that are wrong', async () => {
    const random = randomFrom(2);
    const whole = (below: number): number => Math.floor(random() * below);
    const seen = new Map<string, number>();
    for (let round = 0; round < 300; round++) {
      const count = 1 + whole(40);
      const leaves = leavesOf(count, round);
      const index = whole(count);
      const leaf = leafAt(leaves, index);
      const proof = buildTree(leaves).prove(index);
      const wrong = [
        () => (leaf[whole(LEAF_BYTES)]! ^= 1 << whole(8)),
        () => (leaf[96 + whole(64)]! ^= 1 << whole(8)),
        () => proof.siblings.length > 0 && (proof.siblings[whole(proof.siblings.length)]! ^= 0x80),
        () => (proof.index = whole(60)),
        () => (proof.count = whole(60)),
        () => (proof.siblings = proof.siblings.subarray(0, whole(proof.siblings.length + 1))),
        () => (proof.siblings = Buffer.concat([proof.siblings, new Uint8Array(59)])),
        () => leaf.fill(0x7f, 151, 160),
        () => leaf.fill(0xff, 151, 160),
      ];
      wrong[round % wrong.length]!();
      const answer = await chainSays(leaf, proof);
      expect(sdkSays(leaf, proof), `round ${round}`).to.equal(answer);
      const kind = answer.startsWith('0x') ? 'a root' : answer;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
    }
    const kinds = ['a root', 'LeafMalformed', 'LeafOutOfRange', 'ProofOfAnotherLength', 'LaneOverflow'];
    expect([...seen.keys()]).to.have.members(kinds);
  });

  it('adds outstanding principal to the lane of its status alike', async () => {
    const leaves = leavesOf(60, 77);
    for (let index = 0; index < 60; index++) {
      const leaf = leafAt(leaves, index);
      const sums = await reader.read.leafSums([wordsOf(leaf)]);
      const own = new Uint8Array(32);
      writeSums(leaf, { into: own, offset: 0 });
      expect(BigInt(bytesToHex(own))).to.equal(sums);
    }
  });

  it('reads back what it wrote', () => {
    const fields = {
      kind: 'finance lease',
      status: 'delinquent',
      performed: true,
      bill: false,
      transferable: true,
      currency: 'CNY',
      rate: 45_000_000n,
      start: 20_100,
      due: 20_500,
      entered: 20_300,
      registeredUntil: 22_000,
      daysPastDue: 12,
      face: (1n << 72n) - 1n,
      outstanding: (1n << 71n) - 1n,
    } as const;
    const bytes = (length: number, value: number) => new Uint8Array(length).fill(value);
    const keys = { assetKey: bytes(32, 1), details: bytes(32, 2), salt: bytes(16, 3), obligor: bytes(16, 4) };
    const leaf = new Uint8Array(LEAF_BYTES);
    writeLeaf(fields, keys, { into: leaf, offset: 0 });
    expect(readLeaf(leaf)).to.deep.equal(fields);
    expect(keysOf(leaf)).to.deep.equal(keys);
  });
});
