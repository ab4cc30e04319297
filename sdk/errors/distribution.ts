import { Rejected } from './problems.ts';

/** One thing wrong with a list of a venue's clients or with its receipt. */
export interface AllocationProblem {
  /** In the list of clients, from 1. */
  row?: number;
  text: string;
}

/** A receipt can't be split over these clients. */
export class AllocationRejected extends Rejected<
  'AllocationRejected',
  { problems: readonly AllocationProblem[] },
  AllocationProblem
> {
  constructor(problems: readonly AllocationProblem[]) {
    super('AllocationRejected', { problems, advice: 'Correct the list and allocate again.', values: { problems } });
  }
}
