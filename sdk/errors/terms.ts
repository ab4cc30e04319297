import { Rejected } from './problems.ts';
import { SluiceError } from './SluiceError.ts';

/** One thing wrong with a deal file. */
export interface TermsProblem {
  file: string;
  /** 1 is the first line. */
  line: number;
  /** 1 is the first character of the line. */
  column: number;
  /** What is there. */
  word: string;
  /** What should be there, as a sentence without its first capital. */
  expected: string;
  /** The known word that is nearest to it, if one is near. */
  nearest?: string;
  /** All of it in one line. */
  text: string;
}

/** A deal file was refused as a whole. */
export class TermsRejected extends Rejected<'TermsRejected', { file: string; count: number }, TermsProblem> {
  constructor({ file, problems }: { file: string; problems: readonly TermsProblem[] }) {
    const advice = 'Correct what the lines name and load the file again; nothing of it was used.';
    super('TermsRejected', { problems, advice, values: { file, count: problems.length } });
  }
}

/** A program that the compiler does not make: its words would not give its bytes again. */
export class ProgramNotExplained extends SluiceError<'ProgramNotExplained', { step: number; reason: string }> {
  constructor({ step, reason, cause }: { step: number; reason: string; cause?: unknown }) {
    super('ProgramNotExplained', {
      what: `Step ${step} of this program has no words in the language of deal files: ${reason}.`,
      advice: 'Only programs compiled from a deal file can be told in its words; read the steps themselves instead.',
      values: { step, reason },
      cause,
    });
  }
}

/** A calendar date that does not exist, or is outside what a program can hold. */
export class DateUnreadable extends SluiceError<'DateUnreadable', { text: string }> {
  constructor(text: string) {
    super('DateUnreadable', {
      what: `"${text}" is not a date.`,
      advice: 'Write year, month and day: 2026-05-20.',
      values: { text },
    });
  }
}
