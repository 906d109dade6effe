import { parseArgs } from 'node:util';
import type { Finding } from './harness.ts';
import { benchKernel } from './kernel.ts';
import { benchObservers, benchRunEc2, benchRunFargate } from './runs.ts';

/** Every benchmark by its name; each gives its findings, quickly (a smoke) or in full. */
const BENCHES: Readonly<Record<string, (quick: boolean) => Finding[] | Promise<Finding[]>>> = {
  kernel: benchKernel,
  'run-ec2': benchRunEc2,
  'run-fargate': benchRunFargate,
  observers: benchObservers,
};

/**
 * `npm run bench -- [NAME ...] [--quick] [--check]`: all of them, or those named. Times are CPU time, medians of rounds in
 * turn; trust the ratios. With `--check` an aim that is missed makes the exit code 1; a wrong checksum always does.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
});
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
let missed = 0;
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    process.stderr.write(`bench: expected one of ${Object.keys(BENCHES).join(', ')}, received ${name}.\n`);
    process.exit(2);
  }
  process.stdout.write(`${name}\n`);
  for (const { what, figure, aim, met } of await bench(values.quick)) {
    const verdict = aim === undefined ? '' : `  (${aim}: ${met === true ? 'met' : 'MISSED'})`;
    if (met === false) missed++;
    process.stdout.write(`  ${what.padEnd(40)} ${figure}${verdict}\n`);
  }
}
process.exit(values.check && missed > 0 ? 1 : 0);
