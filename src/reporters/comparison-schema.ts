import * as z from 'zod';
import type { Comparison } from '../experiment/compare/comparison.ts';
import { number, text } from './outcome-shapes.ts';

const maybe = number.nullable();
const estimate = z.object({ mean: number, low: maybe, high: maybe });
const unit = z.literal('s').exactOptional();

const alternative = z.object({
  name: text,
  set: z.array(text),
  cost: estimate,
  monthly: estimate,
  wait: estimate,
  latency: estimate.nullable(),
  unserved: estimate,
  utilization: z.object({ cpu: estimate, memory: estimate }).nullable(),
  capacity: z.object({ variable: text, value: maybe, note: text }).nullable(),
  replications: number,
  packing: z.object({ hours: estimate, bound: estimate, gap: estimate }).exactOptional(),
  brokenAssertions: z.array(z.object({ that: text, limit: text, runs: number })).exactOptional(),
});

const pair = z.object({
  a: text,
  b: text,
  metric: z.enum(['cost', 'wait', 'latency', 'unserved']),
  difference: number,
  low: maybe,
  high: maybe,
  probabilityLower: maybe,
  replications: number,
  varianceRatio: maybe,
});

const breakEven = z.object({
  a: text,
  b: text,
  variable: text,
  unit,
  value: maybe,
  low: maybe,
  high: maybe,
  between: z.exactOptional(z.object({ from: number, to: number })),
  utilization: z.object({ a: maybe, b: maybe }),
  note: text,
  points: z.array(z.object({ value: number, difference: estimate })),
});

const axis = z.object({ variable: text, unit, values: z.array(number) });

const surface = z
  .object({
    rows: axis,
    columns: axis,
    alternatives: z.array(text),
    cells: z.array(z.array(z.object({ cheapest: text.nullable(), costs: z.array(maybe) }))),
  })
  .refine(
    ({ rows, columns, cells }) =>
      cells.length === rows.values.length && cells.every((row) => row.length === columns.values.length),
    {
      error: 'expected a row of cells for each value of its rows, a cell for each of its columns',
      path: ['cells'],
    },
  );

const bar = z.object({
  path: text,
  unit,
  a: text,
  b: text,
  lowInput: number,
  highInput: number,
  atLow: number,
  atHigh: number,
});

/** What comparison.json holds; members that later versions add are left out. */
export const comparisonSchema: z.ZodType<Comparison> = z.object({
  schemaVersion: z.literal(1),
  scenario: z.object({ name: text, digest: text }),
  seeds: z.array(text),
  confidence: number.min(0, { error: 'expected a part of 1' }).max(1, { error: 'expected a part of 1' }),
  alternatives: z.array(alternative),
  pairs: z.array(pair),
  breakEven: z.array(breakEven),
  surface: surface.nullable(),
  tornado: z.array(bar),
  resampled: z.array(text),
  equalService: z.object({ limits: z.array(text) }).nullable(),
  assumptions: z.array(z.object({ name: text, value: text, note: text })),
  failures: z.array(z.object({ alternative: text, seed: text, message: text })),
});
