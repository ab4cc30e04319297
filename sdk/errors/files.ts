import { SluiceError } from './SluiceError.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be written',
  EEXIST: 'it is there already, and would be written over',
};

/** A file could not be written. */
export class OutputNotWritten extends SluiceError<'OutputNotWritten', { file: string }> {
  constructor(file: string, cause: unknown) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    super('OutputNotWritten', {
      what: `${file} was not written: ${REASONS[code] ?? code}.`,
      advice: 'Name another file.',
      values: { file },
      cause,
    });
  }
}

/** A file could not be read, or is not what it should be. */
export class InputUnreadable extends SluiceError<'InputUnreadable', { file: string; problem: string }> {
  constructor(file: string, problem: string, advice: string) {
    super('InputUnreadable', { what: `${file}: ${problem}.`, advice, values: { file, problem } });
  }
}

/** A command was given too little, or two things that contradict each other. */
export class OptionMissing extends SluiceError<'OptionMissing', { option: string }> {
  constructor(option: string, why: string) {
    super('OptionMissing', { what: `${option} is missing: ${why}.`, advice: 'Try --help.', values: { option } });
  }
}
