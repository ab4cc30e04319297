import type { ReadClient } from '../chain/client.ts';
import { type Platform, bindActions } from '../actions/decorator.ts';
import * as actions from '../actions/index.ts';
import type { SluiceActions } from '../actions/sluiceActions.ts';
import type { TapeKeys } from '../tape/keys.ts';
import type { Names } from '../terms/resolveParties.ts';

/** What a local chain knows besides its platform: whom names stand for, and the keys of its tapes. */
export interface PartyDefaults {
  names: Names;
  tapeKeys: TapeKeys;
}

/** All actions, with what the local chain knows filled in. */
export function partyActions(platform: Platform, defaults: PartyDefaults) {
  return (client: ReadClient): SluiceActions => bindActions(client, { actions, platform, defaults });
}
