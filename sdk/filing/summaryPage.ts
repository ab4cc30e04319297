import { type Hex, getAddress } from 'viem';
import { formatAmount } from '../money/amount.ts';
import type { TapeCommitment } from '../tape/commitTape.ts';
import { formatDay } from '../terms/days.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import type { Attestations } from './attestations.ts';
import { type Language, wordsIn } from './language.ts';
import { code, pageOf, plain, tableOf } from './markdown.ts';
import { NEGATIVE_LIST_WORDS } from './negativeListWords.ts';
import { decimalText, momentText, moneyIn, partText } from './money.ts';
import { EXEMPTION_WORDS, PARTY_WORDS, POOL_WORDS, ROUTE_WORDS, SUMMARY_WORDS } from './summaryWords.ts';

interface SummaryFacts {
  tape: Pick<TapeCommitment, 'root' | 'sums'>;
  attestations: Attestations;
  termsHash: Hex;
  chainId: number;
  language: Language;
}

type Row = readonly [what: string, is: string];

/** What is filed, on a page: who, what, how much, when, and the hashes that hold it together. */
export function summaryPage(terms: ResolvedTerms, facts: SummaryFacts): string {
  const word = wordsIn(SUMMARY_WORDS, facts.language);
  const table = (title: keyof typeof SUMMARY_WORDS, rows: readonly Row[]): string[] => [
    ...['', `## ${word(title)}`, ''],
    ...tableOf([word('what'), word('is')], rows),
  ];
  return pageOf([
    `# ${plain(terms.name)}: ${word('title')}`,
    '',
    word('intro'),
    ...table('filing', filingRows(terms, facts)),
    ...table('parties', partyRows(terms, facts.language)),
    ...['', `## ${word('classes')}`, ''],
    ...classTable(terms, facts.language),
    ...table('receivables', poolRows(terms, facts)),
    ...table('offering', offeringRows(terms, facts.language)),
    ...['', `## ${word('proceeds')}`, ''],
    ...proceedsTable(terms, facts.language),
    ...table('hashes', [
      [word('termsHash'), code(facts.termsHash)],
      [word('document'), code(terms.hash)],
      [word('root'), code(facts.tape.root)],
      [word('chain'), String(facts.chainId)],
    ]),
    '',
    word('files'),
  ]);
}

function filingRows({ filing, ...terms }: ResolvedTerms, { attestations, language }: SummaryFacts): Row[] {
  const word = wordsIn(SUMMARY_WORDS, language);
  const adverse = attestations.items
    .filter(({ finding }) => finding === 'adverse')
    .map(({ item }) => (language === 'en' ? item : NEGATIVE_LIST_WORDS[item][language]));
  return [
    [word('route'), ROUTE_WORDS[filing.route][language]],
    [word('controlled'), word(filing.controlledByOriginator ? 'yes' : 'no')],
    [word('amount'), moneyIn(terms)(filing.amount)],
    [word('validity'), String(filing.validity)],
    ...(filing.personsExported === undefined ? [] : [[word('persons'), String(filing.personsExported)] as const]),
    [word('adverse'), adverse.length === 0 ? word('none') : adverse.join(language === 'en' ? '; ' : ' ')],
  ];
}

/** Roles in the order of the law: who files first. */
function partyRows({ parties, identifiers }: ResolvedTerms, language: Language): Row[] {
  const roles = Object.keys(PARTY_WORDS) as (keyof typeof PARTY_WORDS)[];
  const word = wordsIn(SUMMARY_WORDS, language);
  return [
    ...roles.flatMap((role): Row[] => {
      const who = parties[role];
      return who === undefined ? [] : [[PARTY_WORDS[role][language], code(getAddress(who))]];
    }),
    ...(identifiers.issuerLei === undefined ? [] : [[word('lei'), identifiers.issuerLei] as const]),
    ...Object.entries(identifiers.isins).map(([name, isin]): Row => [`ISIN ${plain(name)}`, isin]),
  ];
}

function classTable(terms: ResolvedTerms, language: Language): string[] {
  const word = wordsIn(SUMMARY_WORDS, language);
  const money = moneyIn(terms);
  const { classes: canonical } = terms.canonical;
  return tableOf(
    (['class', 'name', 'face', 'coupon', 'denomination', 'lot', 'retained'] as const).map(word),
    terms.classes.map(({ name, title, face, denomination, lot, retained }, i) => {
      const said = Array.isArray(canonical) ? (canonical as readonly object[])[i] : undefined;
      const coupon = said !== undefined && 'coupon' in said ? String(said.coupon) : word('rest');
      const dayCount = said !== undefined && 'dayCount' in said ? ` ${String(said.dayCount)}` : '';
      return [
        ...[plain(name.text), plain(title ?? ''), money(face), plain(`${coupon}${dayCount}`)],
        ...[denomination, lot].map((size) => (size > 0n ? money(size) : word('any'))),
        retained === undefined ? word('no') : `${code(retained.holder)} ≥ ${money(retained.amount)}`,
      ];
    }),
  );
}

function poolRows({ pool, currency, decimals }: ResolvedTerms, { tape, language }: SummaryFacts): Row[] {
  const word = wordsIn(SUMMARY_WORDS, language);
  const { performing, delinquent, defaulted, count } = tape.sums;
  const money = (units: bigint): string =>
    `${currency.pool} ${formatAmount({ units, decimals, symbol: currency.pool })}`;
  return [
    [word('type'), POOL_WORDS[pool.type][language]],
    [word('cutOff'), formatDay(pool.cutOff)],
    [word('count'), String(count)],
    [word('performing'), money(performing)],
    [word('delinquent'), money(delinquent)],
    [word('defaulted'), money(defaulted)],
    [word('rate'), `1 ${currency.pool} = ${decimalText(currency.contractRate, 18)} ${currency.notes}`],
  ];
}

function offeringRows({ offering, schedule, ...terms }: ResolvedTerms, language: Language): Row[] {
  const word = wordsIn(SUMMARY_WORDS, language);
  const { exemption } = offering;
  const money = moneyIn(terms);
  const limit = 'most' in exemption ? exemption.most : 'least' in exemption ? exemption.least : undefined;
  const written = limit === undefined ? '' : typeof limit === 'bigint' ? money(limit) : String(limit);
  const sold = Object.entries(offering.price).map(([name, price]) => `${plain(name)} ${partText(price)}`);
  return [
    [word('exemption'), `${EXEMPTION_WORDS[exemption.kind][language]} ${written}`.trimEnd()],
    [word('opens'), momentText(offering.opens)],
    [word('closes'), momentText(offering.closes)],
    [word('settles'), momentText(offering.settleBy)],
    [word('allotment'), word(offering.allotment)],
    [word('prices'), sold.join(', ')],
    [word('dates'), `${terms.periods.length}: ${dateOf(terms.periods[0])} – ${dateOf(terms.periods.at(-1))}`],
    [word('legalFinal'), formatDay(schedule.legalFinal)],
  ];
}

function proceedsTable(terms: ResolvedTerms, language: Language): string[] {
  const word = wordsIn(SUMMARY_WORDS, language);
  const money = moneyIn(terms);
  return tableOf(
    (['purpose', 'payee', 'cap'] as const).map(word),
    terms.proceeds.map(({ purpose, payee, cap }) => [
      ...[plain(purpose), payee === undefined ? word('reserve') : code(payee), money(cap)],
    ]),
  );
}

const DAY_SECONDS = 86_400;

function dateOf(period: { paymentDate: number } | undefined): string {
  return period === undefined ? '' : formatDay(Math.floor(period.paymentDate / DAY_SECONDS));
}
