import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { type Ledger, ledgerOf } from '../../engine/ledger.ts';
import { type Program, decodeProgram } from '../../engine/program.ts';
import { NoSuchCell } from '../../errors/program.ts';
import { LedgerOfAnotherProgram } from '../../errors/projection.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type GetLedgerParameters = { waterfall: Address };

/** Where a deal stands. Amounts in base units of the deal. */
export type DealLedger = {
  program: Program;
  /** Claims, accounts and memory: what the next date begins with. */
  ledger: Ledger;
  /** Number of the payment date that is run next; beyond the last there is none. */
  nextDate: number;
};

/**
 * The ledger of a deal as it is on chain now, and its program: a projection goes on from there.
 *
 * @throws {LedgerOfAnotherProgram} if the contract does not keep what its program needs
 * @example
 * const { ledger, nextDate } = await getLedger(client, { waterfall });
 * const projection = project({ deal, pool, standing: { ledger, nextDate } });
 */
export async function getLedger(client: ReadClient, { waterfall }: GetLedgerParameters): Promise<DealLedger> {
  await requireKind(client, { address: waterfall, kind: 'waterfall' });
  const at = { address: waterfall, abi: waterfallAbi } as const;
  const [bytes, [numbers, values], nextDate] = await Promise.all([
    read(client, { ...at, functionName: 'program' }),
    read(client, { ...at, functionName: 'ledger' }),
    read(client, { ...at, functionName: 'nextDate' }),
  ]);
  const program = decodeProgram(bytes);
  return { program, ledger: ledgerOfCells(program, { numbers, values }), nextDate };
}

/**
 * A ledger from the cells that a waterfall keeps: their numbers and what they hold, as `ledger()` gives them.
 *
 * @throws {LedgerOfAnotherProgram} if one that the program keeps is not among them
 */
export function ledgerOfCells(
  program: Program,
  { numbers, values }: { numbers: readonly bigint[]; values: readonly bigint[] },
): Ledger {
  const cells: bigint[] = [];
  numbers.forEach((number, i) => (cells[Number(number)] = values[i] ?? 0n));
  try {
    return ledgerOf(program, cells);
  } catch (error) {
    if (!(error instanceof NoSuchCell)) throw error;
    throw new LedgerOfAnotherProgram(error.values.cell);
  }
}
