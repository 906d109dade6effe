import type * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { amounts, size, strategies } from '../given.ts';
import { placeAll } from '../small-run.ts';

/** The instance that a task is put on, by what is left on each (ecs: ). */
export const binpackPlace: Adapter = adapter(
  'binpack-place',
  form(
    { strategy: strategies, remainingMiB: amounts, taskMiB: size },
    ({ strategy, remainingMiB, taskMiB }) => ({
      choose: choose('memory', remainingMiB, taskMiB, strategy),
    }),
  ),
  form(
    { strategy: strategies, remainingCpu: amounts, taskCpu: size },
    ({ strategy, remainingCpu, taskCpu }) => ({
      choose: choose('cpu', remainingCpu, taskCpu, strategy),
    }),
  ),
);

function choose(
  field: 'cpu' | 'memory',
  remaining: Readonly<Record<string, number>>,
  need: number,
  strategy: z.output<typeof strategies>,
): string | null {
  const fleet = Object.values(remaining).map((left) => ({ [field]: left }));
  const { instance } = placeAll(fleet, [{ name: 'task', [field]: need, strategies: strategy }]).tasks.get(
    'task-1',
  )!;
  return instance === null ? null : Object.keys(remaining)[instance]!;
}
