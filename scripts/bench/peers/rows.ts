import { type Bench, type Row, row } from '../measure.ts';
import { measureOpenZeppelin } from './openzeppelin.ts';
import { TREX_SETTINGS, measureTrex } from './trex.ts';

/**
 * The rows that have peers, without our own figures: complete each with `row({ ...peers, sluice })`.
 *
 * Takes about fifteen seconds.
 */
export async function peerRows(bench: Bench): Promise<Record<PeerRow, Row>> {
  const openzeppelin = await measureOpenZeppelin(bench);
  const eligibility = await measureTrex(bench, TREX_SETTINGS.eligibility);
  const same = await measureTrex(bench, TREX_SETTINGS.sameRules);
  const five = await measureTrex(bench, TREX_SETTINGS.fiveModules);
  const rules = '3 topics, 5 rules (T-REX: 5 modules)';
  return {
    transfer: row({
      operation: 'transfer between holders',
      setting: '3 topics, no rule',
      openzeppelin: openzeppelin.transfer,
      trex: eligibility.transfer,
      target: 56_000n,
    }),
    transferToNewHolder: row({
      operation: 'transfer to a new holder',
      setting: '3 topics, no rule',
      openzeppelin: openzeppelin.transferToNewHolder,
      trex: eligibility.transferToNewHolder,
    }),
    transferThreeRules: row({
      operation: 'transfer between holders',
      setting: '3 topics, country, maximum per identity, volume (T-REX: 3 modules)',
      openzeppelin: openzeppelin.transfer,
      trex: same.transfer,
    }),
    transferFiveRules: row({
      operation: 'transfer between holders',
      setting: rules,
      openzeppelin: openzeppelin.transfer,
      trex: five.transfer,
      target: 67_000n,
    }),
    batchTransfer: row({
      operation: 'batchTransfer of 10, per item',
      setting: rules,
      trex: five.batchTransferItem,
      target: 22_000n,
    }),
    mint: row({
      operation: 'mint to a holder',
      setting: '3 topics, no rule',
      openzeppelin: openzeppelin.mint,
      trex: eligibility.mint,
    }),
    whitelist: row({
      operation: 'whitelist an investor',
      setting: '3 topics; ours per investor in a batch of 100 (T-REX: identity, 3 claims, entry)',
      trex: eligibility.whitelist.total,
      target: 31_000n,
    }),
    deploy: row({
      operation: 'create a deal of three classes',
      setting: 'one transaction (OpenZeppelin, T-REX: one token, no cash flow)',
      openzeppelin: openzeppelin.deploy,
      trex: eligibility.deploySuite,
      target: 4_500_000n,
    }),
  };
}

/**
 * What T-REX pays by the place of the claims' issuer in its list, to hold our figure against: we pay the same for any.
 *
 * Takes about ten seconds.
 */
export async function claimOrderRows(bench: Bench): Promise<Row[]> {
  const first = await measureTrex(bench, TREX_SETTINGS.claimsFromFirst);
  const last = await measureTrex(bench, TREX_SETTINGS.claimsFromLast);
  const operation = 'transfer between holders';
  return [
    row({ operation, setting: '3 topics, 3 issuers each, claims from the first', trex: first.transfer }),
    row({ operation, setting: '3 topics, 3 issuers each, claims from the last', trex: last.transfer }),
  ];
}

export type PeerRow =
  | 'transfer'
  | 'transferToNewHolder'
  | 'transferThreeRules'
  | 'transferFiveRules'
  | 'batchTransfer'
  | 'mint'
  | 'whitelist'
  | 'deploy';
