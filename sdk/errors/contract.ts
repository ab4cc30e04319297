import type { AbiParameter, AbiParameterToPrimitiveType } from 'viem';
import type { sluiceErrorsAbi } from '../generated/errors.ts';
import { SluiceError } from './SluiceError.ts';

type Entry = (typeof sluiceErrorsAbi)[number];

/** The name of a custom error of our contracts. */
export type ContractErrorName = Entry['name'];

type InputsOf<Name extends ContractErrorName> = Extract<Entry, { name: Name }>['inputs'][number];

/** What a custom error carries, by the names of its parameters. */
export type ContractErrorValues<Name extends ContractErrorName = ContractErrorName> = Name extends ContractErrorName
  ? {
      readonly [
        Input in InputsOf<Name> as Input extends { name: infer Key extends string } ? Key : never
      ]: Input extends AbiParameter ? AbiParameterToPrimitiveType<Input> : never;
    }
  : never;

/** A contract refused, and said why: `name` is the contract's own name of the error. */
export class ContractRefused<Name extends ContractErrorName = ContractErrorName> extends SluiceError<
  Name,
  ContractErrorValues<Name>
> {}

/** Whether `error` is ours; with `name`, whether it is that one, with its values typed. */
export function isSluiceError(error: unknown): error is SluiceError;
export function isSluiceError<Name extends ContractErrorName>(
  error: unknown,
  name: Name,
): error is ContractRefused<Name>;
export function isSluiceError(error: unknown, name?: string): boolean {
  return error instanceof SluiceError && (name === undefined || error.name === name);
}
