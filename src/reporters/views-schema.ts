import * as z from 'zod';
import { PURPOSES } from '../events/cost-purposes.ts';
import type { OutcomeViews } from '../experiment/outcome-views.ts';
import { instant, number, text } from './outcome-shapes.ts';

const fleet = z.object({
  start: instant,
  columnSeconds: number,
  columns: number,
  instances: number,
  rows: z.array(
    z.object({
      id: text,
      lastId: text,
      instances: number,
      instanceType: text,
      availabilityZone: text,
      entry: text,
      cluster: text,
      launchedAt: instant,
      endedAt: instant.nullable(),
      fromColumn: number,
      percents: z.array(number.nullable()),
      states: text,
    }),
  ),
});

const packing = z.object({
  kinds: z.array(z.object({ service: text, taskDefinition: text, vcpu: number, memoryGib: number })),
  moments: z.array(
    z.object({
      at: instant,
      moment: z.enum(['busiest', 'quarter', 'half', 'threeQuarters', 'end']),
      instances: z.array(
        z.object({
          id: text,
          instanceType: text,
          availabilityZone: text,
          draining: z.boolean(),
          vcpu: number,
          memoryGib: number,
          kinds: z.array(number),
          counts: z.array(number),
          otherTasks: number,
          otherVcpu: number,
          otherMemoryGib: number,
        }),
      ),
      notShown: number,
      tasks: number,
      cpuPercent: number,
      memoryPercent: number,
    }),
  ),
});

const counts = z.array(number);

/** What pictures need of an outcome. */
export const views: z.ZodType<OutcomeViews> = z.object({
  fleet: fleet.nullable(),
  packing,
  waits: z.object({
    bounds: z.array(number),
    counts,
    by: z.array(z.object({ service: text, taskDefinition: text, counts })),
    left: number,
  }),
  cost: z.object({
    start: instant,
    stepSeconds: number,
    byPurpose: z.partialRecord(z.enum(PURPOSES), counts),
  }),
  marks: z.array(z.object({ at: instant, until: instant.nullable(), kind: text, subject: text, what: text })),
  marksLeftOut: number,
  assumptions: z.array(
    z.object({
      name: text,
      value: text,
      source: z.enum(['published', 'calibrated', 'assumed']),
      key: text,
      because: text,
    }),
  ),
});
