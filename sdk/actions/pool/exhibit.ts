import { type Address, type Hex, type Log, parseEventLogs } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { iReceivablesPoolAbi, receivablesPoolAbi } from '../../generated/abis.ts';
import type { ReceivableProof } from '../../tape/proof.ts';

/** What is to be repurchased: outstanding principal in base units of the pool's currency, until when in seconds. */
export type ArisenObligation = { assetKey: Hex; amount: bigint; cureEnds: number };

/** The contract that judges leaves for a pool. */
export async function challengesOf(client: ReadClient, pool: Address): Promise<Address> {
  await requireKind(client, { address: pool, kind: 'pool' });
  return read(client, { address: pool, abi: receivablesPoolAbi, functionName: 'CHALLENGES' });
}

/** The obligation that a proof left in the logs of its transaction. */
export function obligationIn(logs: Log[], { leaf: { assetKey } }: ReceivableProof): ArisenObligation {
  const [arose] = parseEventLogs({ abi: iReceivablesPoolAbi, eventName: 'ObligationArose', logs });
  const { amount = 0n, cureEnds = 0 } = arose?.args ?? {};
  return { assetKey, amount, cureEnds };
}

/** A proof as the contracts take it. */
export function exhibitOf({ root, leaf, index, count, siblings }: ReceivableProof) {
  const { assetKey, details, tag, terms, amounts } = leaf;
  return {
    root,
    leaf: { assetKey, details, tag: BigInt(tag), terms: BigInt(terms), amounts: BigInt(amounts) },
    proof: { index: BigInt(index), count: BigInt(count), siblings },
  };
}
