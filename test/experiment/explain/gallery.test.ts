import { expect, test } from 'vitest';
import { BareRun } from '../../../src/experiment/bare-run.ts';
import { isOnInstances } from '../../../src/experiment/race-chains.ts';
import { readScenario } from '../../../src/io/read-scenario.ts';
import { runBare } from '../../../src/io/run-bare.ts';
import { Stream } from '../../../src/kernel/streams.ts';
import { galleryFile, galleryNames } from '../../golden/golden.ts';
import { TruthChecker } from './truth-checker.ts';

/** Explained placements of a scenario. */
const MOST = 1000;
/** Of long runs a part is explained, so that it is spread over some time of it. */
const PART: Readonly<Record<string, number>> = {
  'azure-on-a-fixed-fleet': 0.1,
  'azure-on-an-ideal-fleet': 0.1,
  'batch-night': 0.5,
};

test.each(galleryNames())(
  '%s: of a thousand placements the instance that is named takes the task, and causes are true',
  async (name) => {
    const loaded = await readScenario(galleryFile(name));
    if (!loaded.scenario.workloads.some(isOnInstances)) return;
    const draws = new Stream(name);
    const checker = new TruthChecker(() => draws.next() < (PART[name] ?? 1), 1);
    const run = new BareRun(loaded.scenario, [checker]);
    await runBare(loaded, run, {
      onSlice: () => {
        run.isAnswered = checker.count >= MOST;
      },
    });
    const { placed, opened } = checker.seen;
    expect(placed + opened).toBeGreaterThan(name === 'scale-from-zero' ? 0 : 15);
  },
  60_000,
);
