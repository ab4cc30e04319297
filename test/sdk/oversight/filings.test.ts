import { expect } from 'chai';
import { getAddress, zeroAddress } from 'viem';
import { encodeCall } from '../../../sdk/chain/call.ts';
import { send } from '../../../sdk/chain/write.ts';
import { filingNumber, iFilingRegistryAbi, negativeListItems } from '../../../sdk/index.ts';
import { failure, refusal } from '../refusal.ts';
import { EVIDENCE, startFilings } from './stage.ts';

const GOOD_UNTIL = '2026-09-30';
const DEAL = getAddress('0x00000000000000000000000000000000000dea10');

describe('filing actions', () => {
  async function withFiled() {
    const started = await startFilings();
    const { filer, agent, filing } = started;
    const signed = await filer.signFiling({ filing });
    const { filing: number } = await agent.recordFiling({
      ...{ filing: signed, outcome: 'filed', number: 'CSRC 2026-17', evidence: EVIDENCE },
    });
    return { ...started, signed, number };
  }

  /** As the factory of deals would. */
  async function issue({ factory, filings, filing, number }: Awaited<ReturnType<typeof withFiled>>) {
    const { issuer, termsHash, tapeRoot, decimals, amount } = filing;
    return send(
      factory,
      encodeCall({
        kind: 'filing registry',
        address: filings,
        abi: iFilingRegistryAbi,
        functionName: 'consume',
        args: [number, issuer, termsHash, tapeRoot, '0x484b44', decimals, amount, DEAL],
      }),
    );
  }

  it('take a filing from the filer’s signature to the published number', async () => {
    const { client, filing, filings, number } = await withFiled();
    expect(number).to.equal(filingNumber({ filings, chainId: client.chain.id, filing }));
    const found = await client.getFiling({ filing: number });
    expect(found).to.deep.equal({
      ...filing,
      filing: number,
      amount: { units: filing.amount, decimals: 6, symbol: 'HKD' },
      status: 'filed',
      number: 'CSRC 2026-17',
      deal: zeroAddress,
      clear: [],
      missing: [...negativeListItems],
      adverse: [],
      effective: true,
      issuable: false,
    });
  });

  it('compute the number as the contract does, field for field', async () => {
    const { registry, filings, client, filing } = await startFilings();
    for (const route of ['ABS-like', 'foreign debt', 'equity-like', 'other'] as const) {
      const given = { ...filing, route, currency: 'USD', decimals: 2 };
      const encoded = { ...given, route: ['ABS-like', 'foreign debt', 'equity-like', 'other'].indexOf(route) };
      const expected = await registry.read.hashFiling([{ ...encoded, currency: '0x555344' }]);
      expect(filingNumber({ filings, chainId: client.chain.id, filing: given })).to.equal(expected);
    }
  });

  it('record nothing twice when they are called again', async () => {
    const { agent, filer, filing } = await startFilings();
    const signed = await filer.signFiling({ filing });
    const outcome = { outcome: 'filed', number: 'CSRC 2026-17', evidence: EVIDENCE } as const;
    // The outage came after the first of two transactions.
    const { filing: number } = await agent.submitFiling({ filing: signed });
    const resumed = await agent.recordFiling({ filing: signed, ...outcome });
    expect(resumed).to.include({ filing: number, status: 'filed' });
    expect(resumed.written).to.have.length(1);
    const again = await agent.recordFiling({ filing: signed, ...outcome });
    expect(again.written).to.deep.equal([]);
    const differs = await failure(
      agent.recordFiling({ filing: number, ...outcome, number: 'CSRC 2026-18' }),
      'FilingNumberDiffers',
    );
    expect(differs.values).to.deep.equal({ filing: number, recorded: 'CSRC 2026-17', given: 'CSRC 2026-18' });
  });

  it('record a supplement, a refusal, a suspension by number', async () => {
    const { agent, client, filer, filing } = await startFilings();
    const signed = await filer.signFiling({ filing });
    const asked = await agent.recordFiling({ filing: signed, outcome: 'supplement requested', evidence: EVIDENCE });
    expect(asked.written).to.have.length(2);
    await agent.recordFiling({ filing: asked.filing, outcome: 'submitted', evidence: EVIDENCE });
    await agent.recordFiling({ filing: asked.filing, outcome: 'refused', evidence: EVIDENCE });
    expect(await client.getFiling({ filing: asked.filing })).to.include({ status: 'refused', effective: false });
    const back = await refusal(
      agent.recordFiling({ filing: asked.filing, outcome: 'filed', number: '1', evidence: EVIDENCE }),
      'StatusNotReachable',
    );
    expect(back.message).to.include('A filing that is refused can’t become filed.');
  });

  it('make a filing issuable by the negative lists, and tell what is missing', async () => {
    const started = await withFiled();
    const { agent, filer, anyone, client, number } = started;
    const [law, security, ...others] = negativeListItems;
    const common = { filing: number, expiresOn: GOOD_UNTIL, evidence: EVIDENCE } as const;
    await anyone.attestNegativeList({ signed: await filer.signNegativeList({ ...common, clear: others }) });
    const first = await client.getFiling({ filing: number });
    expect(first.missing).to.deep.equal([law, security]);
    const tooEarly = await refusal(issue(started), 'NegativeListNotClear');
    expect(tooEarly.message).to.include('not attested clear, or no longer: financing forbidden by law, harm to');
    await anyone.attestNegativeList({ signed: await agent.signNegativeList({ ...common, clear: 'all' }) });
    expect(await client.getFiling({ filing: number })).to.deep.include({ missing: [], issuable: true });
    await issue(started);
    expect(await client.getFiling({ filing: number })).to.include({ deal: DEAL, issuable: false });
    await agent.recordFiling({ filing: number, outcome: 'issuance reported', evidence: EVIDENCE });
    await agent.recordFiling({ filing: number, outcome: 'ongoing', evidence: EVIDENCE });
    // What is found later stops every mint.
    const adverse = [others[0]];
    await anyone.attestNegativeList({
      signed: await agent.signNegativeList({ ...common, clear: [], adverse }),
    });
    expect(await client.getFiling({ filing: number })).to.deep.include({
      ...{ status: 'ongoing', adverse, effective: false },
    });
  });
  it('refuse to sign what makes no statement, with every item that is wrong', async () => {
    const { filer, number } = await withFiled();
    const common = { filing: number, expiresOn: GOOD_UNTIL, evidence: EVIDENCE } as const;
    const none = await failure(filer.signNegativeList({ ...common, clear: [] }), 'NegativeListUnclear');
    expect(none.message).to.include('No item of the negative lists is named.');
    const wrong = 'bad weather' as 'unlawful asset';
    const both = await failure(
      filer.signNegativeList({ ...common, clear: ['unlawful asset', wrong], adverse: ['unlawful asset'] }),
      'NegativeListUnclear',
    );
    expect(both.values).to.deep.equal({ unknown: ['bad weather'], twice: ['unlawful asset'] });
    const day = await failure(
      filer.signNegativeList({ ...common, clear: 'all', expiresOn: '30.9.2026' }),
      'DateUnreadable',
    );
    expect(day.message).to.include('30.9.2026');
  });

  it('tell who may record, and that an old statement does not come back', async () => {
    const { filer, agent, anyone, number, connection, signed } = await withFiled();
    const notAgent = await refusal(
      filer.recordFiling({ filing: number, outcome: 'suspended', evidence: EVIDENCE }),
      'NotTheFilingAgent',
    );
    expect(notAgent.values).to.deep.equal({ caller: signed.filing.filer });
    const common = { filing: number, expiresOn: GOOD_UNTIL, evidence: EVIDENCE } as const;
    const old = await agent.signNegativeList({ ...common, clear: 'all' });
    await connection.networkHelpers.time.increase(86_400);
    await anyone.attestNegativeList({
      signed: await agent.signNegativeList({ ...common, clear: [], adverse: ['unlawful asset'] }),
    });
    const replayed = await refusal(anyone.attestNegativeList({ signed: old }), 'AttestationSuperseded');
    expect(replayed.message).to.include('unlawful asset');
  });

  it('can be had unsigned, for an agent that is a multisig', async () => {
    const { client, filing, filer, filings, agent } = await startFilings();
    const signed = await filer.signFiling({ filing });
    const unsigned = await client.submitFiling.prepare({ filing: signed, sender: agent.account.address });
    expect(unsigned).to.include({ to: filings, value: 0n });
    const refused = await refusal(
      client.submitFiling.prepare({ filing: signed, sender: filer.account.address }),
      'NotTheFilingAgent',
    );
    expect(refused.message).to.include('filing agent');
  });
});
