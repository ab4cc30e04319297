import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { iDisclosuresAbi } from '../../generated/abis.ts';
import { type Matter, matters } from './matters.ts';

export type GetDisclosuresParameters = { disclosures: Address; deal: Address };

/** Moments in seconds. */
export type Duty = {
  /** Its number within the deal. */
  duty: number;
  matter: Matter;
  /** Period, class or other number that the matter is about. */
  subject: bigint;
  raisedAt: number;
  /** First moment at which it is overdue. */
  due: number;
  /** Undefined while it is open. */
  submittedAt: number | undefined;
  /** Open, and due: by the chain's own time. */
  overdue: boolean;
};

/** Few enough for one answer of any node. */
const AT_ONCE = 200n;

/**
 * All duties of a deal to disclose, in the order they were raised, and which of them are overdue.
 *
 * @example
 * const late = (await getDisclosures(client, { disclosures, deal })).filter(({ overdue }) => overdue);
 */
export async function getDisclosures(
  client: ReadClient,
  { disclosures, deal }: GetDisclosuresParameters,
): Promise<Duty[]> {
  await requireChain(client);
  await requireKind(client, { address: disclosures, kind: 'register of disclosures' });
  const at = { address: disclosures, abi: iDisclosuresAbi } as const;
  const count = await read(client, { ...at, functionName: 'dutyCount', args: [deal] });
  const duties: Duty[] = [];
  for (let first = 0n; first < count; first += AT_ONCE) {
    const page = [deal, first, AT_ONCE] as const;
    const [found, late] = await Promise.all([
      read(client, { ...at, functionName: 'dutiesOf', args: page }),
      read(client, { ...at, functionName: 'overdue', args: page }),
    ]);
    found.forEach(({ matter, subject, raisedAt, due, submittedAt }, i) => {
      const number = first + BigInt(i);
      duties.push({
        duty: Number(number),
        matter: matters[matter] ?? 'other',
        ...{ subject, raisedAt, due },
        submittedAt: submittedAt === 0 ? undefined : submittedAt,
        overdue: late.includes(number),
      });
    });
  }
  return duties;
}
