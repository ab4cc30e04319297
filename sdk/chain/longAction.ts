import { ActionStopped } from '../errors/longAction.ts';

/**
 * A long action: `await` it for its result, or iterate it with `for await` to see its steps and await it afterwards. It
 * starts when it is first awaited or iterated; leaving the loop stops it after the step at hand.
 */
export type LongAction<Step, Result> = PromiseLike<Result> & AsyncIterable<Step>;

/** Makes a long action of a generator that yields steps and returns the result. */
export function longAction<Step, Result>(
  start: () => AsyncGenerator<Step, Result, undefined>,
): LongAction<Step, Result> {
  let running: AsyncGenerator<Step, Result, undefined> | undefined;
  let outcome: Promise<Result> | undefined;

  const advance = async (): Promise<IteratorResult<Step, Result>> => {
    running ??= start();
    try {
      const step = await running.next();
      if (step.done === true) outcome ??= Promise.resolve(step.value);
      return step;
    } catch (error) {
      outcome = failed(error);
      throw error;
    }
  };
  const drain = async (): Promise<Result> => {
    for (;;) {
      const step = await advance();
      if (step.done === true) return step.value;
    }
  };
  const stop = async (): Promise<IteratorResult<Step, Result>> => {
    outcome ??= failed(new ActionStopped());
    const step = await running?.return(undefined as never);
    return step ?? { done: true, value: undefined as never };
  };
  return {
    // The result stays: awaiting twice does nothing twice.
    then: (fulfilled, rejected) => (outcome ??= drain()).then(fulfilled, rejected),
    [Symbol.asyncIterator]: () => ({ next: advance, return: stop }),
  };
}

/** A rejection that is kept for whoever awaits later, without being reported as unhandled before. */
function failed(error: unknown): Promise<never> {
  const rejection = Promise.reject(error instanceof Error ? error : new ActionStopped());
  rejection.catch(() => undefined);
  return rejection;
}
