import { getTransactionCount } from 'viem/actions';
import { TransactionsPending } from '../errors/network.ts';
import { type WriteClient, accountOf } from './client.ts';
import { toSluiceError } from './failures.ts';

const LONGEST_WAIT = 180_000;

/**
 * Waits until every transaction that the client's account sent before is mined: what an interrupted run left behind must
 * be seen on chain before the rest is planned, or it would be done twice.
 */
export async function waitForPending(client: WriteClient): Promise<void> {
  const doing = 'the transactions sent before';
  const { address } = accountOf(client, doing);
  const count = (blockTag: 'pending' | 'latest') =>
    getTransactionCount(client, { address, blockTag }).catch((error: unknown) => {
      throw toSluiceError(error, { doing, client, sender: address });
    });
  for (let waited = 0; ; waited += client.pollingInterval) {
    const [sent, mined] = await Promise.all([count('pending'), count('latest')]);
    if (sent <= mined) return;
    if (waited >= LONGEST_WAIT) throw new TransactionsPending({ account: address, count: sent - mined });
    await new Promise((resolve) => setTimeout(resolve, client.pollingInterval));
  }
}
