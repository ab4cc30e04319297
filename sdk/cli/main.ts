#!/usr/bin/env node
import { Command } from 'commander';
import { SluiceError } from '../errors/SluiceError.ts';
import { fail } from './output.ts';
import { registerTape } from './tape.ts';

const program = new Command('sluice')
  .description('Asset-backed securities as ERC-3643 tokens, from the tape to the last payment.')
  .showHelpAfterError('Try --help.')
  .showSuggestionAfterError();

registerTape(program);

try {
  await program.parseAsync();
} catch (error) {
  // What is wrong with the input is told line by line; anything else is a defect of ours and keeps its stack.
  if (!(error instanceof SluiceError)) throw error;
  fail(error.message);
}
