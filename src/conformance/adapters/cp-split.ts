import * as z from 'zod';
import { pickProvider } from '../../policies/capacity/pick-provider.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

const item = z.strictObject({
  cp: z.string(),
  base: z.int().min(0).default(0),
  weight: z.int().min(0).default(0),
});

/** How many of so many tasks, those from before among them, go to each capacity provider (ecs: ). */
export const cpSplit: Adapter = adapter(
  'cp-split',
  form(
    {
      tasks: taskCount,
      strategy: z.array(item).min(1),
      before: z.record(z.string(), taskCount).default({}),
    },
    ({ tasks, strategy, before }) => {
      const have = strategy.map(({ cp }) => before[cp] ?? 0);
      for (let n = have.reduce((sum, count) => sum + count, 0); n < tasks; n++)
        have[pickProvider(strategy, have)]!++;
      return Object.fromEntries(strategy.map(({ cp }, i) => [cp, have[i]!]));
    },
  ),
);
