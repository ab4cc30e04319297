export { runProgram, type RunResult } from './interpreter.ts';
export {
  type ClassLedger,
  type DateResult,
  type FeeLedger,
  type Ledger,
  cellsOf,
  ledgerOf,
  openingLedger,
  runDate,
} from './ledger.ts';
export * from './program.ts';
export { validate } from './validate.ts';
