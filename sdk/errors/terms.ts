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

/** How many problems the message shows; `problems` has all of them. */
const SHOWN = 50;

/** A deal file was refused as a whole. */
export class TermsRejected extends SluiceError<'TermsRejected', { file: string; count: number }> {
  readonly problems: readonly TermsProblem[];

  constructor({ file, problems }: { file: string; problems: readonly TermsProblem[] }) {
    super('TermsRejected', {
      what: messageOf(problems),
      advice: 'Correct what the lines name and load the file again; nothing of it was used.',
      values: { file, count: problems.length },
    });
    // One line per problem, and each says what was expected.
    this.message = messageOf(problems);
    this.problems = problems;
  }
}

function messageOf(problems: readonly TermsProblem[]): string {
  const lines = problems.slice(0, SHOWN).map(({ text }) => text);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more: ${problems.length} problems in all`);
  return lines.join('\n');
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
