import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ScenarioRun } from '../src/experiment/run.ts';
import { Digest } from '../src/kernel/digest.ts';
import { REPORTERS } from '../src/reporters/registry.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { END_MS, engine } from './engine-variant.ts';
import { aim, alternate, type Finding, type Measured, type Variant } from './harness.ts';
import { idleMonth, largeRelease } from './services-scenarios.ts';

const FILES = ['outcome.json', 'timeline.csv', 'costs.csv'] as const;

/** `bench services`: a month in which many services rest, what its files cost, and the release of one large service. */
export function benchServices(quick: boolean): Finding[] {
  return [...benchIdle(quick ? 20 : 200, quick), ...benchRelease(quick)];
}

function benchIdle(services: number, quick: boolean): Finding[] {
  const scenario = idleMonth(services);
  const rounds = quick ? 1 : 5;
  const [alone] = alternate([engine('engine', scenario)], rounds) as [Measured];
  const [run] = alternate([summary(scenario)], rounds) as [Measured];
  const [files] = alternate([written(scenario)], quick ? 1 : 3) as [Measured];
  const megabytes = (files.seconds * 1000) / files.nsPerUnit;
  const rate = megabytes / (files.seconds - run.seconds);
  const peak = peakOf(services) - peakOf(1);
  return [
    { what: `a month of ${services} idle services: engine`, figure: figureOf(alone) },
    {
      what: '  with bill, timeline and summary',
      figure: figureOf(run),
      aim: 'below 1 s',
      met: run.seconds < 1,
    },
    {
      what: '  memory beside a month of one service',
      figure: `${Math.round(peak)} MiB`,
      aim: 'at most 80 MiB',
      met: peak <= 80,
    },
    {
      what: `  ${FILES.join(', ')}`,
      figure: `${Math.round(megabytes)} MB, ${Math.round(rate)} MB/s, checksum ${files.checksum}`,
      aim: 'at least 60 MB/s',
      met: rate >= 60,
    },
  ];
}

function benchRelease(quick: boolean): Finding[] {
  const [few, many] = quick ? [50, 100] : [1250, 5000];
  const findings: Finding[] = [];
  for (const timings of ['default', 'instant'] as const) {
    const [small, large] = alternate(
      [few, many].map((tasks) => engine(`${tasks} tasks`, largeRelease(tasks, timings))),
      quick ? 1 : 3,
    ) as [Measured, Measured];
    findings.push(
      {
        what: `release of ${many} tasks, ${timings} timings`,
        figure: figureOf(large),
        aim: 'below 5 s',
        met: large.seconds < 5,
      },
      aim(`  against ${few} tasks, a task`, large.seconds / many / (small.seconds / few), 'at most', 4),
    );
  }
  return findings;
}

/** What `ecsim run` prints. */
function summary(scenario: Scenario): Variant {
  return {
    name: 'run',
    prepare: () => () => {
      const outcome = ran(scenario).streamedOutcome();
      const digest = new Digest();
      for (const text of REPORTERS.text(outcome)) digest.addText(text);
      return { checksum: digest.hex(), units: outcome.run.events };
    },
  };
}

/** The files that come from the outcome, without a disk. */
function written(scenario: Scenario): Variant {
  return {
    name: 'files',
    prepare: () => () => {
      const outcome = ran(scenario).streamedOutcome();
      const bytes = new Uint8Array(1 << 20);
      const encoder = new TextEncoder();
      let units = 0;
      for (const name of FILES)
        for (const piece of REPORTERS[name](outcome)) units += encoder.encodeInto(piece, bytes).written;
      return { checksum: outcome.digest, units };
    },
  };
}

function ran(scenario: Scenario): ScenarioRun {
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(END_MS, Number.POSITIVE_INFINITY) !== 'ended');
  return run;
}

/** MiB of a process of its own. */
function peakOf(services: number): number {
  const child = join(import.meta.dirname, 'services-child.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', child, String(services)], {
    encoding: 'utf8',
  });
  return Number(printed) / 1024 / 1024;
}

function figureOf({ seconds, checksum }: Measured): string {
  return `${seconds.toFixed(2)} s, checksum ${checksum}`;
}
