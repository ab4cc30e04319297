import { type Address, isAddressEqual, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { SignaturesDiffer } from '../../errors/identity.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import type { SignedAttestation } from './signAttestation.ts';

export type AttestParameters = {
  registry: Address;
  /** The same statement, signed by one to three issuers that together are trusted for every required topic. */
  signed: readonly SignedAttestation[];
};

export type AttestResult = {
  /** Wallets whose record is now what was attested. */
  recorded: Address[];
  /** Wallets whose evidence on chain is as young or younger: nothing changed. */
  skipped: Address[];
};

/**
 * Submits signed evidence on investors. Anyone may.
 *
 * @example
 * const { recorded } = await attest(agent, { registry, signed: [await signAttestation(issuer, { registry, investors })] });
 */
export const attest: WriteAction<AttestParameters, AttestResult> = defineWrite({
  call: (_client, { registry, signed }: AttestParameters) =>
    encodeCall({
      kind: 'registry',
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'attest',
      args: [statementOf(signed), signed.map(({ issuer }) => issuer), signed.map(({ signature }) => signature)],
    }),
  result: ({ logs }, { registry }) => {
    const events = parseEventLogs({ abi: identityRegistryAbi, logs }).filter(({ address }) =>
      isAddressEqual(address, registry),
    );
    const recorded = new Set<Address>();
    const skipped = new Set<Address>();
    for (const event of events) {
      if (event.eventName === 'EvidenceRecorded') recorded.add(event.args.wallet);
      if (event.eventName === 'EvidenceSkipped') skipped.add(event.args.wallet);
    }
    return { recorded: [...recorded], skipped: [...skipped] };
  },
});

/** Each issuer must have signed the very same statement. */
function statementOf(signed: readonly SignedAttestation[]): SignedAttestation['attestation'] {
  const [first, ...others] = signed;
  if (first === undefined) throw new SignaturesDiffer([]);
  const text = (statement: SignedAttestation['attestation']) =>
    JSON.stringify(statement, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  const expected = text(first.attestation);
  const differing = others.filter(({ attestation }) => text(attestation) !== expected).map(({ issuer }) => issuer);
  if (differing.length > 0) throw new SignaturesDiffer(differing);
  return first.attestation;
}
