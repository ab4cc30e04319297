import type { Sentences } from '../sentences.ts';

/** Errors of roles, and of the OpenZeppelin code inside our contracts. */
export const platformSentences = {
  NotAgent: ({ caller }) => [
    `${caller} is not an agent here.`,
    'Send this from an agent, or have the owner name it one.',
  ],
  AgentUnchanged: ({ agent }) => [`${agent} has the role already, or has none to lose.`, 'Nothing to do.'],
  AgentHasNoCode: ({ agent }) => [
    `${agent} is a plain wallet, and agents of a token in a deal are contracts.`,
    'Name a contract of the deal.',
  ],
  OwnableInvalidOwner: ({ owner }) => [`${owner} can't be an owner.`, 'Name another address.'],
  OwnableUnauthorizedAccount: ({ account }) => [`${account} is not the owner.`, 'Send this from the owner.'],
  AccessControlUnauthorizedAccount: ({ account, neededRole }) => [
    `${account} does not have the role ${neededRole}.`,
    'Send this from who has it, or have the platform’s administrator give it.',
  ],
  AccessControlBadConfirmation: () => ['A role is given up only by who has it.', 'Name the sender itself.'],
  SafeCastOverflowedUintDowncast: ({ bits, value }) => [
    `${value} does not fit ${bits} bits.`,
    'No amount is that large: check its units.',
  ],
  ReentrancyGuardReentrantCall: () => [
    'A contract came back into one that it was called by.',
    'Nothing was changed; the contract that was paid is not one to deal with.',
  ],
  SafeERC20FailedOperation: ({ token }) => [
    `The transfer of ${token} failed.`,
    'Look whether it is paused, or refuses one of the two addresses.',
  ],
  CloneArgumentsTooLong: () => ['The program is too long for one contract.', 'Give it fewer dates or tables.'],
  Create2EmptyBytecode: () => ['There is no code to create a contract from.', 'Deploy the factory again.'],
  ERC20InsufficientAllowance: ({ spender, allowance, needed }, say) => [
    `${spender} may spend ${say.amount(allowance)}, and ${say.amount(needed)} are asked for.`,
    'The holder approves more first.',
  ],
  ERC20InsufficientBalance: ({ sender, balance, needed }, say) => [
    `${sender} has ${say.amount(balance)}, and ${say.amount(needed)} are asked for.`,
    'Ask for less.',
  ],
  ERC20InvalidApprover: ({ approver }) => [`${approver} can't approve.`, 'Name another holder.'],
  ERC20InvalidReceiver: ({ receiver }) => [`${receiver} can't receive.`, 'Name another receiver.'],
  ERC20InvalidSender: ({ sender }) => [`${sender} can't send.`, 'Name another sender.'],
  ERC20InvalidSpender: ({ spender }) => [`${spender} can't spend.`, 'Name another spender.'],
  InvalidAccountNonce: ({ account, currentNonce }) => [
    `The signature of ${account} is not for its current nonce ${currentNonce}.`,
    'Have it signed again.',
  ],
  InvalidShortString: () => ['A short text in the contract is not one.', 'The contract was deployed wrongly.'],
  StringTooLong: ({ str }) => [`"${str}" is longer than 31 bytes.`, 'Give a shorter text.'],
  AddressEmptyCode: ({ target }) => [`There is no contract at ${target}.`, 'Check the address and the chain.'],
  FailedCall: () => [
    'A call to another contract failed without a reason.',
    'Check the contracts that the token names.',
  ],
  FailedDeployment: () => [
    'The token could not be created: there is one already of this creator and salt.',
    'Pass another `salt`, or use the token that is there.',
  ],
  InsufficientBalance: ({ balance, needed }) => [
    `The contract has ${balance} wei, and ${needed} are needed.`,
    'Send it the rest first.',
  ],
  InvalidInitialization: () => ['The token was initialised already.', 'Nothing to do.'],
  NotInitializing: () => ['This can be done while the token is created only.', 'Create a new token.'],
  CheckpointUnorderedInsertion: () => [
    'Acquisitions were booked out of order.',
    'This should not happen: report it with the transaction.',
  ],
} as const satisfies Partial<Sentences>;
