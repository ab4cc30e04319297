import { INPUTS, MEMORY, OWN_INPUTS, PERIOD, type Step, VALUES, inputName } from '../../engine/program.ts';
import type { Reading } from './reading.ts';

/** What the steps tell of the kind of a cell: enough to know interest from other products. */
export interface KindGuess {
  /** Surely a rate: made of the index. */
  isRate: (cell: number) => boolean;
  /** Money goes into it. */
  isMoney: (cell: number) => boolean;
}

export function makeKindGuess(reading: Reading): KindGuess {
  const stepOf = (cell: number): Step | undefined => {
    const index = reading.writer.get(cell);
    return cell >= VALUES && index !== undefined ? reading.step(index) : undefined;
  };
  const operandsOf = ({ op, a, b, c }: Step): number[] => {
    if (op === 'look' || op === 'above') return [];
    return op === 'pick' ? [b, c] : [a, b];
  };
  const isRate = (cell: number): boolean => {
    if (cell >= OWN_INPUTS && cell < MEMORY) {
      return inputName(reading.program.inputs[cell - OWN_INPUTS] ?? 0) === 'index';
    }
    const step = stepOf(cell);
    return step !== undefined && step.op !== 'part' && operandsOf(step).some(isRate);
  };
  const isMoney = (cell: number): boolean => {
    if (reading.constant(cell) !== undefined) return false;
    if (cell < INPUTS) return true;
    if (cell < MEMORY) return cell !== PERIOD && !reading.isFlag(cell) && !isRate(cell);
    const step = stepOf(cell);
    return step !== undefined && operandsOf(step).some(isMoney);
  };
  return { isRate, isMoney };
}
