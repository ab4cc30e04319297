/** Values an error carries, by name: what the sentence is made of. */
export type ErrorValues = Readonly<Record<string, unknown>>;

/**
 * The base of every error Sluice throws. `message` says what happened and what to do next; `name` and `values` are for
 * programs, `advice` is the second half of the message alone.
 *
 * @example
 * try {
 *   await agent.mint({ token, to, amount });
 * } catch (error) {
 *   if (isSluiceError(error, 'HolderNotEligible')) console.log(error.values.wallet, error.advice);
 * }
 */
export class SluiceError<Name extends string = string, Values extends ErrorValues = ErrorValues> extends Error {
  override readonly name: Name;
  readonly values: Values;
  readonly advice: string;

  constructor(
    name: Name,
    { what, advice, values, cause }: { what: string; advice: string; values: Values; cause?: unknown },
  ) {
    super(advice === '' ? what : `${what} ${advice}`, cause === undefined ? undefined : { cause });
    this.name = name;
    this.values = values;
    this.advice = advice;
  }
}
