import { SluiceError } from './SluiceError.ts';

export class AmountUnreadable extends SluiceError<'AmountUnreadable', { text: string; decimals: number }> {
  constructor(text: string, decimals: number) {
    super('AmountUnreadable', {
      what: `"${text}" is not an amount.`,
      advice: `Write digits with a point and at most ${decimals} decimals, thousands separated by commas or not at all: 1,000.50.`,
      values: { text, decimals },
    });
  }
}

export class AmountOfAnotherUnit extends SluiceError<
  'AmountOfAnotherUnit',
  { given: { decimals: number; symbol: string }; expected: { decimals: number; symbol: string } }
> {
  constructor(given: { decimals: number; symbol: string }, expected: { decimals: number; symbol: string }) {
    super('AmountOfAnotherUnit', {
      what: `The amount is in ${given.symbol} with ${given.decimals} decimals, but ${expected.symbol} with ${expected.decimals} decimals is needed.`,
      advice: 'Make the amount with the `amount` function of getToken for this very token.',
      values: {
        given: { decimals: given.decimals, symbol: given.symbol },
        expected: { decimals: expected.decimals, symbol: expected.symbol },
      },
    });
  }
}
