import { FLAWS, NO_STEP } from '../flaws.ts';
import type { Sentences } from '../sentences.ts';

const NEVER_ACCEPTED =
  'Ask `validateProgram` what is wrong with the program: none that it accepts does this to a ledger of its own.';

/** Errors of the waterfall machine, the same from the chain and from the engine. */
export const machineSentences = {
  InvalidProgram: ({ step, flaw }) => [
    `The waterfall program is invalid${step === BigInt(NO_STEP) ? '' : ` in step ${step}, counted from 0`}: ${FLAWS[flaw]?.[1] ?? `flaw ${flaw}`}.`,
    'Compile the deal file again; a program written by hand must follow contracts/waterfall/README.md.',
  ],
  DepositTooLarge: ({ deposit }) => [
    `A date's deposit is below 2^100 base units of the deal; this one is ${deposit}.`,
    'Check the unit of the amounts.',
  ],
  CashNotConserved: ({ before, cashIn, cashOut, afterwards }) => [
    `${before} in the accounts and ${cashIn} coming in do not make ${cashOut} paid and ${afterwards} left.`,
    NEVER_ACCEPTED,
  ],
  BucketNotEmpty: ({ bucket, cash }) => [`The date ended with ${cash} in bucket ${bucket}.`, NEVER_ACCEPTED],
  ClassAboveCeiling: ({ class: number, balance, writtenOff, ceiling }) => [
    `Class ${number} ended with a balance of ${balance} and ${writtenOff} written off, above its ceiling of ${ceiling}.`,
    NEVER_ACCEPTED,
  ],
} satisfies Partial<Sentences>;
