import { type ContractErrorName, type ContractErrorValues, ContractRefused } from './contract.ts';
import { tell } from './decode.ts';

/** The error by which a contract would refuse, from code that does the same off chain: caught in the same way. */
export function refusedLikeOnChain<Name extends ContractErrorName>(
  name: Name,
  values: ContractErrorValues<Name>,
): ContractRefused<Name> {
  const [what, advice] = tell({ name, values });
  return new ContractRefused(name, { what, advice, values });
}
