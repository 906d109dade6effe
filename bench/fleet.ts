import { join, resolve } from 'node:path';
import { ScenarioRun } from '../src/experiment/run.ts';
import { runScenarioFile } from '../src/io/run-scenario-file.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { END_MS } from './engine-variant.ts';
import { breathingGroup, type LargeGroup, restingGroup } from './fleet-scenarios.ts';
import { aim, alternate, ChecksumError, type Finding, type Measured, type Variant } from './harness.ts';

const GALLERY = resolve(import.meta.dirname, '../scenarios');
const MANAGED = 'azure-on-managed-scaling';
const FIXED = 'azure-on-a-fixed-fleet';
const HOURS_OF_A_MONTH = 720;

/**
 * `bench fleet`: the Azure trace under managed scaling against the same on a fixed fleet, whole runs with their bill; then a large
 * group of many services' tasks that rests for a month, against the same for six hours, and one that gives up nine instances in ten
 * and gets them back, against the same without.
 */
export async function benchFleet(quick: boolean): Promise<Finding[]> {
  const size: LargeGroup = quick
    ? { instances: 200, services: 20, hours: 6 }
    : { instances: 10_000, services: 1000, hours: 6 };
  const rounds = quick ? 1 : 2;
  const [short, month, breathing] = alternate(
    [
      whole('six hours', restingGroup(size)),
      whole('a month', restingGroup({ ...size, hours: HOURS_OF_A_MONTH })),
      whole('breathing', breathingGroup(size)),
    ],
    rounds,
  ) as [Measured, Measured, Measured];
  return [
    ...(await azure(quick)),
    { what: `${size.instances} instances: six hours of rest`, figure: figureOf(short) },
    { what: '  a month of rest', figure: figureOf(month) },
    aim('  a month against six hours', month.seconds / short.seconds, 'at most', 2),
    { what: '  nine in ten go and come back', figure: figureOf(breathing) },
    aim('  that against rest', breathing.seconds / short.seconds, 'at most', 4),
  ];
}

/** In turn, the first round dropped; the harness's own is for work that does not wait. */
async function azure(quick: boolean): Promise<Finding[]> {
  const until = quick ? { until: '30h' } : {};
  const seconds: number[][] = [[], []];
  const digests = ['', ''];
  const events = [0, 0];
  for (let round = 0; round < (quick ? 1 : 3); round++)
    for (const [i, name] of [FIXED, MANAGED].entries()) {
      const before = process.cpuUsage();
      const { digest, run } = await runScenarioFile(join(GALLERY, `${name}.yaml`), until);
      const { user, system } = process.cpuUsage(before);
      if (round > 0 && digest !== digests[i]) throw new ChecksumError(`${name} came to another digest`);
      digests[i] = digest;
      events[i] = run.events;
      if (round > 0 || quick) seconds[i]!.push((user + system) / 1e6);
    }
  const [fixed, managed] = seconds.map((all) => all.sort((a, b) => a - b)[all.length >> 1]!) as [
    number,
    number,
  ];
  const figure = (secondsOf: number, i: number) =>
    figureOf({ seconds: secondsOf, nsPerUnit: (secondsOf * 1e9) / events[i]!, checksum: digests[i]! });
  return [
    { what: 'Azure on a fixed fleet', figure: figure(fixed, 0) },
    { what: '  under managed scaling', figure: figure(managed, 1) },
    aim('  against the fixed fleet', managed / fixed, 'at most', 1.5),
  ];
}

/** A run with its bill and statistics. */
function whole(name: string, scenario: Scenario): Variant {
  return {
    name,
    prepare() {
      const run = new ScenarioRun(scenario, TEST_PRICES);
      return () => {
        while (run.advance(END_MS, Number.POSITIVE_INFINITY) !== 'ended');
        // What it says is made from it when somebody reads it, and not timed.
        const { digest, run: facts } = run.streamedOutcome();
        return { checksum: digest, units: facts.events };
      };
    },
  };
}

function figureOf({ seconds, nsPerUnit, checksum }: Omit<Measured, 'name'>): string {
  return `${seconds.toFixed(2)} s, ${thousands(1e9 / nsPerUnit)} events/s, checksum ${checksum}`;
}

const thousands = (amount: number): string => `${Math.round(amount / 1000)},000`;
