import { expect, test } from 'vitest';
import { runMeasurements } from '../../src/conformance/measurements/run-measurements.ts';
import { folderWith, runHere } from '../cli/support.ts';

/** All measurements are simulated twice. */
const TWICE_MS = 180_000;

test(
  'the command shows them with the examples that come with ecsim, not with those of the user',
  async () => {
    const mine = [{ id: 'mine:1', area: 'none', given: {}, expect: {} }];
    const folder = folderWith({ 'mine.json': JSON.stringify(mine) });
    const own = await runHere(folder, ['conformance', 'mine.json', '--format', 'json']);
    expect(Object.keys(JSON.parse(own.stdout) as object)).toEqual(['areas', 'examples']);
    const all = await runHere(folder, ['conformance', '--format', 'json']);
    const { measurements } = JSON.parse(all.stdout) as { measurements: unknown };
    expect(measurements).toEqual(JSON.parse(JSON.stringify(await runMeasurements())));
  },
  TWICE_MS,
);
