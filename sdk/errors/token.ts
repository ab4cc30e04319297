import type { Address } from 'viem';
import { SluiceError } from './SluiceError.ts';
import { formatMoment } from './words.ts';

/** Base units: as rebuilt from the events, and as the contract tells. */
export type RegisterDifference = { of: Address | 'total supply'; rebuilt: bigint; told: bigint };

export class RegisterDiffers extends SluiceError<
  'RegisterDiffers',
  { token: Address; at: number | undefined; differences: readonly RegisterDifference[] }
> {
  constructor(values: { token: Address; at: number | undefined; differences: readonly RegisterDifference[] }) {
    const [first] = values.differences;
    const when = values.at === undefined ? 'now' : `at ${formatMoment(values.at)}`;
    super('RegisterDiffers', {
      what:
        `The register of ${values.token} ${when}, rebuilt from its events, differs from the contract's in ` +
        `${values.differences.length} places; the first: ${first?.of} ${first?.rebuilt} rebuilt, ${first?.told} told.`,
      advice: 'Ask a node that keeps all events, from the block the token was created in; if it stays so, report it.',
      values,
    });
  }
}
