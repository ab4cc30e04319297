/** What every error of the SDK is: a message to read, values to work with, and advice on what to do. */
export class SluiceError extends Error {
  override readonly name: string = 'SluiceError';
  readonly values: Readonly<Record<string, unknown>>;
  readonly advice: string;

  constructor(
    message: string,
    { values = {}, advice, cause }: { values?: Readonly<Record<string, unknown>>; advice: string; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.values = values;
    this.advice = advice;
  }
}
