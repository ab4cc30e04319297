import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { type TokenAmount, unitOf, unitsOf } from '../../chain/words.ts';
import { requireChain } from '../../chain/write.ts';
import { type Reason, reasonOf } from '../../errors/reasons.ts';
import { formatMoment, wordsFor } from '../../errors/words.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { type ReasonSource, sourceOf } from './reasonSource.ts';
import { complianceOf } from './complianceOf.ts';

export type ExplainParameters = {
  token: Address;
  from: Address;
  to: Address;
  amount: TokenAmount;
  /** Sluice's compliance contract, if the token uses a foreign one. */
  compliance?: Address;
};

export type Refusal = Reason & {
  source: ReasonSource;
  /** From when on this reason no longer stands if nothing else happens, in seconds; without it, it takes somebody's act. */
  ends: number | undefined;
};

/** Larger than any moment that is one: the contract's way of saying "not by time". */
const LATEST = 1n << 40n;

/**
 * Everything that stands against a transfer by its holder, in words: of the token, of the registry and of each rule. Empty
 * exactly when the transfer would succeed now.
 *
 * @example
 * for (const { sentence } of await explain(client, { token, from, to, amount })) console.log(sentence);
 * // Wallet 0x7099…79C8 is frozen: ask the transfer agent.
 */
export async function explain(
  client: ReadClient,
  { token, from, to, amount, compliance }: ExplainParameters,
): Promise<Refusal[]> {
  await requireChain(client);
  await requireKind(client, { address: token, kind: 'token' });
  const [address, units, unit] = await Promise.all([
    explainerOf(client, { token, compliance }),
    unitsOf(client, { token, amount }),
    unitOf(client, token),
  ]);
  const refusals = await read(client, {
    address,
    abi: complianceAbi,
    functionName: 'explainTransfer',
    args: [token, from, to, units],
  });
  const words = wordsFor(unit);
  return refusals.map(({ reason: data, ends: moment }) => {
    const reason = reasonOf({ data, words });
    const ends = moment < LATEST ? Number(moment) : undefined;
    const sentence = withEnd(reason.sentence, ends);
    return { ...reason, sentence, source: sourceOf(reason.name), ends };
  });
}

function withEnd(sentence: string, ends: number | undefined): string {
  if (ends === undefined || sentence.includes(formatMoment(ends))) return sentence;
  return `${sentence} Refused until ${formatMoment(ends)}.`;
}

/** The token's own compliance contract explains, if it is Sluice's; a given one explains tokens of any. */
async function explainerOf(
  client: ReadClient,
  { token, compliance }: { token: Address; compliance: Address | undefined },
): Promise<Address> {
  const address = compliance ?? (await complianceOf(client, token));
  await requireKind(client, { address, kind: 'compliance' });
  return address;
}
