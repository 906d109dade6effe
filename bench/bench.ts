import { parseArgs } from 'node:util';
import { benchFiles } from './files.ts';
import { benchFleet } from './fleet.ts';
import { ChecksumError, type Finding } from './harness.ts';
import { benchKernel } from './kernel.ts';
import { benchMemory } from './memory.ts';
import { benchPlacement } from './placement.ts';
import { benchPrices } from './prices.ts';
import { benchRequests } from './requests.ts';
import { benchObservers, benchRunEc2, benchRunFargate } from './runs.ts';
import { benchScaling } from './scaling.ts';
import { benchServices } from './services.ts';
import { benchStart } from './start.ts';
import { benchSweep } from './sweep.ts';
import { benchTrace } from './trace.ts';

/** Every benchmark by its name; each gives its findings, quickly (a smoke) or in full. */
const BENCHES: Readonly<Record<string, (quick: boolean) => Finding[] | Promise<Finding[]>>> = {
  kernel: benchKernel,
  placement: benchPlacement,
  'run-ec2': benchRunEc2,
  'run-fargate': benchRunFargate,
  observers: benchObservers,
  memory: benchMemory,
  files: benchFiles,
  trace: benchTrace,
  services: benchServices,
  requests: benchRequests,
  scaling: benchScaling,
  fleet: benchFleet,
  start: benchStart,
  sweep: benchSweep,
  prices: benchPrices,
};

/**
 * `npm run bench -- [NAME ...] [--quick] [--check]`: all of them, or those named. Times are CPU time, medians of rounds in
 * turn; trust the ratios. Exit code 1 when two ways that do the same give different checksums, and with `--check` when an
 * aim is missed; 2 for a name that is none.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
  });
  const known = Object.keys(BENCHES);
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`bench: expected one of ${known.join(', ')}, received ${unknown}.\n`);
    return 2;
  }
  let missed = 0;
  for (const name of positionals.length > 0 ? positionals : known) {
    process.stdout.write(`${name}\n`);
    for (const finding of await BENCHES[name]!(values.quick)) {
      process.stdout.write(`  ${lineOf(finding, values.quick)}\n`);
      if (finding.met === false && !values.quick) missed++;
    }
  }
  return values.check && missed > 0 ? 1 : 0;
}

/** A quick run is over before the compiler is: it shows that all works, and is no judge of aims. */
function lineOf({ what, figure, aim, met }: Finding, isQuick: boolean): string {
  const verdict = aim === undefined || isQuick ? '' : `  (${aim}: ${met === true ? 'met' : 'MISSED'})`;
  return `${what.padEnd(40)} ${figure}${verdict}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ChecksumError)) throw error;
  process.stderr.write(`bench: ${error.message}\n`);
  process.exitCode = 1;
}
