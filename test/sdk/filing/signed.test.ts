import { join } from 'node:path';
import { expect } from 'chai';
import { loadAttestations } from '../../../sdk/filing/attestations.ts';
import { EVIDENCE, startFilings } from '../oversight/stage.ts';
import { DEMO } from './files.ts';

describe('attestations of the sample deal', () => {
  it('make its filing issuable once filer and filing agent have signed their parts', async () => {
    const { filer, agent, anyone, client, filing } = await startFilings();
    const signedFiling = await filer.signFiling({ filing });
    const { filing: number } = await agent.recordFiling({
      ...{ filing: signedFiling, outcome: 'filed', number: 'CSRC 2026-17', evidence: EVIDENCE },
    });
    const { statements } = await loadAttestations(join(DEMO, 'attestations.yaml'));
    const signers = { originator: filer, filingAgent: agent };
    const missing: number[] = [];
    for (const { party, ...statement } of statements) {
      const signed = await signers[party].signNegativeList({ filing: number, ...statement });
      await anyone.attestNegativeList({ signed });
      missing.push((await client.getFiling({ filing: number })).missing.length);
    }
    expect(missing).to.deep.equal([4, 2, 0]);
    expect(await client.getFiling({ filing: number })).to.deep.include({ missing: [], adverse: [], issuable: true });
  });
});
