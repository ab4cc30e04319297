import type { Address } from 'viem';
import { SluiceError } from './SluiceError.ts';

export class SignaturesDiffer extends SluiceError<'SignaturesDiffer', { issuers: readonly Address[] }> {
  constructor(issuers: readonly Address[]) {
    super('SignaturesDiffer', {
      what:
        issuers.length === 0
          ? 'No issuer signed.'
          : `Not all issuers signed the same statement: ${issuers.join(', ')} signed another one.`,
      advice: 'Have every issuer sign the same topics and investors (signAttestation).',
      values: { issuers },
    });
  }
}
