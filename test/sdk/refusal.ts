import { AssertionError } from 'chai';
import { type ContractErrorName, type ContractRefused, SluiceError } from '../../sdk/index.ts';

/** The custom error that the action fails with; anything else fails the test. */
export async function refusal<Name extends ContractErrorName>(
  action: PromiseLike<unknown>,
  name: Name,
): Promise<ContractRefused<Name>> {
  return (await failure(action, name)) as unknown as ContractRefused<Name>;
}

/** The typed error that the action fails with; anything else fails the test. */
export async function failure(action: PromiseLike<unknown>, name: string): Promise<SluiceError> {
  let done: unknown;
  try {
    done = await action;
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    if (error.name !== name) throw new AssertionError(`expected ${name}, got ${error.name}: ${error.message}`);
    return error;
  }
  throw new AssertionError(`expected ${name}, but it succeeded with ${JSON.stringify(Object(done))}`);
}
