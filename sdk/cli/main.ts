#!/usr/bin/env node
import { Command } from 'commander';
import { SluiceError } from '../errors/SluiceError.ts';
import { fail } from './output.ts';
import { registerProject } from './project.ts';
import { registerSimulate } from './simulate.ts';
import { registerTape } from './tape.ts';

// Whoever reads our output may stop reading: `sluice project … | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('sluice')
  .description('Asset-backed securities as ERC-3643 tokens, from the tape to the last payment.')
  .showHelpAfterError('Try --help.')
  .showSuggestionAfterError();

registerTape(program);
registerSimulate(program);
registerProject(program);

try {
  await program.parseAsync();
} catch (error) {
  // What is wrong with the input is told line by line; anything else is a defect of ours and keeps its stack.
  if (!(error instanceof SluiceError)) throw error;
  fail(error.message);
}
