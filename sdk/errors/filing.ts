import { Rejected } from './problems.ts';
import { SluiceError } from './SluiceError.ts';
import type { TermsProblem } from './terms.ts';

/** A file with attestations on the negative lists was refused as a whole. */
export class AttestationsRejected extends Rejected<
  'AttestationsRejected',
  { file: string; count: number },
  TermsProblem
> {
  constructor({ file, problems }: { file: string; problems: readonly TermsProblem[] }) {
    const advice = 'Correct what the lines name and load the file again; nothing of it was used.';
    super('AttestationsRejected', { problems, advice, values: { file, count: problems.length } });
  }
}

/** A filing pack would be written where something else is. */
export class FilingPackInTheWay extends SluiceError<'FilingPackInTheWay', { folder: string; differs: string }> {
  constructor({ folder, differs, cause }: { folder: string; differs: string; cause?: unknown }) {
    super('FilingPackInTheWay', {
      what: `${folder} is not empty, and is not this filing pack: ${differs}. Nothing was written.`,
      advice: 'Name another folder, or move what is there away first.',
      values: { folder, differs },
      cause,
    });
  }
}
