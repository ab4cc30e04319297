import { expect } from 'chai';
import { loadInvestors } from '../../../sdk/actions/identity/loadInvestors.ts';
import { type Changes, HEADER, IDENTITY, NOW, OTHER_WALLET, WALLET, csvOf, linesOn, rowOf } from './investorList.ts';

const DATES = 'or such as 2026-03-01T12:00:00+08:00';

describe('loadInvestors refuses, in one line that names file, row, field and what was expected,', () => {
  const WRONG_CHECKSUM = WALLET.replace('eD', 'Ed');
  const cells: [string, Changes, string][] = [
    [
      'a country that is none',
      { country: 'XX' },
      'country: "XX" is not an ISO 3166-1 code; expected e.g. HK, HKG or 344',
    ],
    [
      'an address whose checksum is wrong',
      { wallet: WRONG_CHECKSUM },
      `wallet: "${WRONG_CHECKSUM}" has a wrong checksum; expected the address exactly as its owner gave it (EIP-55)`,
    ],
    [
      'an identity whose checksum is wrong',
      { identity: WRONG_CHECKSUM },
      `identity: "${WRONG_CHECKSUM}" has a wrong checksum; expected the address exactly as its owner gave it (EIP-55)`,
    ],
    [
      'an address that is too short',
      { wallet: '0x1234' },
      'wallet: "0x1234" has 4 hex digits; expected an address: 0x and 40 hex digits',
    ],
    [
      'a name for an address',
      { wallet: 'fund.eth' },
      'wallet: "fund.eth" is not an address; expected an address: 0x and 40 hex digits',
    ],
    [
      'the zero address',
      { wallet: `0x${'0'.repeat(40)}` },
      `wallet: "0x${'0'.repeat(40)}" is the zero address; expected an address: 0x and 40 hex digits`,
    ],
    [
      'a class nobody knows',
      { class: 'qualified' },
      'class: "qualified" is not a class; expected retail, professional, institutional or venue',
    ],
    [
      'something between yes and no',
      { usPerson: 'maybe' },
      'usPerson: "maybe" is neither yes nor no; expected yes or no',
    ],
    ['a number for yes', { connected: '1' }, 'connected: "1" is neither yes nor no; expected yes, no or nothing'],
    [
      'evidence of another kind',
      { evidence: 'passport' },
      'evidence: "passport" is not a kind of evidence; expected attestation or claims',
    ],
    [
      'claims without the identity that holds them',
      { evidence: 'claims' },
      'identity: the cell is empty; expected the identity contract that holds the claims',
    ],
    [
      'an attestation that has expired',
      { validUntil: '2026-04-06' },
      'validUntil: 2026-04-06 has passed; expected a date after 2026-04-07T01:00:00Z',
    ],
    [
      'a validity that ends within the hour, which the registry floors to the past',
      { validUntil: '2026-04-07T01:30:00Z' },
      'validUntil: 2026-04-07T01:30:00Z ends within this hour; expected a later hour than that of 2026-04-07T01:00:00Z',
    ],
    [
      'a validity that ended before the evidence was given',
      { validUntil: '2026-01-04' },
      'validUntil: 2026-01-04 is not after the evidence date; expected a date after 2026-01-05T00:00:00Z',
    ],
    [
      'a validity that the registry has no room for',
      { validUntil: '9999-12-31' },
      'validUntil: 9999-12-31 is later than the registry can hold; expected a moment up to 2089-08-14T15:00:00Z',
    ],
    [
      'evidence from the future',
      { evidenceDate: '2026-04-08' },
      'evidenceDate: 2026-04-08 is in the future; expected a moment up to 2026-04-07T01:00:00Z',
    ],
    [
      'evidence from before there was time',
      { evidenceDate: '1969-12-31' },
      `evidenceDate: 1969-12-31 is before 1970-01-02; expected a date such as 2026-03-01, ${DATES}`,
    ],
    [
      'more clients than a wallet can have',
      { class: 'venue', clients: '4294967296' },
      'clients: "4294967296" is not a whole number up to 4294967295; expected a whole number for a venue, else nothing',
    ],
    [
      'half a client',
      { class: 'venue', clients: '37.5' },
      'clients: "37.5" is not a whole number up to 4294967295; expected a whole number for a venue, else nothing',
    ],
    [
      'clients of an investor who is no venue',
      { clients: '37' },
      'clients: 37 clients of a professional investor; expected a whole number for a venue, else nothing',
    ],
    [
      'a reference that is too long for a number',
      { reference: 'C'.repeat(65) },
      `reference: "${'C'.repeat(60)}…" has 65 characters; expected a client number of 1 to 64 visible characters`,
    ],
    [
      'a line break in a cell',
      { reference: '"C-1\nC-2"' },
      'reference: "C-1\\nC-2" has a line break or an invisible character; expected a client number of 1 to 64 visible characters',
    ],
    [
      'a character that turns the direction of reading',
      { reference: 'C-\u202e1' },
      'reference: "C-\\u{202e}1" has a line break or an invisible character; expected a client number of 1 to 64 visible characters',
    ],
    [
      'a quote that was not doubled',
      { reference: 'C-"1' },
      'reference: "C-\\"1" has a quote inside; expected a client number of 1 to 64 visible characters',
    ],
  ];
  for (const [what, changes, line] of cells) {
    it(what, async () => {
      expect(await linesOn(csvOf(changes))).to.deep.equal([`list.csv row 2, ${line}`]);
    });
  }

  for (const start of ['=', '+', '-', '@', '＝']) {
    it(`a cell that starts with ${start}`, async () => {
      const line = `reference: "${start}1+1" starts like a formula, which a spreadsheet would run; expected a client number`;
      expect((await linesOn(csvOf({ reference: `${start}1+1` })))[0]?.startsWith(`list.csv row 2, ${line}`)).to.equal(
        true,
      );
      expect(
        (await linesOn(csvOf({ reference: ` "${start}1+1"` })))[0]?.startsWith(`list.csv row 2, ${line}`),
      ).to.equal(true);
    });
  }

  it('any date that is not ISO, or whose zone is not said', async () => {
    const dates = ['01/03/2027', '2027-3-1', '2027-02-29', '20270301', '1803945600', '2027-03-01T12:00:00', '46082'];
    for (const date of dates) {
      const found = `"${date}" is not an ISO date, nor an ISO date-time with its zone`;
      expect(await linesOn(csvOf({ validUntil: date })), date).to.deep.equal([
        `list.csv row 2, validUntil: ${found}; expected a date such as 2027-03-01, or such as 2027-03-01T12:00:00+08:00`,
      ]);
    }
  });

  for (const field of HEADER.split(',').filter((column) => column !== 'identity')) {
    it(`an empty ${field}`, async () => {
      const lines = await linesOn(csvOf({ [field]: ' ' }));
      expect(lines).to.have.length(1);
      expect(lines[0]?.startsWith(`list.csv row 2, ${field}: the cell is empty; expected `), lines[0]).to.equal(true);
    });
  }

  it('a country the offer is closed to, and US persons if it is closed to them', async () => {
    const list = csvOf({ country: 'CHN' }, { country: 'KP' }, { country: 'US', usPerson: 'yes' });
    expect(await linesOn(list, { closedCountries: ['CN', 408], closedToUsPersons: true })).to.deep.equal([
      'list.csv row 2, country: CN: closed to this offer; expected another country',
      'list.csv row 3, country: KP: closed to this offer; expected another country',
      'list.csv row 4, usPerson: US persons: closed to this offer; expected no',
    ]);
    expect(await loadInvestors(list, { now: NOW })).to.have.length(3);
  });

  it('a row with too few or too many cells, and says nothing of cells that stand in the wrong column', async () => {
    const short = rowOf({}).split(',').slice(1).join(',');
    expect(await linesOn([HEADER, short, `${rowOf({})},,x`].join('\n'))).to.deep.equal([
      'list.csv row 2: the row has 8 cells; expected 9, one per column',
      'list.csv row 3: the row has 11 cells; expected 9, one per column',
    ]);
  });

  it('a file that is not UTF-8 where it matters', async () => {
    expect(await linesOn(csvOf({ reference: 'C-\ufffd' }))).to.deep.equal([
      'list.csv row 2, reference: "C-\ufffd" is not UTF-8; expected a client number of 1 to 64 visible characters',
    ]);
  });
});

describe('loadInvestors refuses what comes twice, and names both rows:', () => {
  it('a reference', async () => {
    expect(await linesOn(csvOf({}, {}, { reference: 'C-1' }))).to.deep.equal([
      'list.csv row 4, reference: "C-1" is in row 2 already; expected one row per reference',
    ]);
  });

  it('a wallet, in whatever letters', async () => {
    expect(await linesOn(csvOf({}, { wallet: WALLET.toLowerCase() }))).to.deep.equal([
      `list.csv row 3, wallet: "${WALLET}" is in row 2 already; expected one row per wallet`,
    ]);
  });

  it('an identity, whose further wallets are linked and not whitelisted', async () => {
    const claims = { evidence: 'claims', identity: IDENTITY };
    const expected = 'one row per identity: whitelist one wallet, and link the others to it';
    expect(await linesOn(csvOf(claims, claims))).to.deep.equal([
      `list.csv row 3, identity: "${IDENTITY}" is in row 2 already; expected ${expected}`,
    ]);
  });

  it('a wallet of a row that is wrong itself', async () => {
    expect(await linesOn(csvOf({ class: 'x' }, { wallet: WALLET }))).to.deep.equal([
      'list.csv row 2, class: "x" is not a class; expected retail, professional, institutional or venue',
      `list.csv row 3, wallet: "${WALLET}" is in row 2 already; expected one row per wallet`,
    ]);
  });

  it('but not an empty identity, nor a wallet that is another investor’s identity', async () => {
    const list = csvOf({}, {}, { evidence: 'claims', identity: OTHER_WALLET }, { wallet: OTHER_WALLET });
    expect(await loadInvestors(list, { now: NOW })).to.have.length(4);
  });
});
