import type { Address, TransactionReceipt } from 'viem';
import { sendInBatches } from '../../chain/batches.ts';
import type { WriteClient } from '../../chain/client.ts';
import { read, readMany } from '../../chain/read.ts';
import { type Call, encodeCall } from '../../chain/call.ts';
import { send } from '../../chain/write.ts';
import { reasonOf } from '../../errors/reasons.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import { attest } from './attest.ts';
import { requiredTopics, signAttestation } from './signAttestation.ts';
import { updateProfile } from './updateProfile.ts';
import type { WhitelistParameters, WhitelistResult, WhitelistStep } from './whitelist.ts';
import { type Identified, type WhitelistPlan, refuse } from './whitelistSort.ts';

/** An attested investor costs about 28,000 gas, so a hundred fit a sixth of what a transaction may use. */
const ATTESTED_AT_ONCE = 100;
/** Reading the claims of an identity contract may cost several hundred thousand gas. */
const REGISTERED_AT_ONCE = 20;

type Done = { kind: WhitelistStep['kind']; items: readonly Identified[]; receipt: TransactionReceipt };

/** Carries a plan out, transaction by transaction. */
export async function* runWhitelist(
  client: WriteClient,
  { parameters, plan }: { parameters: WhitelistParameters; plan: WhitelistPlan },
): AsyncGenerator<WhitelistStep, WhitelistResult, undefined> {
  const { toAttest, toRegister, toProfile, already, refused } = plan;
  const investors = [...toAttest, ...toRegister, ...toProfile];
  const total = investors.length;
  const result: WhitelistResult = { admitted: [], already, refused, batches: 0, gasUsed: 0n, gasPerInvestor: 0n };
  const text = `${total} to admit, ${already.length} admitted already, ${refused.length} refused`;
  yield { kind: 'checked', text, wallets: [], done: 0, total, gasUsed: 0n };
  const done = new Set<Address>();
  for await (const { kind, items, receipt } of transactions(client, { parameters, plan })) {
    const wallets = items.map(({ wallet }) => wallet);
    for (const wallet of wallets) done.add(wallet);
    result.batches += 1;
    result.gasUsed += receipt.gasUsed;
    const progress = `${done.size} of ${total}: ${wallets.length} ${kind}, ${receipt.gasUsed} gas`;
    yield { kind, text: progress, wallets, done: done.size, total, gasUsed: receipt.gasUsed };
  }
  return settle(client, { registry: parameters.registry, plan, investors, result });
}

async function* transactions(
  client: WriteClient,
  { parameters, plan }: { parameters: WhitelistParameters; plan: WhitelistPlan },
): AsyncGenerator<Done, void, undefined> {
  const { registry, chunk } = parameters;
  if (plan.toAttest.length > 0) {
    const callOf = await attestations(client, parameters);
    const batches = sendInBatches(client, { items: plan.toAttest, chunk: chunk ?? ATTESTED_AT_ONCE, callOf });
    for await (const batch of batches) yield { kind: 'attested', ...batch };
  }
  const callOf = (batch: readonly Identified[]) => registration(registry, batch);
  const batches = sendInBatches(client, { items: plan.toRegister, chunk: chunk ?? REGISTERED_AT_ONCE, callOf });
  for await (const batch of batches) yield { kind: 'registered', ...batch };
  // The registry takes a newcomer with claims for retail.
  const profiles = [...plan.toRegister.filter((investor) => !isPlainRetail(investor)), ...plan.toProfile];
  for (const investor of profiles) {
    const { wallet, class: name, usPerson, connected = false } = investor;
    const call = await updateProfile.call(client, { registry, wallet, class: name, usPerson, connected });
    const { receipt } = await send(client, call);
    yield { kind: 'profiled', items: [investor], receipt };
  }
}

function isPlainRetail({ class: name, usPerson, connected = false }: Identified): boolean {
  return name === 'retail' && !usPerson && !connected;
}

async function attestations(client: WriteClient, parameters: WhitelistParameters) {
  const { registry, issuer = client, onBehalfOf } = parameters;
  const topics = parameters.topics ?? (await requiredTopics(client, registry));
  const onBehalf = onBehalfOf === undefined ? {} : { issuer: onBehalfOf };
  return async (investors: readonly Identified[]): Promise<Call> => {
    const signed = await signAttestation(issuer, { registry, investors, topics, ...onBehalf });
    return attest.call(client, { registry, signed: [signed] });
  };
}

function registration(registry: Address, investors: readonly Identified[]): Call {
  return encodeCall({
    kind: 'registry',
    address: registry,
    abi: identityRegistryAbi,
    functionName: 'batchRegisterIdentity',
    args: [
      investors.map(({ wallet }) => wallet),
      investors.map(({ identity }) => identity),
      investors.map(({ country }) => country),
    ],
  });
}

type Settling = {
  registry: Address;
  plan: WhitelistPlan;
  investors: readonly Identified[];
  result: WhitelistResult;
};

/** Who became eligible, and who did not though it was recorded: claims may not suffice. */
async function settle(client: WriteClient, { registry, plan, investors, result }: Settling): Promise<WhitelistResult> {
  const at = { address: registry, abi: identityRegistryAbi } as const;
  const listOfArgs = investors.map(({ wallet }) => [wallet] as const);
  const eligible = await readMany(client, { ...at, functionName: 'isVerified', listOfArgs });
  for (const [i, investor] of investors.entries()) {
    if (eligible[i] === true) {
      result.admitted.push(investor.wallet);
      continue;
    }
    const reasons = await read(client, { ...at, functionName: 'explainEligibility', args: [investor.wallet] });
    const found = reasons.map((data) => reasonOf({ data }).sentence).join(' ');
    refuse(investor, { plan, finding: { field: 'evidence', found, expected: 'evidence that suffices' } });
  }
  const admitted = BigInt(result.admitted.length);
  result.gasPerInvestor = admitted === 0n ? 0n : (result.gasUsed + admitted - 1n) / admitted;
  return result;
}
