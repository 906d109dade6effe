import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { size } from '../given.ts';
import { runUntil } from '../small-run.ts';
import { stopAll, stopping } from '../stopping-tasks.ts';
import { reachedAt } from '../task-log.ts';

const queue = z.array(z.strictObject({ task: z.string(), memMiB: size }));

/** Who waits on a host starts in order of placement; its head blocks the rest (ecs: ). */
export const hostQueueFifo: Adapter = adapter(
  'host-queue-fifo',
  form(
    {
      hostFreeMiB: size,
      queue,
      stoppingTaskFreesMiBAt: z.record(z.string().regex(/^\d+$/), z.number().positive()),
    },
    (given) => {
      const old = Object.entries(given.stoppingTaskFreesMiBAt).map(([memory, endsAt]) => ({
        memory: Number(memory),
        endsAt,
      }));
      const stops = stopAll(old.length);
      const log = runUntil(stops.atMs + Math.max(0, ...old.map(({ endsAt }) => endsAt)) * 1000, {
        instances: [{ memory: given.hostFreeMiB + old.reduce((sum, { memory }) => sum + memory, 0) }],
        tasks: [
          ...old.map(({ memory, endsAt }, i) => stopping(i, memory, endsAt)),
          ...given.queue.map(({ memMiB }, i) => ({ name: `queued${i}`, memory: memMiB, atMs: stops.atMs })),
        ],
        ...stops.run,
      });
      const starts = given.queue.map(({ task }, i) => {
        const at = reachedAt(log.tasks.get(`queued${i}-1`)!, 'RUNNING');
        return [`${task}StartsAt`, at === null ? null : (at - stops.atMs) / 1000];
      });
      return Object.fromEntries(starts);
    },
  ),
);
