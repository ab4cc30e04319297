import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { keccak256 } from 'viem';
import { AttestationsRejected, negativeListItems } from '../../../sdk/errors/index.ts';
import { loadAttestations } from '../../../sdk/filing/attestations.ts';
import { failure } from '../refusal.ts';
import { DEMO, change, withHello } from './files.ts';

const FILE = 'hello-attestations.yaml';

/** The lines with which the small deal's attestations are refused after these changes. */
async function refusedWith(...changes: readonly (readonly [from: string, to: string])[]): Promise<string[]> {
  return withHello(async (folder) => {
    const path = join(folder, FILE);
    for (const [from, to] of changes) await change(path, from, to);
    const error = await failure(loadAttestations(path), 'AttestationsRejected');
    if (!(error instanceof AttestationsRejected)) throw error;
    expect(error.values).to.deep.equal({ file: path, count: error.problems.length });
    return error.problems.map(({ text }) => text.replace(`${path} `, ''));
  });
}

describe('attestations on the negative lists', () => {
  it('give every item what the head of the file says', async () => {
    const { items } = await loadAttestations(join(DEMO, FILE));
    expect(items.map(({ item }) => item)).to.deep.equal(negativeListItems);
    const evidence = keccak256(await readFile(join(DEMO, 'hello-documents/negative-list-report.md')));
    expect(items[0]).to.deep.equal({
      item: 'financing forbidden by law',
      finding: 'clear',
      signer: 'filingAgent',
      signedOn: '2026-04-01',
      expiresOn: '2027-04-01',
      evidence,
      evidenceFile: 'hello-documents/negative-list-report.md',
    });
  });

  it('become one statement for each signer, day and evidence, as signNegativeList takes it', async () => {
    const { statements } = await loadAttestations(join(DEMO, 'attestations.yaml'));
    expect(statements.map(({ party, clear, expiresOn }) => [party, clear.length, expiresOn])).to.deep.equal([
      ['filingAgent', 10, '2027-04-01'],
      ['originator', 2, '2027-04-01'],
      ['filingAgent', 2, '2026-10-01'],
    ]);
    expect(statements[1]).to.deep.equal({
      party: 'originator',
      clear: ['conviction within three years', 'investigation not concluded'],
      adverse: [],
      signedOn: '2026-04-01',
      expiresOn: '2027-04-01',
      evidence: keccak256(await readFile(join(DEMO, 'documents/originator-statement.md'))),
    });
  });

  it('keep what is adverse apart, and take a hash for evidence', async () => {
    await withHello(async (folder) => {
      const path = join(folder, FILE);
      const hash = `0x${'AB'.repeat(32)}`;
      await change(path, 'unlawful asset: clear', 'unlawful asset: adverse');
      await change(path, 'evidence: hello-documents/negative-list-report.md', `evidence: "${hash}"`);
      const { items, statements } = await loadAttestations(path);
      expect(statements).to.have.length(1);
      expect(statements[0]?.adverse).to.deep.equal(['unlawful asset']);
      expect(statements[0]?.clear).to.deep.equal(negativeListItems.filter((item) => item !== 'unlawful asset'));
      expect(statements[0]?.evidence).to.equal(hash.toLowerCase());
      expect(items[0]).not.to.have.property('evidenceFile');
    });
  });

  it('are refused with every line that is wrong at once, and the nearest word', async () => {
    const lines = await refusedWith(
      ['signer: filingAgent', 'signer: filingagent'],
      ['expires: 2027-04-01', 'expires: 2027-02-30'],
      ['local government debt: clear', 'local goverment debt: clear'],
      ['unlawful asset: clear', 'unlawful asset: cleer'],
      ['evidence: hello-documents/negative', 'evidence: hello-documents/positive'],
    );
    const known = negativeListItems.join('; ');
    const evidence = 'a file from the folder of this one, or its hash: 0x and 64 hex digits; this can not be read';
    expect(lines).to.deep.equal([
      'line 2: "filingagent": expected originator or filingAgent; did you mean "filingAgent"?',
      'line 4: "2027-02-30": expected a date that exists, as year, month, day: 2026-05-20',
      `line 5: "hello-documents/positive-list-report.md": expected ${evidence}`,
      'line 7: "items": expected a finding for "local government debt": clear or adverse',
      `line 13: "local goverment debt": expected an item of the negative lists: ${known}; did you mean "local government debt"?`,
      'line 19: "cleer": expected clear or adverse; did you mean "clear"?',
    ]);
  });

  it('name days that follow each other and that chains have room for', async () => {
    expect(await refusedWith(['expires: 2027-04-01', 'expires: 2026-04-01'])).to.deep.equal([
      'line 4: "2026-04-01": expected a day after it is signed, which is 2026-04-01',
    ]);
    expect(await refusedWith(['expires: 2027-04-01', 'expires: 2149-06-07'])).to.deep.equal([
      'line 4: "2149-06-07": expected a day up to 2149-06-06: chains have room for no later one',
    ]);
  });

  it('need a signer, days and evidence for every item, here or at the head', async () => {
    const lines = await refusedWith(['signer: filingAgent', '# nobody signs']);
    expect(lines).to.have.length(negativeListItems.length);
    expect(lines[0]).to.equal(
      'line 7: "financing forbidden by law": expected "signer", here or at the head of the file: who signs: originator or filingAgent',
    );
    expect(await refusedWith(['unlawful asset: clear', 'unlawful asset: { signer: originator }'])).to.deep.equal([
      'line 19: "unlawful asset": expected "finding": clear or adverse',
    ]);
  });

  it('do not say of one item two things', async () => {
    const lines = await refusedWith(['unlawful asset: clear', 'unlawful asset: clear\n  unlawful asset: adverse']);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^line 20: "unlawful asset: adverse": expected YAML \(.*unique/);
  });

  it('are refused where there is none, or no file', async () => {
    await withHello(async (folder) => {
      const path = join(folder, FILE);
      await writeFile(path, '# to be done\n');
      const error = await failure(loadAttestations(path), 'AttestationsRejected');
      expect(error.message).to.include('the attestations: a mapping of signer, signedOn, expires, evidence, items');
      const missing = await failure(loadAttestations(join(folder, 'none.yaml')), 'InputUnreadable');
      expect(missing.message).to.equal(
        `${join(folder, 'none.yaml')}: there is no such file. Name the file with the attestations, a YAML in UTF-8.`,
      );
    });
  });
});
