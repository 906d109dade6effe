import { expect, test } from 'vitest';
import { BareRun } from '../../src/experiment/bare-run.ts';
import { readScenario } from '../../src/io/read-scenario.ts';
import { runBare } from '../../src/io/run-bare.ts';
import { galleryFile, galleryNames } from './golden.ts';

const DAY = 86_400_000;
/** Narrowing takes long where there are many instances and tasks. */
const PART: Readonly<Record<string, number>> = { openb: DAY / 3, 'azure-on-a-fixed-fleet': DAY / 2 };

/** The first day of a run, or a part of it, of the gallery: what it came to, and how its placements were answered. */
async function run(name: string, byIndex: boolean) {
  const loaded = await readScenario(galleryFile(name));
  const run = new BareRun(loaded.scenario, [], PART[name] ?? DAY);
  const { simulation } = run;
  if (!byIndex)
    for (const rules of simulation.workloadStates.flatMap((workload) => workload.rules))
      if (rules !== undefined) (rules as { indexed: null }).indexed = null;
  await runBare(loaded, run);
  const count = (key: 'answered' | 'missed') =>
    simulation.clusterStates.reduce((sum, { placementIndex }) => sum + placementIndex[key], 0);
  return { digest: simulation.digest.hex(), answered: count('answered'), missed: count('missed') };
}

test.each(galleryNames())(
  '%s: placed by the index and by narrowing it is the same run',
  async (name) => {
    const indexed = await run(name, true);
    expect(indexed.missed).toBeLessThanOrEqual((indexed.answered + indexed.missed) / 10);
    if (indexed.answered === 0) return; // Nothing runs on instances.
    expect((await run(name, false)).digest).toBe(indexed.digest);
    // Narrowing looks at each of 620 instances a quarter of a million times.
  },
  600_000,
);
