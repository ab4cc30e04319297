import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { bytesToHex, keccak256, stringToBytes } from 'viem';
import { LaneOverflow, ReceivableUnknown, TapeKeysWrong } from '../../../sdk/errors/tape.ts';
import { commitTape, detailSaltOf, detailsOf } from '../../../sdk/tape/commitTape.ts';
import { hmacOf, makeTapeKeys } from '../../../sdk/tape/keys.ts';
import { keysOf, readLeaf } from '../../../sdk/tape/leaf.ts';
import { type ReceivableProof, parseProof, proveReceivable, verifyProof } from '../../../sdk/tape/proof.ts';
import { KEYS, csvOf, day, read } from './tapes.ts';
import { refusal } from './refusals.ts';

const bytesOf = (hex: string): Buffer => Buffer.from(hex.slice(2), 'hex');
const hmac = (key: string, text: string): Buffer => createHmac('sha256', bytesOf(key)).update(text).digest();

const TAPE = csvOf(
  { asset: 'inv 0440 01', region: 'Guangdong', registration: '01720', rate: '4.5%' },
  { asset: 'INV044002', due: '2026-03-01' },
  { asset: 'INV044003', status: 'defaulted' },
  { asset: 'INV044004', outstanding: '0' },
  { asset: 'INV044005', obligor: 'D-2' },
);

describe('commitTape', () => {
  it('adds outstanding principal up by status, and counts every row', async () => {
    const { sums, count } = commitTape(await read(TAPE), KEYS);
    expect(count).to.equal(5);
    expect(sums).to.deep.equal({
      performing: 1_801_000_000n,
      delinquent: 900_500_000n,
      defaulted: 900_500_000n,
      count: 5,
    });
  });

  it('puts into each leaf what the tape says of the receivable', async () => {
    const tape = await read(TAPE);
    const { leaf } = commitTape(tape, KEYS);
    const [first] = tape.receivables;
    const { id: _, row: __, asset: ___, obligor: ____, region, registration, ...shown } = first!;
    expect(readLeaf(leaf(0))).to.deep.equal(shown);
    expect({ region, registration }).to.deep.equal({ region: 'Guangdong', registration: '01720' });
  });

  it('keys assets, obligors and salts by HMAC-SHA256, and commits to the details by Keccak', async () => {
    const { leaf } = commitTape(await read(TAPE), KEYS);
    const { assetKey, obligor, salt, details } = keysOf(leaf(0));
    const salts = hmac(KEYS.secret, 'salt/2026-03-31/R-1');
    const text = '{"asset":"inv 0440 01","id":"R-1","obligor":"D-1","region":"Guangdong","registration":"01720"}';
    expect(bytesToHex(assetKey)).to.equal(bytesToHex(hmac(KEYS.registryKey, 'asset/INV044001')));
    expect(bytesToHex(obligor)).to.equal(bytesToHex(hmac(KEYS.secret, 'obligor/D-1').subarray(0, 16)));
    expect(bytesToHex(salt)).to.equal(bytesToHex(salts.subarray(0, 16)));
    const opened = Buffer.concat([Uint8Array.of(3), salts.subarray(16), stringToBytes(text)]);
    expect(bytesToHex(details)).to.equal(keccak256(opened));
  });

  it('gives one asset the same key in two deals, and nothing else the same', async () => {
    const other = { secret: `0x${'33'.repeat(32)}`, registryKey: KEYS.registryKey };
    const tape = await read(TAPE);
    const [one, two] = [KEYS, other].map((keys) => keysOf(commitTape(tape, keys).leaf(0)));
    expect(one?.assetKey).to.deep.equal(two?.assetKey);
    for (const word of ['obligor', 'salt', 'details'] as const)
      expect(one?.[word], word).to.not.deep.equal(two?.[word]);
  });

  it('gives each leaf and each cut-off a salt of its own, and an obligor one pseudonym', async () => {
    const [march, april] = await Promise.all([read(TAPE), read(TAPE, { cutOff: '2026-04-30' })]);
    const keys = [march, april].flatMap((tape) => {
      const { leaf } = commitTape(tape, KEYS);
      return tape.receivables.map((_, index) => keysOf(leaf(index)));
    });
    expect(new Set(keys.map(({ salt }) => bytesToHex(salt))).size).to.equal(10);
    expect(new Set(keys.map(({ details }) => bytesToHex(details))).size).to.equal(10);
    expect(new Set(keys.map(({ obligor }) => bytesToHex(obligor))).size).to.equal(2);
  });

  it('gives the same root for the same tape, and another for any other', async () => {
    const { root } = commitTape(await read(TAPE), KEYS);
    expect(root).to.equal('0x152377044b29ec31464e27baed1da7fdaaaa17917b18e47a062d08ac2d6f4bb0');
    expect(commitTape(await read(TAPE), KEYS).root).to.equal(root);
    const others = [
      await read(TAPE.replace('Guangdong', 'Zhejiang')),
      await read(TAPE, { cutOff: '2026-03-30' }),
      await read(TAPE, { decimals: 2 }),
      await read(TAPE.split('\n').with(1, TAPE.split('\n')[2]!).with(2, TAPE.split('\n')[1]!).join('\n')),
    ];
    const roots = others.map((tape) => commitTape(tape, KEYS).root);
    roots.push(commitTape(await read(TAPE), { ...KEYS, registryKey: `0x${'44'.repeat(32)}` }).root, root);
    expect(new Set(roots).size).to.equal(6);
  });

  it('writes details of every kind as canonical JSON', async () => {
    const { receivables } = await read(
      csvOf(
        {
          type: 'finance lease',
          rentals: '2026-04-30 12000.00; 2026-05-31 1',
          deposit: '5',
          residualValue: '1',
          vat: '13%',
        },
        {
          type: 'revenue right',
          forecast: '2026-04-30 1',
          grantor: 'Hafen \\ Süd',
          grantUntil: '2046-12-31',
          credited: '2026-03-01',
          collected: '2026-02-27',
          transferred: '2026-02-28',
        },
      ),
    );
    for (const receivable of receivables) {
      const parsed = JSON.parse(detailsOf(receivable)) as Record<string, string>;
      const sorted = Object.fromEntries(Object.entries(parsed).sort(([a], [b]) => (a < b ? -1 : 1)));
      expect(detailsOf(receivable)).to.equal(JSON.stringify(sorted));
    }
    expect(JSON.parse(detailsOf(receivables[0]!))).to.include({
      rentals: '2026-04-30 12000000000;2026-05-31 1000000',
      vat: '130000000',
    });
    expect(JSON.parse(detailsOf(receivables[1]!))).to.include({
      grantor: 'Hafen \\ Süd',
      grantUntil: '2046-12-31',
      collected: '2026-02-27',
    });
  });

  it('refuses more principal than a lane holds', async () => {
    const most = '2361183241434822.606847';
    commitTape(await read(csvOf({ face: most, outstanding: most })), KEYS);
    const tape = await read(csvOf({ face: most, outstanding: most }, { face: '1', outstanding: '0.000001' }));
    expect(await refusal(() => commitTape(tape, KEYS))).to.be.instanceOf(LaneOverflow);
  });

  it('refuses keys that are none, without telling them', async () => {
    const tape = await read(TAPE);
    for (const [key, keys] of [
      ['secret', { ...KEYS, secret: '0x1234' }],
      ['secret', { ...KEYS, secret: `0x${'00'.repeat(32)}` }],
      ['registryKey', { ...KEYS, registryKey: 'no key' }],
      ['registryKey', { secret: KEYS.secret, registryKey: KEYS.secret }],
    ] as const) {
      const error = await refusal(() => commitTape(tape, keys));
      expect(error).to.be.instanceOf(TapeKeysWrong);
      expect((error as TapeKeysWrong).values).to.deep.equal({ key });
      expect((error as TapeKeysWrong).message).to.not.include(keys[key]);
    }
  });
});

describe('the keys of a tape', () => {
  it('are new each time, and share a platform’s registry key', () => {
    const [one, two] = [makeTapeKeys(), makeTapeKeys(KEYS.registryKey)];
    expect(one.secret)
      .to.match(/^0x[0-9a-f]{64}$/)
      .and.not.equal(two.secret);
    expect(two.registryKey).to.equal(KEYS.registryKey);
  });

  it('hash texts of any length and script as HMAC-SHA256 does', () => {
    const own = hmacOf(KEYS.secret);
    for (const text of ['', 'a', 'é'.repeat(40), '应收账款', 'x'.repeat(1_000), '😀'.repeat(200), 'short again']) {
      expect(bytesToHex(own(text)), text).to.equal(bytesToHex(hmac(KEYS.secret, text)));
    }
  });
});

describe('proofs of receivables', () => {
  const prove = async (id: string, disclose: 'leaf' | 'details' = 'leaf'): Promise<ReceivableProof> => {
    const tape = await read(TAPE);
    return proveReceivable(id, { tape, commitment: commitTape(tape, KEYS), keys: KEYS, disclose });
  };

  it('hold against the root, for every receivable, after a trip through JSON', async () => {
    const { root, sums } = commitTape(await read(TAPE), KEYS);
    for (let row = 1; row <= 5; row++) {
      const proof = parseProof(JSON.stringify(await prove(`R-${row}`)));
      const verified = verifyProof(proof, root);
      expect(verified).to.deep.include({ holds: true, root, sums, problems: [] });
      expect(verified.fields).to.deep.include({
        currency: 'CNY',
        face: '1000000000',
        due: row === 2 ? '2026-03-01' : '2026-05-20',
      });
    }
  });

  it('name nobody unless the details are opened', async () => {
    const closed = JSON.stringify(await prove('R-1'));
    for (const word of [
      'R-1',
      'D-1',
      'Guangdong',
      '01720',
      'inv 0440 01',
      KEYS.secret.slice(2),
      KEYS.registryKey.slice(2),
    ])
      expect(closed).to.not.include(word);
    const open = await prove('R-1', 'details');
    expect(open.details?.salt).to.equal(
      bytesToHex(detailSaltOf(KEYS.secret, { cutOff: day('2026-03-31'), id: 'R-1' })),
    );
    expect(JSON.parse(open.details?.text ?? '')).to.include({ id: 'R-1', region: 'Guangdong' });
    expect(verifyProof(open, open.root).holds).to.equal(true);
  });

  it('say what is wrong when they are changed', async () => {
    const proof = await prove('R-1', 'details');
    const told = (changed: ReceivableProof): string[] => verifyProof(changed, proof.root).problems;
    expect(told({ ...proof, fields: { ...proof.fields, outstanding: '1' } })).to.deep.equal([
      'the leaf says outstanding 900500000, the proof tells 1',
    ]);
    expect(
      told({ ...proof, details: { ...proof.details!, text: proof.details!.text.replace('R-1', 'R-2') } }),
    ).to.deep.equal(['the details are not those the leaf commits to']);
    const [elsewhere] = told({ ...proof, index: 2 });
    expect(elsewhere).to.match(
      new RegExp(`^the receivable is not in the tape with root ${proof.root}: its way leads to 0x`),
    );
    expect(verifyProof({ ...proof, root: `0x${'00'.repeat(32)}` }, proof.root).holds).to.equal(true);
    expect(verifyProof(proof, `0x${'00'.repeat(32)}`).holds).to.equal(false);
  });

  it('are refused when they are no proofs', async () => {
    const proof = await prove('R-1');
    for (const [text, problem] of [
      ['{', 'it is not JSON'],
      [JSON.stringify({ ...proof, index: -1 }), /^index: /],
      [JSON.stringify({ ...proof, root: '0x12' }), /^root: /],
      [JSON.stringify({ ...proof, more: 1 }), /more/],
    ] as const) {
      const error = await refusal(() => parseProof(text, 'p.json'));
      expect(error).to.have.property('name', 'ProofUnreadable');
      expect((error as { values: { problem: string } }).values.problem).to.match(new RegExp(problem));
    }
  });

  it('are not made of what the tape has not', async () => {
    const error = await refusal(() => prove('R-9'));
    expect(error).to.be.instanceOf(ReceivableUnknown);
    expect((error as ReceivableUnknown).values).to.deep.equal({ id: 'R-9', file: 'tape.csv' });
  });
});
