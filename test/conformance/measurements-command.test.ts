import { expect, test } from 'vitest';
import { measurements as simulated, unmodelled } from '../../src/conformance/measurements/measurements.ts';
import { folderWith, runHere } from '../cli/support.ts';

/** All measurements are simulated; what comes of them is tested beside their code. */
const MOST_MS = 180_000;

test(
  'the command shows them with the examples that come with ecsim, not with those of the user',
  async () => {
    const mine = [{ id: 'mine:1', area: 'none', given: {}, expect: {} }];
    const folder = folderWith({ 'mine.json': JSON.stringify(mine) });
    const own = await runHere(folder, ['conformance', 'mine.json', '--format', 'json']);
    expect(Object.keys(JSON.parse(own.stdout) as object)).toEqual(['areas', 'examples']);
    const all = await runHere(folder, ['conformance', '--format', 'json']);
    const { measurements } = JSON.parse(all.stdout) as {
      measurements: readonly { readonly id: string; readonly what: string }[];
    };
    expect(measurements.map(({ id, what }) => `${id} ${what}`)).toEqual(
      [...simulated, ...unmodelled].flatMap(({ id, figures }) => figures.map(({ what }) => `${id} ${what}`)),
    );
  },
  MOST_MS,
);
