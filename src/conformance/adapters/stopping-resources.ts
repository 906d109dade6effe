import * as z from 'zod';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { size } from '../given.ts';
import { runUntil } from '../small-run.ts';
import { stopAll, stopping } from '../stopping-tasks.ts';
import { statusBefore } from '../task-log.ts';

const running = z.array(
  z.strictObject({
    task: z.string(),
    memMiB: size,
    desiredStatus: z.literal('STOPPED'),
    lastStatus: z.literal('STOPPING'),
    endsAt: z.number().positive(),
  }),
);

/** A stopping task's room is free to the scheduler at once and to the host at its end (ecs: ). */
export const stoppingResources: Adapter = adapter(
  'stopping-resources',
  form(
    { registeredMiB: size, running, placedAt: z.number().min(0), newTaskMiB: size },
    ({ registeredMiB, running: old, placedAt, newTaskMiB }) => {
      const lastEnd = Math.max(...old.map(({ endsAt }) => endsAt));
      if (old.length === 0 || placedAt >= lastEnd) return NOT_COVERED;
      const stops = stopAll(old.length);
      const log = runUntil(stops.atMs + lastEnd * 1000, {
        instances: [{ memory: registeredMiB }],
        tasks: [
          ...old.map(({ memMiB, endsAt }, i) => stopping(i, memMiB, endsAt)),
          { name: 'new', memory: newTaskMiB, atMs: stops.atMs + placedAt * 1000 },
        ],
        ...stops.run,
      });
      const facts = log.tasks.get('new-1')!;
      const pull = facts.pullStartedAt;
      return {
        remainingMiBSeenByScheduler: facts.memoryFreeBefore[0],
        placeable: facts.instance !== null,
        [`newTaskStatusUntil${lastEnd}`]: statusBefore(facts, stops.atMs + lastEnd * 1000),
        pullStartsNotBefore: pull === null ? null : (pull - stops.atMs) / 1000,
      };
    },
  ),
);
