import type { Address } from 'viem';

const amounts = <const Name extends string>(...names: Name[]) => names.map((name) => ({ name, type: 'uint128' }));

/** EIP-712 types of what is signed for a pool (contracts/pool/ReportHash.sol). */
export const poolTypes = {
  Report: [
    { name: 'period', type: 'uint32' },
    { name: 'version', type: 'uint16' },
    { name: 'until', type: 'uint24' },
    { name: 'opening', type: 'uint256' },
    { name: 'closing', type: 'uint256' },
    { name: 'topHash', type: 'bytes32' },
    { name: 'root', type: 'bytes32' },
    { name: 'principal', type: 'PrincipalFlows' },
    { name: 'cash', type: 'CashFlows' },
    { name: 'standing', type: 'Standing' },
    { name: 'inputs', type: 'uint256[]' },
    { name: 'settled', type: 'bytes32[]' },
  ],
  PrincipalFlows: [
    ...amounts('scheduled', 'prepaid', 'repurchased', 'defaulted', 'diluted', 'purchased', 'cured'),
    ...amounts('correctedUp', 'correctedDown', 'recovered', 'writtenOff'),
  ],
  CashFlows: [
    ...amounts('principal', 'interest', 'recoveries', 'revenue', 'collected', 'remitted', 'received', 'tax'),
    ...amounts('bankCharges', 'supportGiven', 'redemptionMoney'),
    { name: 'rate', type: 'uint96' },
    { name: 'remittedOn', type: 'uint24' },
    { name: 'receivedOn', type: 'uint24' },
    { name: 'rateReference', type: 'bytes32' },
  ],
  Standing: [
    ...amounts('late30', 'late60', 'late90', 'later', 'openingYieldSupplement', 'yieldSupplement', 'offered'),
    ...amounts('expensesDue'),
    { name: 'index', type: 'uint40' },
    { name: 'documents', type: 'bytes32' },
  ],
  Purchase: [
    { name: 'period', type: 'uint32' },
    { name: 'day', type: 'uint24' },
    { name: 'sums', type: 'uint256' },
    { name: 'topHash', type: 'bytes32' },
    { name: 'root', type: 'bytes32' },
  ],
  ReportAttestation: [
    { name: 'pool', type: 'address' },
    { name: 'period', type: 'uint32' },
    { name: 'version', type: 'uint16' },
    { name: 'report', type: 'bytes32' },
    { name: 'previous', type: 'bytes32' },
  ],
} as const;

/** The domain that binds a signature to one pool on one chain. */
export function poolDomain({ pool, chainId }: { pool: Address; chainId: number }) {
  return { name: 'Sluice Receivables Pool', version: '1', chainId, verifyingContract: pool } as const;
}
