import type { ReadClient } from '../chain/client.ts';
import { type Bound, type Platform, bindActions } from './decorator.ts';
import * as actions from './index.ts';

/** Every action, with the client and the platform's addresses filled in. */
export type SluiceActions = { [Name in keyof typeof actions]: Bound<(typeof actions)[Name]> };

/**
 * All actions, for `client.extend(…)`: reads with any client that has a chain, writes with one that has an account too.
 *
 * @example
 * const agent = createWalletClient({ account, chain, transport: http() }).extend(sluiceActions({ platform }));
 * await agent.mint({ token, to, amount });
 * const unsigned = await agent.mint.prepare({ token, to, amount });
 */
export function sluiceActions({ platform = {} }: { platform?: Platform } = {}) {
  return (client: ReadClient): SluiceActions => bindActions(client, { actions, platform });
}
