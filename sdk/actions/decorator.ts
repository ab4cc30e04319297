import type { Address } from 'viem';
import type { ReadClient, WriteClient } from '../chain/client.ts';
import type { WriteAction } from '../chain/write.ts';
import type { TapeKeys } from '../tape/keys.ts';
import type { Names } from '../terms/resolveParties.ts';

/** Where a platform's contracts are, and what else the actions of one user share. */
export type Platform = {
  trustedIssuersRegistry?: Address;
  claimTopicsRegistry?: Address;
  identityRegistry?: Address;
  compliance?: Address;
  tokenFactory?: Address;
  filingRegistry?: Address;
  settlementAssets?: Address;
  disclosures?: Address;
  dealFactory?: Address;
  /** Whom the names in deal files stand for. */
  names?: Names;
  /** What makes the leaves of tapes unguessable: only for who signs reports or files. */
  tapeKeys?: TapeKeys;
};

/** The parameters of actions that a platform fills in. */
export type Defaults = {
  registry: Address | undefined;
  compliance: Address | undefined;
  factory: Address | undefined;
  issuersRegistry: Address | undefined;
  topicsRegistry: Address | undefined;
  filings: Address | undefined;
  assets: Address | undefined;
  disclosures: Address | undefined;
  dealFactory: Address | undefined;
  names: Names | undefined;
  tapeKeys: TapeKeys | undefined;
};

export function defaultsOf(platform: Platform): Defaults {
  return {
    registry: platform.identityRegistry,
    compliance: platform.compliance,
    factory: platform.tokenFactory,
    issuersRegistry: platform.trustedIssuersRegistry,
    topicsRegistry: platform.claimTopicsRegistry,
    filings: platform.filingRegistry,
    assets: platform.settlementAssets,
    disclosures: platform.disclosures,
    dealFactory: platform.dealFactory,
    names: platform.names,
    tapeKeys: platform.tapeKeys,
  };
}

/** Parameters of which those that the platform knows may be left out. */
export type Filled<Parameters> = Parameters extends unknown
  ? Omit<Parameters, keyof Defaults> & Partial<Pick<Parameters, keyof Defaults & keyof Parameters>>
  : never;

/** An action of which the client, and what the platform knows, are filled in. */
export type Bound<Action> =
  Action extends WriteAction<infer Parameters, infer _Result>
    ? ((parameters: Filled<Parameters>) => ReturnType<Action>) & {
        prepare: (parameters: Filled<Parameters & { sender?: Address }>) => ReturnType<Action['prepare']>;
      }
    : Action extends (client: infer _Client, parameters: infer Parameters) => infer Result
      ? (parameters: Filled<Parameters>) => Result
      : never;

type Loose = ((client: WriteClient, parameters: object) => unknown) & {
  prepare?: (client: ReadClient, parameters: object) => unknown;
};

/** Binds every action to a client. */
export function bindActions<Actions extends Record<string, unknown>>(
  client: ReadClient,
  { actions, platform }: { actions: Actions; platform: Platform },
): { [Name in keyof Actions]: Bound<Actions[Name]> } {
  const known = Object.fromEntries(Object.entries(defaultsOf(platform)).filter(([, value]) => value !== undefined));
  const bound = Object.entries(actions).map(([name, given]) => {
    const action = given as Loose;
    const run = (parameters: object) => action(client as WriteClient, { ...known, ...parameters });
    const prepare = (parameters: object) => action.prepare?.(client, { ...known, ...parameters });
    return [name, action.prepare === undefined ? run : Object.assign(run, { prepare })];
  });
  return Object.fromEntries(bound) as { [Name in keyof Actions]: Bound<Actions[Name]> };
}
