import { SluiceError } from './SluiceError.ts';

export class LimitOnTwoThings extends SluiceError<'LimitOnTwoThings', Record<never, never>> {
  constructor() {
    super('LimitOnTwoThings', {
      what: 'A holder limit is on a country or on a class, not on both at once.',
      advice: 'Set two limits.',
      values: {},
    });
  }
}
