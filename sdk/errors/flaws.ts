/** What can be wrong with a program, in the order of `Flaw` in `contracts/waterfall/interfaces/IMachine.sol`. */
export const FLAWS = [
  ['Magic', 'the bytes do not begin with SLW1 and a whole header'],
  ['Count', 'a number of the header is out of its range'],
  ['Length', 'the sections are shorter or longer than the header says'],
  ['Width', 'amounts are not 1 to 15 bytes wide, or wider than the largest of them needs'],
  ['LedgerMask', 'a deficiency ledger is for a class that there is not'],
  ['InputCode', 'the code of an input is unknown, comes twice, or is a waiver whose predecessor is missing'],
  ['CashOrder', 'the cash order names an input that there is not, one twice, or one that is never cash'],
  ['Opening', 'a class opens above its face, or an account with 2^100 or more'],
  ['Dates', 'payment days do not rise, or a record day is after its payment day'],
  ['Table', 'a table has no entry, or its width is not the least that holds its entries'],
  ['Op', 'there is no such op'],
  ['Mode', 'the op has no such mode, or it books what it does not take'],
  ['Gate', 'it only calculates and has a gate, or its gate can not be read there'],
  ['Mask', 'its mask is empty, not allowed, or names a class or fee that there is not, or more than one payee'],
  ['UnusedOperand', 'an operand that the op does not use is not FFFF'],
  ['UnreadableCell', 'a cell that it reads is not there, or not yet written'],
  ['UnwritableCell', 'the cell that it writes may not be written, or was already'],
  ['NotCash', 'what should be a bucket or an account is neither'],
  ['NotAClass', 'what should be the balance cell of a class is none'],
  ['NotAFee', 'what should be the due of a fee is none'],
  ['NotALedger', 'what should be the deficiency of a class with a ledger is none, or there is no ledger to book on'],
  ['NotATable', 'there is no such table'],
  ['NotPositive', 'its denominator or price is not a constant above 0'],
  ['NotAClaim', 'pay does not know this kind of claim'],
  ['RepeatedSource', 'a cell is its source twice, or both its source and its target'],
  ['LateCash', 'cash comes in after cash was taken from a bucket'],
  ['TooMuchWork', 'the masks up to it, and the ledgers booked on, name more than 4,096 classes and fees together'],
  ['Shown', 'a cell to show can not be read'],
  ['Check', 'a check is not on a value that was written'],
  ['BucketLeftOpen', 'a bucket is not taken whole after the last that comes into it'],
  ['ClassNeverRepaid', 'a class with a face, or with capitalised interest, is in no payment of principal'],
  ['AccountNeverDrawn', 'no step takes from an account'],
] as const satisfies readonly (readonly [name: string, words: string])[];

export type Flaw = (typeof FLAWS)[number][0];

/** The step of a flaw that is not one step's. */
export const NO_STEP = 0xffff;
