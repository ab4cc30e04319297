import { appendFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { keccak256, stringToBytes } from 'viem';
import { INPUT_CODES } from '../../../sdk/engine/inputCodes.ts';
import { negativeListItems } from '../../../sdk/errors/index.ts';
import { glossaryOf } from '../../../sdk/filing/glossary.ts';
import { type FilingPack, makeFilingPack } from '../../../sdk/filing/pack.ts';
import { failure } from '../refusal.ts';
import { DEMO, TERMS_HASH, change, filed, packOf, textOf, withHello } from './files.ts';

const HELLO = join(DEMO, 'hello.yaml');
const PAGES = ['attestations-to-sign', 'priority-of-payments', 'projection', 'stratification', 'summary'];

function hashesOf({ files }: FilingPack): [string, string][] {
  return files.map(({ path, content }) => [
    path,
    keccak256(typeof content === 'string' ? stringToBytes(content) : content),
  ]);
}

function manifestOf(pack: FilingPack) {
  return JSON.parse(textOf(pack, 'manifest.json')) as {
    [key: string]: unknown;
    files: { path: string; keccak256: string }[];
  };
}

describe('a filing pack', () => {
  it('has every page in two languages, the figures as tables, and what was given as it was', async () => {
    const pack = await packOf(HELLO);
    const rest = [
      ...PAGES.flatMap((page) => [`${page}.md`, `${page}.zh.md`]),
      ...['attestations.yaml', 'projection.csv', 'stratification.csv', 'terms.json'],
      ...['documents/negative-list-report.md', 'documents/term-sheet.md'],
    ].toSorted();
    expect(pack.files.map(({ path }) => path)).to.deep.equal(['manifest.json', ...rest]);
    for (const name of ['term-sheet.md', 'negative-list-report.md']) {
      const given = await readFile(join(DEMO, 'hello-documents', name), 'utf8');
      expect(textOf(pack, `documents/${name}`)).to.equal(given);
    }
  });

  it('is held together by a manifest, whose keccak256 is the pack’s', async () => {
    const given = await filed(HELLO);
    const pack = await makeFilingPack(given);
    const [[, manifestHash] = [], ...others] = hashesOf(pack);
    expect(pack.hash).to.equal(manifestHash);
    const { files, ...manifest } = manifestOf(pack);
    expect(files.map((file) => [file.path, file.keccak256])).to.deep.equal(others);
    const { terms, tape } = given;
    expect(manifest).to.deep.equal({
      form: 'sluice filing pack 1',
      deal: 'Hello 2026-1',
      chainId: '31337',
      termsHash: TERMS_HASH,
      documentHash: terms.hash,
      filing: {
        ...{ route: 'ABS', controlledByOriginator: false, amount: '10000000000000' },
        ...{ currency: 'HKD', decimals: '6', validity: '365' },
      },
      parties: { ...terms.parties },
      tape: {
        ...{ root: tape.commitment.root, count: '40', cutOff: '2026-03-31', currency: 'CNY' },
        ...{ performing: '9119752050000', delinquent: '280509680000', defaulted: '0' },
      },
    });
    // RFC 8785: no blanks, keys in order.
    const text = textOf(pack, 'manifest.json');
    expect(text.startsWith('{"chainId":"31337","deal":"Hello 2026-1","documentHash":"0x')).to.equal(true);
    expect(keccak256(stringToBytes(textOf(pack, 'terms.json')))).to.equal(terms.hash);
  });

  it('is the same bytes again, wherever its files lie', async () => {
    const pack = await packOf(HELLO);
    await withHello(async (folder) => {
      expect(hashesOf(await packOf(join(folder, 'hello.yaml')))).to.deep.equal(hashesOf(pack));
      await writeFile(join(folder, 'hello-documents', '.DS_Store'), 'what a system leaves behind');
      expect((await packOf(join(folder, 'hello.yaml'))).hash).to.equal(pack.hash);
    });
  });

  it('is another one if a letter of a document changes, and names the file that did', async () => {
    const before = await packOf(HELLO);
    await withHello(async (folder) => {
      await appendFile(join(folder, 'hello-documents', 'term-sheet.md'), '.');
      const after = await packOf(join(folder, 'hello.yaml'));
      expect(after.hash).not.to.equal(before.hash);
      const known = new Set(hashesOf(before).map(([, hash]) => hash));
      const changed = hashesOf(after).flatMap(([path, hash]) => (known.has(hash) ? [] : [path]));
      expect(changed).to.deep.equal(['manifest.json', 'documents/term-sheet.md']);
    });
  });

  it('has documents of folders within the folder', async () => {
    await withHello(async (folder) => {
      await mkdir(join(folder, 'hello-documents', 'opinions'));
      await writeFile(join(folder, 'hello-documents', 'opinions', 'true-sale.md'), '# True sale\n');
      expect(textOf(await packOf(join(folder, 'hello.yaml')), 'documents/opinions/true-sale.md')).to.equal(
        '# True sale\n',
      );
    });
  });

  it('tells nothing of single receivables, of keys, or of where files lie', async () => {
    const { files } = await packOf(HELLO);
    const all = files.map(({ path }) => textOf({ files, hash: '0x' }, path)).join('\n');
    expect(all).not.to.include('HEL-2601');
    expect(all).not.to.include(process.cwd());
    expect(all).not.to.include('hello-tape.csv');
  });

  it('tells the priority of payments from the program: each step numbered, each word explained', async () => {
    const pack = await packOf(join(DEMO, 'deal.yaml'));
    const english = textOf(pack, 'priority-of-payments.md');
    const chinese = textOf(pack, 'priority-of-payments.zh.md');
    for (const line of ['- **1** `pay fee trustee`', '  - **9.1** `pay principal A, B in sequence`']) {
      expect(english).to.include(line);
      expect(chinese).to.include(line);
    }
    expect(english).to.include('    - **9.4.1** `pay rest to SUB`');
    expect(english).to.include('| `coverage` | `pool + bought + unspent < 104% of A, tested after, waivable` |');
    expect(chinese).to.include('## 支付步骤，资金来源 `cash`');
    expect(chinese).to.include('| `pay interest` | 支付某级证券的到期利息 |');
    expect(chinese).to.include('| `buy receivables` | 按面值的一定比例购买新的应收款项（循环购买） |');
    // What the deal does not use is not explained.
    expect(chinese).not.to.include('| `write down` |');
  });

  it('explains every step and every reported figure that the language has', () => {
    const steps = [
      ...['pay fee a', 'pay interest A', 'pay principal A', 'pay rest to A', 'pay 5% of pool to A'],
      ...['cure deficiency A', 'fill a to 1', 'release a', 'move 1 to a', 'keep rest in a', 'buy receivables at 98%'],
      ...['book losses', 'write down A by 1', 'write up A by 1', 'capitalise interest A', 'let a be 1', 'when called'],
    ];
    for (const name of Object.keys(INPUT_CODES)) {
      expect(
        glossaryOf([`pay ${name} to A`]).map(({ word }) => word),
        name,
      ).to.include(name);
    }
    for (const step of steps) expect(glossaryOf([step]), step).not.to.have.length(0);
  });

  it('projects what each class gets if everybody pays', async () => {
    const pack = await packOf(HELLO);
    expect(textOf(pack, 'projection.md')).to.include('| A | 9,000,000 | 51,698.452901 | 9,000,000 | 0 | 0.12 | 0 |');
    expect(textOf(pack, 'projection.zh.md')).to.include('| SUB | 1,000,000 | 0 | 1,000,000 | 94,110.269764 |');
    const [head = '', ...rows] = textOf(pack, 'projection.csv').trimEnd().split('\n');
    expect(head.split(',').slice(0, 3)).to.deep.equal(['period', 'date', 'openingPool']);
    expect(rows.map((row) => row.split(',')[1])).to.deep.equal(['2026-05-20', '2026-06-22', '2026-07-20']);
  });

  it('cuts the receivables so that each cut adds up to the tape', async () => {
    const pack = await packOf(HELLO);
    const rows = textOf(pack, 'stratification.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const cents = (cut: string): number =>
      rows
        .filter(([name]) => name === cut)
        .reduce((sum, [, , , outstanding = '']) => sum + Number(outstanding.replace('.', '')), 0);
    for (const cut of ['type', 'region', 'daysPastDue', 'daysToDue', 'obligor', 'all']) {
      expect(cents(cut), cut).to.equal(940_026_173);
    }
    expect(textOf(pack, 'stratification.zh.md')).to.include('| 合计 | 40 | 9,400,261.73 | 100% |');
  });

  it('has the fourteen items to sign, with who signs what, in both languages', async () => {
    const given = await filed(join(DEMO, 'deal.yaml'));
    const pack = await makeFilingPack(given);
    for (const path of ['attestations-to-sign.md', 'attestations-to-sign.zh.md']) {
      const rows = textOf(pack, path)
        .split('\n')
        .filter((line) => /^\| \d+ \|/.test(line));
      expect(rows, path).to.have.length(negativeListItems.length);
      expect(textOf(pack, path)).to.include(`\`${given.terms.parties.originator}\` | 3, 4 |`);
      expect(textOf(pack, path)).to.include(TERMS_HASH);
    }
    expect(textOf(pack, 'attestations-to-sign.zh.md')).to.include(
      '| 7 | 新增地方政府债务的基础资产。 | 不存在该情形 |',
    );
  });

  it('says on its first page which items stand against the issue', async () => {
    await withHello(async (folder) => {
      expect(textOf(await packOf(join(folder, 'hello.yaml')), 'summary.md')).to.include('stand against it | none |');
      await change(join(folder, 'hello-attestations.yaml'), 'unlawful asset: clear', 'unlawful asset: adverse');
      const pack = await packOf(join(folder, 'hello.yaml'));
      expect(textOf(pack, 'summary.md')).to.include('stand against it | unlawful asset |');
      expect(textOf(pack, 'summary.zh.md')).to.include('| 违反相关法律法规或者政策规定的资产。 |');
    });
  });

  it('takes what a deal file says as text, not as markup', async () => {
    await withHello(async (folder) => {
      await change(join(folder, 'hello.yaml'), 'name: Hello 2026-1', 'name: "Hello | <b>1</b>"');
      const pack = await packOf(join(folder, 'hello.yaml'));
      expect(textOf(pack, 'summary.md').split('\n')[0]).to.equal('# Hello \\| \\<b\\>1\\</b\\>: summary of the filing');
    });
  });

  it('is not made without the documents or the attestations that the deal file names', async () => {
    await withHello(async (folder) => {
      const documents = join(folder, 'hello-documents');
      await writeFile(join(folder, 'secret.txt'), 'not for filing');
      await symlink(join(folder, 'secret.txt'), join(documents, 'link.txt'));
      const link = await failure(packOf(join(folder, 'hello.yaml')), 'InputUnreadable');
      expect(link.values).to.deep.equal({ file: join(documents, 'link.txt'), problem: 'it is no file but a link' });
      await change(
        join(folder, 'hello-attestations.yaml'),
        'evidence: hello-documents/negative-list-report.md',
        `evidence: "${TERMS_HASH}"`,
      );
      await rm(documents, { recursive: true });
      const none = await failure(packOf(join(folder, 'hello.yaml')), 'InputUnreadable');
      expect(none.values).to.deep.equal({ file: documents, problem: 'there is no such folder' });
      await mkdir(documents);
      const empty = await failure(packOf(join(folder, 'hello.yaml')), 'InputUnreadable');
      expect(empty.values).to.deep.equal({ file: documents, problem: 'there is nothing in it' });
      await rm(join(folder, 'hello-attestations.yaml'));
      const silent = await failure(packOf(join(folder, 'hello.yaml')), 'InputUnreadable');
      expect(silent.values['file']).to.equal(join(folder, 'hello-attestations.yaml'));
    });
  });
});
