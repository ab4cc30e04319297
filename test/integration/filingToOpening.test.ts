import { expect } from 'chai';
import { type Investor, identityOf, loadAttestations, loadTerms } from '../../sdk/index.ts';
import { type Local, localChain } from '../../sdk/local/index.ts';
import { failure } from '../sdk/refusal.ts';

const HELLO = 'scripts/demo/hello.yaml';
const SALT = 'the salt of the tests';
const EVIDENCE = `0x${'e1'.repeat(32)}` as const;
const ONE = 1_000_000n;
const MAINLAND_CHINA = 156;
const HONG_KONG = 344;

/** Files the hello deal and has all said that must be said before it may be issued. */
async function file(local: Local) {
  const terms = await loadTerms(HELLO);
  const filing = await local.originator.fileDeal({ terms });
  await local.filingAgent.recordFiling({ filing, outcome: 'filed', number: 'DEMO-2026-7', evidence: EVIDENCE });
  const { statements } = await loadAttestations('scripts/demo/hello-attestations.yaml');
  for (const { party, ...statement } of statements) {
    const signed = await local[party].signNegativeList({ filing: filing.number, ...statement });
    await local.stranger.attestNegativeList({ signed });
  }
  return { terms, filing };
}

function investorAt(wallet: `0x${string}`, country: number, now: number): Investor {
  const reference = `client ${wallet}`;
  return {
    ...{ reference, wallet, identity: identityOf({ salt: SALT, reference }), country, class: 'institutional' },
    ...{ validUntil: now + 900 * 86_400, usPerson: false, evidence: 'attestation', evidenceAt: now },
  };
}

describe('a deal, from its filing to its opening', () => {
  let local: Local;

  before(async () => {
    local = await localChain();
  });

  after(() => local.close());

  it('is filed, issued in one transaction, sold, opened, and its proceeds spent as filed', async () => {
    const { terms, filing } = await file(local);
    const deal = await local.issuer.issue({ terms, filing });
    // One transaction, far below what one may use (EIP-7825).
    expect(Number(deal.written?.receipt.gasUsed)).to.be.below(4_500_000);
    const again = await local.issuer.issue({ terms, filing });
    expect(again).to.deep.include({ address: deal.address, classes: deal.classes });
    expect(again.written).to.equal(undefined);

    const now = await local.clock.now();
    const wallets = [local.fund, local.originator].map(({ account }) => account.address);
    const investors = wallets.map((wallet, i) => investorAt(wallet, [HONG_KONG, MAINLAND_CHINA][i] ?? 0, now));
    await local.agent.whitelist({ investors, issuer: local.attester, salt: SALT });
    await local.give(local.fund.account.address, 9_000_000n * ONE);
    const early = local.fund.subscribe({ deal, class: 'A', amount: 9_000_000n * ONE });
    await failure(early, 'OfferingNotOpen');
    await local.clock.setTo(terms.offering.opens);
    await local.fund.subscribe({ deal, class: 'A', amount: terms.amount('9,000,000') });
    const small = local.fund.subscribe({ deal, class: 'A', amount: 5n });
    await failure(small, 'NotAMultipleOfLot');

    await local.clock.setTo(terms.offering.closes);
    const { stage } = await local.stranger.closeOffering({ deal });
    expect(stage).to.equal('settled');
    const state = await local.stranger.getDeal({ deal, classes: ['A', 'SUB'] });
    expect(state.status).to.equal('live');
    expect(state.classesState.map(({ supply }) => supply.units)).to.deep.equal([9_000_000n * ONE, 1_000_000n * ONE]);
    expect(state.classesState.map(({ outstandingPrincipal }) => outstandingPrincipal.units)).to.deep.equal([
      9_000_000n * ONE,
      1_000_000n * ONE,
    ]);
    const draw = { proceeds: deal.proceeds, purpose: 'purchase price of the receivables', evidence: EVIDENCE } as const;
    await failure(local.issuer.drawProceeds({ ...draw, amount: 9_500_000n * ONE }), 'PurposeExceeded');
    await local.issuer.drawProceeds({ ...draw, amount: 9_000_000n * ONE });
  });

  it('is issued by nobody but its issuer, and not with other terms', async () => {
    const { terms, filing } = await file(local);
    await failure(local.stranger.issue({ terms, filing: { ...filing, number: EVIDENCE } }), 'NotTheDealsIssuer');
    const altered = { ...terms, name: 'Hello 2026-2' };
    await failure(local.issuer.issue({ terms: altered, filing }), 'TermsNotOfTheFiling');
  });
});
