// The tape: read, judge, commit, prove.
export { type TapeColumn, EXPECTED as tapeColumns } from './columns.ts';
export { type TapeCommitment, commitTape, detailsOf } from './commitTape.ts';
export { type Eligibility, type Ineligibility, judge } from './eligibility.ts';
export { type TapeKeys, makeTapeKeys } from './keys.ts';
export {
  type LeafFields,
  type ReceivableKind,
  type ReceivableStatus,
  kinds as receivableKinds,
  readLeaf,
  statuses as receivableStatuses,
} from './leaf.ts';
export { type LoadTapeParameters, type Tape, type TapeSource, loadTape } from './loadTape.ts';
export { type ReceivableProof, type VerifiedProof, parseProof, proveReceivable, verifyProof } from './proof.ts';
export type { Instalment, LeaseFields, Receivable, RevenueFields } from './receivable.ts';
export { type Stratification, type Stratum, stratify } from './stratify.ts';
export { type LeafProof, type SumTree, type TapeSums, buildTree, rootOf } from './sumTree.ts';
export { writeTape } from './writeTape.ts';
