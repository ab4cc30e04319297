import { type TransactionReceipt, parseEventLogs } from 'viem';
import { unpackFlows } from '../actions/waterfall/paymentHistory.ts';
import { CASH_LIMIT, LARGEST, type Program, encodeProgram } from '../engine/index.ts';
import { refusedLikeOnChain } from '../errors/machine.ts';
import { ChainDisagrees } from '../errors/simulation.ts';
import { payingAgentAbi, waterfallAbi } from '../generated/abis.ts';
import type { DateFigures, Machine } from '../simulation/machine.ts';
import { openLocalChain } from './localChain.ts';
import { type StagedWaterfall, type WaterfallStage, bringCash, createWaterfall, setStage } from './waterfallStage.ts';

const DAY = 86_400;
const GAS = 16_000_000n;

/**
 * The contracts on a chain in this process: a factory, an asset, and for each ledger a fresh waterfall with its paying
 * agent. All figures are what the chain gave: cells from its preview and its ledger, flows and payments from its events.
 */
export async function chainMachine({ decimals, dates }: Program): Promise<Machine> {
  // A day before the first date: the clock is set forward to each date as it comes.
  const chain = await openLocalChain({ from: Math.max(1, (dates[0]?.record ?? 1) * DAY - DAY) });
  const stage = await setStage(chain, { decimals });
  let at: { program: Program; staged: StagedWaterfall } | undefined;
  let number = 0;
  return {
    async start(program, minted) {
      number += 1;
      const openingCash = program.accounts.reduce((sum, cash) => sum + cash, 0n);
      const bytes = encodeProgram(program);
      const staged = await createWaterfall(stage, {
        ...{ bytes, fees: program.fees.length, openingCash, number },
        ...(minted === undefined ? {} : { minted }),
      });
      at = { program, staged };
    },
    run(date) {
      if (at === undefined) throw new TypeError('A machine is started before it runs.');
      return runDate(stage, { ...at, ...date });
    },
    close: chain.close,
  };
}

type Asked = { program: Program; staged: StagedWaterfall; period: number; inputs: readonly bigint[] };

async function runDate(stage: WaterfallStage, { program, staged, period, inputs }: Asked): Promise<DateFigures> {
  const { client } = stage.chain;
  const waterfall = { address: staged.waterfall, abi: waterfallAbi } as const;
  const [opens] = await client.readContract({ ...waterfall, functionName: 'datesOf', args: [period] });
  // The program takes what its funds are of a deposit, and leaves the rest.
  const [cells, cashIn, cashOut, trace] = await client.readContract({
    ...waterfall,
    functionName: 'preview',
    args: [inputs, CASH_LIMIT - 1n],
  });
  await deposit(stage, { staged, amount: enough(program, { inputs, cashIn }) });
  await stage.chain.atLeast(BigInt(opens));
  const run = { ...waterfall, functionName: 'run', args: [period, inputs] } as const;
  const receipt = await stage.chain.mined(await client.writeContract({ ...run, gas: GAS }));
  const ran = await resultOf(stage, { staged, receipt });
  const same = (what: string, previewed: bigint, found: bigint): void => {
    if (previewed !== found) throw new ChainDisagrees({ period, what, previewed, found });
  };
  same('cash in', cashIn, ran.cashIn);
  same('cash out', cashOut, ran.cashOut);
  const previewed = unpackFlows(trace).flat();
  same('the number of flows', BigInt(previewed.length), BigInt(ran.flows.length));
  ran.flows.forEach((flow, i) => same(`flow ${i}`, previewed[i] ?? 0n, flow));
  ran.inputs.forEach((input, i) => same(`input ${i}`, capped(inputs[i] ?? 0n), input));
  ran.kept.forEach(([cell, value]) => same(`cell 0x${cell.toString(16)}`, cells[cell] ?? 0n, value));
  return { cells, flows: ran.flows, cashIn: ran.cashIn, cashOut: ran.cashOut };
}

/** Cash for what the funds take, and for every cash input in full: none is cut down, as if it had not arrived. */
function enough({ cashOrder }: Program, { inputs, cashIn }: { inputs: readonly bigint[]; cashIn: bigint }): bigint {
  const asked = cashOrder.reduce((sum, input) => sum + (inputs[input] ?? 0n), 0n);
  const amount = asked > cashIn ? asked : cashIn;
  if (amount >= CASH_LIMIT - 1n) throw refusedLikeOnChain('DepositTooLarge', { deposit: amount });
  return amount;
}

async function deposit(
  stage: WaterfallStage,
  { staged: { waterfall }, amount }: { staged: StagedWaterfall; amount: bigint },
): Promise<void> {
  const cash = { address: waterfall, abi: waterfallAbi, functionName: 'cash' } as const;
  const [waiting] = await stage.chain.client.readContract(cash);
  if (amount > waiting) await bringCash(stage, { waterfall, amount: amount - waiting, deposit: true });
}

interface Ran {
  cashIn: bigint;
  cashOut: bigint;
  inputs: readonly bigint[];
  flows: readonly bigint[];
  /** Kept cells by their number. */
  kept: readonly (readonly [cell: number, value: bigint])[];
}

/** What a run did: from its events, and from the waterfall after it. */
async function resultOf(
  { chain: { client } }: WaterfallStage,
  { staged, receipt: { logs } }: { staged: StagedWaterfall; receipt: TransactionReceipt },
): Promise<Ran> {
  const waterfall = { address: staged.waterfall, abi: waterfallAbi } as const;
  const [run] = parseEventLogs({ abi: waterfallAbi, logs, eventName: 'DateRun' });
  if (run === undefined) throw new TypeError('A run has its event.');
  const owed = parseEventLogs({ abi: waterfallAbi, logs, eventName: 'Owed' });
  const declared = parseEventLogs({ abi: payingAgentAbi, logs, eventName: 'Declared' });
  const paid = declared.flatMap(({ args }) =>
    args.payments.flatMap((one) => [one.interest, one.principal, one.residual]),
  );
  const [[waiting], [numbers, values]] = await Promise.all([
    client.readContract({ ...waterfall, functionName: 'cash' }),
    client.readContract({ ...waterfall, functionName: 'ledger' }),
  ]);
  return {
    cashIn: run.args.deposit - waiting,
    cashOut: [...paid, ...owed.flatMap(({ args }) => args.amounts)].reduce((sum, amount) => sum + amount, 0n),
    inputs: run.args.inputs,
    flows: unpackFlows(run.args.flows).flat(),
    kept: numbers.map((cell, i) => [Number(cell), values[i] ?? 0n]),
  };
}

function capped(input: bigint): bigint {
  return input > LARGEST ? LARGEST : input;
}
