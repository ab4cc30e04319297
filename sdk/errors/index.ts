export * from './addresses.ts';
export { ContractRefused, type ContractErrorName, type ContractErrorValues, isSluiceError } from './contract.ts';
export { decodeContractError, type DecodedError, errorFromRevert, tell } from './decode.ts';
export * from './identity.ts';
export * from './money.ts';
export * from './network.ts';
export { type ErrorValues, SluiceError } from './SluiceError.ts';
export { formatDuration, formatMoment, type RuleName } from './words.ts';
