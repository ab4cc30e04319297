import { hexToBytes, numberToHex } from 'viem';
import { unpackSums } from '../../tape/sumTree.ts';
import type { Sentences } from '../sentences.ts';
import { partyName } from '../words.ts';

const criteria = ['performed', 'not a bill', 'transferable', 'kind', 'currency', 'tenor', 'overdue'];

/** A leaf may name any day; beyond the year 9999 it is told as it is. */
const day = (days: number): string =>
  days < 2_932_897 ? new Date(days * 86_400_000).toISOString().slice(0, 10) : `day ${days}`;
const rate = (units: bigint): string =>
  `${units / 10n ** 18n}.${(units % 10n ** 18n)
    .toString()
    .padStart(18, '0')
    .replace(/(?<=\d{4})0+$/, '')}`;

function tell(word: bigint): string {
  const { performing, delinquent, defaulted, count } = unpackSums(hexToBytes(numberToHex(word, { size: 32 })));
  return `${performing} performing, ${delinquent} delinquent, ${defaulted} defaulted in ${count} receivables`;
}

/** Errors of the pool of receivables, its factory and its challenges. */
export const poolSentences = {
  NotThePlatform: ({ caller }) => [`${caller} may not create pools.`, 'Pools are created with their deal.'],
  NotTheChallenges: ({ caller }) => [
    `${caller} may not oblige anyone.`,
    'Prove it with proveIneligible or proveDoubleAssignment.',
  ],
  PoolTermOutOfRange: ({ got, lowest, highest }) => [
    `A term of the pool is ${got}.`,
    `Give it from ${lowest} to ${highest}; the README of contracts/pool says which it is.`,
  ],
  NotSignedBy: ({ party, who }) => [
    `It is not signed by the ${partyName(party)} ${who}.`,
    'Have it sign for this pool, chain, period and version; its backup is heard after the days of succession.',
  ],
  ReportOutOfOrder: ({ expected, got }) => [
    `The pool is at payment date ${expected}, and this is for ${got}.`,
    got > expected
      ? 'Dates are closed one after the other: report the one that is next.'
      : 'What was closed is corrected by lines of the next report.',
  ],
  VersionOutOfOrder: ({ expected, got }) => [
    `Version ${got} was given where ${expected} comes next.`,
    'A restatement counts one more than the version that is there.',
  ],
  ReportStands: ({ period, version }) => [
    `The grace days of payment date ${period} are over: version ${version} was attested and stands.`,
    'Close the period with it, and correct it in the next report.',
  ],
  DayOutOfOrder: ({ after_, today, got }) => [
    `The last day is ${day(got)}.`,
    `Give a day after ${day(after_)}, where the last report ended, and up to ${day(today)}.`,
  ],
  OpeningDoesNotMatch: ({ expected, got }) => [
    `The report opens with ${tell(got)}; the last accepted tape has ${tell(expected)}.`,
    'Begin where the last tape ended, purchases included.',
  ],
  SumsOutOfRange: ({ got }) => [
    `A tape can't add up to ${tell(got)}.`,
    'Each amount is below 2^71, the count below 2^39.',
  ],
  RootDoesNotMatch: ({ expected, got }) => [
    `Top hash and closing sums make the root ${expected}, and ${got} was given.`,
    'Take all three from one `commitTape`.',
  ],
  PrincipalDoesNotAddUp: ({ openingAndIn, closingAndOut }) => [
    `Principal does not add up: opening and what came in are ${openingAndIn}, closing and what went out are ${closingAndOut} base units.`,
    'opening + purchased + cured + correctedUp = closing + scheduled + prepaid + repurchased + defaulted + diluted + correctedDown.',
  ],
  DefaultedDoesNotAddUp: ({ openingAndIn, closingAndOut }) => [
    `Defaulted principal does not add up: opening and new are ${openingAndIn}, closing and what went are ${closingAndOut} base units.`,
    'opening + defaulted = closing + recovered + writtenOff + cured.',
  ],
  CashDoesNotAddUp: ({ parts, collected }) => [
    `Cash does not add up: principal, interest, recoveries and revenue are ${parts}, collected is ${collected} base units.`,
    'Report what was collected as the sum of the four.',
  ],
  FigureTooWide: () => [
    'A figure of the report is larger than its type.',
    'Amounts have at most 128 bits; encode the report with the ABI of the pool.',
  ],
  ReportNotCanonical: () => [
    'The lists of the report do not lie behind its figures, in order and without a gap.',
    'Encode the report as every ABI encoder does.',
  ],
  OwnInputsDoNotMatch: ({ expected, got }, say) => [
    `The deal has ${say.times(expected, 'input')} of its own, and ${got} were given.`,
    'Give one value for each, in the order of its program.',
  ],
  TooManySettled: ({ limit, got }) => [
    `The report settles ${got} obligations.`,
    `Settle at most ${limit} in one report.`,
  ],
  RepurchasesDoNotCover: ({ needed, repurchased }) => [
    `The obligations it settles are ${needed} base units, and ${repurchased} were repurchased.`,
    'Repurchase them in full, or leave out those that were not.',
  ],
  NotTheReport: ({ period, version, gotPeriod, gotVersion }) => [
    `Version ${gotVersion} for payment date ${gotPeriod} is not the report that counts now: the pool has ${version === 0 ? 'no report yet' : `version ${version}`} for date ${period}.`,
    'Read the pool’s report again.',
  ],
  AttestedAlready: ({ period, version }) => [
    `Version ${version} for payment date ${period} is attested.`,
    'There is nothing to do.',
  ],
  NotAttested: ({ period, version }) => [
    `Version ${version} for payment date ${period} is not attested.`,
    'The verifier signs it first (signReportAttestation).',
  ],
  ReportIsVoid: ({ period, version }) => [
    `The trustee objected to version ${version} for payment date ${period}.`,
    'The servicer reports another version.',
  ],
  ObjectedAlready: ({ period }) => [
    `The trustee has objected in payment date ${period} already.`,
    'It objects once in a period.',
  ],
  HoldIsOver: ({ ended }, say) => [
    `The hold ended ${say.moment(ended)}.`,
    'A mistake is now corrected by lines of the next report.',
  ],
  InHold: ({ ends }, say) => [
    `The report is held for the trustee until ${say.moment(ends)}.`,
    'Close the period then.',
  ],
  RateNotAccepted: ({ actual, lowest, highest }) => [
    `The bank’s rate of ${rate(actual)}, or the one that the amounts show, is outside ${rate(lowest)} to ${rate(highest)}.`,
    'The trustee accepts it, or the servicer restates.',
  ],
  ReportDoesNotMatch: ({ expected, got }) => [
    `The report given has the digest ${got}; the pool keeps ${expected}.`,
    'Close with the very report that was attested; without one given, closePeriod reads it from the events.',
  ],
  InGrace: ({ period, ends }, say) => [
    `Payment date ${period} waits for its report until ${say.moment(ends)}.`,
    'Without one it can be closed then.',
  ],
  ReportIsValid: ({ period, version }) => [
    `Payment date ${period} has an attested report, version ${version}.`,
    'Close the period with it.',
  ],
  PeriodToCome: ({ next, got }) => [
    `Payment date ${got} is still to come; the next is ${next}.`,
    `Fund date ${next} or an earlier one.`,
  ],
  NothingFunded: () => ['The amount is zero.', 'Fund an amount above zero.'],
  PurchaseAfterReport: ({ period }) => [
    `There is a report for payment date ${period} already.`,
    'What was bought before is now a line of a report (purchased).',
  ],
  PurchaseDoesNotMatch: ({ bought, before, got }) => [
    `The tape of purchases has ${tell(got)}, the last one ${tell(before)}, and ${bought} units were bought.`,
    'Add receivables that are not defaulted to the last tape, at most as much as was bought at the contract rate, once.',
  ],
  RootNotAccepted: ({ root }) => [
    `The pool never accepted the root ${root}.`,
    'Prove the receivable in a tape that was reported and closed.',
  ],
  NotTheEntryTape: ({ root, entered, since }) => [
    `The receivable entered on ${day(Number(entered))}, before tape ${root}, which began after ${day(since)}.`,
    'Prove it in the tape it came with.',
  ],
  NothingOutstanding: ({ assetKey }) => [
    `Nothing is outstanding of receivable ${assetKey} in that tape.`,
    'There is nothing to repurchase.',
  ],
  LeafEligible: ({ assetKey, criterion }) => [
    `Receivable ${assetKey} did satisfy the criterion "${criteria[criterion] ?? criterion}" when it entered, or the deal does not ask for it.`,
    'Compare the leaf with the eligibility criteria of the deal.',
  ],
  ProvenAlready: ({ assetKey }) => [
    `Receivable ${assetKey} was proven bad before.`,
    'Each is proven once; see its obligation.',
  ],
  NotAPoolOfThisFactory: ({ other }) => [
    `${other} is not another pool of this platform.`,
    'Both deals must be of one platform.',
  ],
  DifferentAssets: ({ own, other }) => [
    `The leaves are of different receivables: ${own} and ${other}.`,
    'Show two leaves with the same asset key.',
  ],
  NotAtTheSameTime: ({ shownUntil, entered }) => [
    `The earlier deal’s tape ends ${day(Number(shownUntil))}, before the later deal took it in on ${day(Number(entered))}.`,
    'Show the receivable in a later tape of the earlier deal.',
  ],
  OtherPoolIsLiable: ({ other }) => [
    `The later assignee is ${other}.`,
    'Prove it against that pool, with the two exchanged.',
  ],
  NoOpenObligation: ({ assetKey }) => [
    `There is no open obligation for receivable ${assetKey}.`,
    'It was never proven, is settled, or was set aside.',
  ],
  LaneOverflow: () => [
    'A sum on the way from the leaf to the root is larger than any tape can have.',
    'Use the proof as `proveReceivable` made it.',
  ],
  LeafOutOfRange: ({ index, count }) => [
    `There is no leaf ${index} in a tape of ${count}.`,
    'Use index and count of one and the same proof.',
  ],
  ProofOfAnotherLength: ({ expected, got }) => [
    `The proof has ${got} bytes of siblings, but the way up from there takes ${expected}.`,
    'Use index, count and siblings of one and the same proof.',
  ],
  NotInTape: ({ root, computed }) => [
    `The receivable is not in the tape with root ${root}: its way leads to ${computed}.`,
    'Prove it against the tape it was in, with the proof made for that tape.',
  ],
  LeafMalformed: ({ terms, amounts }) => [
    `The leaf has fields that no receivable has: terms ${terms}, amounts ${amounts}.`,
    'Use the leaf as `proveReceivable` made it.',
  ],
} as const satisfies Partial<Sentences>;
