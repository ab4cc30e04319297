import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { project } from '../../../sdk/projection/project.ts';
import { loadProjection } from '../../../sdk/projection/loadProjection.ts';
import { DATES, closeWith, reportOn, withTapes } from '../pool/deal.ts';
import { serveRpc } from '../rpcServer.ts';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'sdk/cli/main.ts');
const DEALS = join(ROOT, 'scripts/demo/deals');

describe('sluice project --from-chain', () => {
  let folder: string;
  let url: string;
  let close: () => void;
  let started: Awaited<ReturnType<typeof withTapes>>;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-from-chain-'));
    const lines = 'lines: [{ type: level, balance: 72_000_000, rate: 9%, term: 36 }]\n';
    writeFileSync(join(folder, 'lines.yaml'), lines);
    started = await withTapes();
    const { filed, next } = started;
    await started.at(DATES[0]!);
    await closeWith(started, reportOn({ opening: filed.sums, closing: next, period: 1 }));
    ({ url, close } = await serveRpc(started.connection));
  });
  after(() => {
    close();
    rmSync(folder, { recursive: true });
  });

  function run(...args: string[]): Promise<{ code: number; out: string; told: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, [MAIN, 'project', ...args], { cwd: folder }, (error, out, told) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, told });
      });
    });
  }

  const fromChain = (...more: string[]) => ['--from-chain', started.waterfall, '--rpc', url, ...more];

  it('goes on after the dates that were run, with the balances of the chain', async () => {
    const deal = join(DEALS, 'example.yaml');
    const { code, out, told } = await run(deal, ...fromChain('--assumptions', 'lines.yaml', '--json', 'out.json'));
    expect({ code, told }).to.deep.equal({ code: 0, told: '' });
    expect(out).to.include('47 payment dates, 2026-06-22 to 2030-04-23');
    expect(out).to.match(/^ *2 +2026-06-22/m);
    expect(out).to.not.match(/^ *1 +2026-05-20/m);
    const from = await started.stranger.getLedger({ waterfall: started.waterfall });
    const loaded = await loadProjection({ deal, from, assumptions: join(folder, 'lines.yaml') });
    const { dates, openings } = project({ ...loaded, assumptions: loaded.values });
    expect(openings).to.deep.equal(from.ledger.classes.map(({ balance }) => balance));
    const json = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as { dates: { number: number }[] };
    expect(json.dates.map(({ number }) => number)).to.deep.equal(dates.map(({ number }) => number));
  });

  it('refuses another deal, the filed tape, and an address that is none, in a line each', async () => {
    const other = await run(join(DEALS, 'turbo.yaml'), ...fromChain('--assumptions', 'lines.yaml'));
    expect(other.code).to.equal(1);
    expect(other.told).to.include('its program is not the one on chain; expected the deal file that the waterfall');
    const filed = await run(join(DEALS, 'example.yaml'), ...fromChain());
    expect(filed.told).to.include('no tape, no lines and no inputs; expected --tape CSV of the last report');
    const none = await run(join(DEALS, 'example.yaml'), '--from-chain', '0x12');
    expect(none.told).to.include('"0x12" is no address.');
    const unreached = ['--from-chain', started.waterfall, '--rpc', 'http://127.0.0.1:1'];
    const silent = await run(join(DEALS, 'example.yaml'), ...unreached);
    expect(silent.code).to.equal(1);
    expect(silent.told.trim().split('\n')).to.have.lengthOf(1);
  });
});
