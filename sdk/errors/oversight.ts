import type { Hex } from 'viem';
import { SluiceError } from './SluiceError.ts';
import { negativeListItems } from './oversightWords.ts';

type Unclear = { unknown: readonly string[]; twice: readonly string[] };

/** A statement on the negative lists names items that there are not, some as both clear and adverse, or none. */
export class NegativeListUnclear extends SluiceError<'NegativeListUnclear', Unclear> {
  constructor({ unknown, twice }: Unclear) {
    const found = [
      ...unknown.map((item) => `“${item}” is no item of the negative lists`),
      ...twice.map((item) => `“${item}” is said to be both clear and adverse`),
    ];
    super('NegativeListUnclear', {
      what: `${found.length === 0 ? 'No item of the negative lists is named' : found.join('; ')}.`,
      advice: `Name each item once. The items are: ${negativeListItems.join('; ')}.`,
      values: { unknown, twice },
    });
  }
}

type Differs = { filing: Hex; recorded: string; given: string };

/** The filing was recorded before, under another number. */
export class FilingNumberDiffers extends SluiceError<'FilingNumberDiffers', Differs> {
  constructor(values: Differs) {
    super('FilingNumberDiffers', {
      what: `Filing ${values.filing} is recorded under number ${values.recorded}, not ${values.given}.`,
      advice: 'A recorded number stays. Check which of the two the authority published.',
      values,
    });
  }
}

type Unnamed = { purpose: string; purposes: readonly string[] };

/** The proceeds have no purpose of that name, or two of them. */
export class PurposeUnknown extends SluiceError<'PurposeUnknown', Unnamed> {
  constructor(values: Unnamed) {
    const found = values.purposes.filter((name) => name === values.purpose).length;
    super('PurposeUnknown', {
      what:
        found === 0
          ? `The proceeds were not filed for “${values.purpose}”.`
          : `${found} purposes of the proceeds are called “${values.purpose}”.`,
      advice: `${found === 0 ? 'Name one of these' : 'Give its number instead'}: ${values.purposes
        .map((name, i) => `${i} ${name}`)
        .join('; ')}.`,
      values,
    });
  }
}
