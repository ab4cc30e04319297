import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { FilingPack } from '../../../sdk/filing/pack.ts';
import { writeFilingPack } from '../../../sdk/filing/writePack.ts';
import { failure } from '../refusal.ts';

const PACK: FilingPack = {
  files: [
    { path: 'manifest.json', content: '{}' },
    { path: 'documents/opinions/true-sale.pdf', content: Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x00) },
    { path: 'summary.zh.md', content: '备案摘要\n' },
  ],
  hash: '0x',
};

describe('a filing pack is written', () => {
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'sluice-pack-'));
    folder = join(parent, 'filing');
  });

  afterEach(() => rm(parent, { recursive: true, force: true }));

  /** All files under the parent: nothing else may have been left there. */
  async function filesLeft(): Promise<string[]> {
    const entries = await readdir(parent, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(parent.length + 1))
      .toSorted();
  }

  const WRITTEN = ['filing/documents/opinions/true-sale.pdf', 'filing/manifest.json', 'filing/summary.zh.md'];

  it('as a folder with every file, byte for byte, and nothing beside it', async () => {
    await writeFilingPack(PACK, folder);
    expect(await filesLeft()).to.deep.equal(WRITTEN);
    expect([...(await readFile(join(folder, 'documents/opinions/true-sale.pdf')))]).to.deep.equal([37, 80, 68, 70, 0]);
    expect(await readFile(join(folder, 'summary.zh.md'), 'utf8')).to.equal('备案摘要\n');
  });

  it('into folders that are not there yet, and into an empty one', async () => {
    await writeFilingPack(PACK, join(parent, 'a', 'b', 'filing'));
    expect((await stat(join(parent, 'a', 'b', 'filing', 'manifest.json'))).isFile()).to.equal(true);
    await mkdir(folder);
    await writeFilingPack(PACK, folder);
    expect((await stat(join(folder, 'manifest.json'))).isFile()).to.equal(true);
  });

  it('once: where it is already, nothing is touched', async () => {
    await writeFilingPack(PACK, folder);
    const before = await stat(join(folder, 'manifest.json'), { bigint: true });
    await writeFilingPack(PACK, folder);
    const after = await stat(join(folder, 'manifest.json'), { bigint: true });
    expect(after.ino).to.equal(before.ino);
    expect(after.mtimeNs).to.equal(before.mtimeNs);
  });

  it('by two at a time as by one', async () => {
    await Promise.all([writeFilingPack(PACK, folder), writeFilingPack(PACK, folder), writeFilingPack(PACK, folder)]);
    expect(await filesLeft()).to.deep.equal(WRITTEN);
  });

  it('never over something else: another file, a changed one, one that is missing, an empty folder', async () => {
    const differs = async (): Promise<unknown> => {
      const error = await failure(writeFilingPack(PACK, folder), 'FilingPackInTheWay');
      expect(error.values['folder']).to.equal(folder);
      return error.values['differs'];
    };
    await writeFilingPack(PACK, folder);
    await writeFile(join(folder, 'notes.txt'), 'mine');
    expect(await differs()).to.equal('it holds notes.txt');
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).to.equal('mine');
    await rm(join(folder, 'notes.txt'));
    await writeFile(join(folder, 'manifest.json'), '{ }');
    expect(await differs()).to.equal('manifest.json is another one');
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).to.equal('{ }');
    await rm(join(folder, 'manifest.json'));
    expect(await differs()).to.equal('it has no manifest.json');
    await writeFile(join(folder, 'manifest.json'), '{}');
    await mkdir(join(folder, 'drafts'));
    expect(await differs()).to.equal('it holds drafts');
  });

  it('not where a file is', async () => {
    await writeFile(folder, 'a file');
    const error = await failure(writeFilingPack(PACK, folder), 'FilingPackInTheWay');
    expect(error.values).to.deep.equal({ folder, differs: 'it is a file' });
    expect(await readFile(folder, 'utf8')).to.equal('a file');
  });

  it('whole or not at all: a file that can not be written leaves nothing', async () => {
    // The second file would lie in a folder that is a file.
    const broken = { ...PACK, files: [...PACK.files, { path: 'manifest.json/inside', content: '' }] };
    const error = await failure(writeFilingPack(broken, folder), 'OutputNotWritten');
    expect(error.values).to.deep.equal({ file: folder });
    expect(await readdir(parent)).to.deep.equal([]);
  });
});
