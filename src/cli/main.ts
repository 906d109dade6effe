#!/usr/bin/env node
import { version } from '../io/version.ts';

// A closed pipe, as `| head` leaves it, is no failure: what is written there goes nowhere.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') process.stdout.write(`${version()}\n`);
else {
  const { runProgram } = await import('./program.ts');
  await runProgram(args);
}
