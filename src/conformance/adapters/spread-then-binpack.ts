import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { attributeIs } from '../attribute-is.ts';
import { amounts, size, strategies } from '../given.ts';
import { placeAll, type SmallTasks } from '../small-run.ts';

/** A chain of strategies over zones that already have tasks of the group (ecs: ). */
export const spreadThenBinpack: Adapter = adapter(
  'spread-then-binpack',
  form(
    {
      strategy: strategies,
      tasksPerAz: amounts,
      remainingMiB: amounts,
      azOf: z.record(z.string(), z.string()),
      taskMiB: size,
    },
    ({ strategy, tasksPerAz, remainingMiB, azOf, taskMiB }) => {
      const names = Object.keys(remainingMiB);
      const host = (zone: string) => names.find((name) => azOf[name] === zone);
      if (names.some((name) => azOf[name] === undefined)) return NOT_COVERED;
      const before = Object.entries(tasksPerAz).filter(([, count]) => count > 0);
      if (before.some(([zone]) => host(zone) === undefined)) return NOT_COVERED;
      const fleet = names.map((name) => ({
        memory: remainingMiB[name]!,
        zone: azOf[name]!,
        attributes: { name },
      }));
      const earlier = before.map(([zone, count]): SmallTasks => {
        return {
          name: `before-${zone}`,
          group: GROUP,
          count,
          constraints: [attributeIs('name', host(zone)!)],
        };
      });
      const task = { name: 'task', group: GROUP, memory: taskMiB, strategies: strategy };
      const { instance } = placeAll(fleet, [...earlier, task]).tasks.get('task-1')!;
      return { choose: instance === null ? null : names[instance]! };
    },
  ),
);

const GROUP = 'service:example';
