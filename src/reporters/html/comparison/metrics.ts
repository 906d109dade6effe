import type { ComparedAlternative, ComparedPair, Estimate } from '../../../experiment/compare/comparison.ts';
import {
  estimatedMs,
  estimatedSeconds,
  estimatedShare,
  estimatedUsd,
} from '../../text/comparison/estimates.ts';
import { SAY_TICK } from '../charts/tracks.ts';
import type { Path } from '../figure-data.ts';

/** A figure of alternatives that has a picture. */
export interface Metric {
  readonly key: ComparedPair['metric'] | 'gap';
  /** For a title and the head of a column. */
  readonly name: string;
  readonly unit: string;
  /** The unit alone. */
  readonly short: string;
  readonly path: Path;
  readonly of: (alternative: ComparedAlternative) => Estimate | null;
  readonly say: (estimate: Estimate) => string;
  readonly sayTick: (value: number, text: string) => string;
}

export const COST: Metric = {
  key: 'cost',
  name: 'Cost',
  unit: 'US dollars over the measured time',
  short: 'US dollars',
  path: ['cost'],
  of: ({ cost }) => cost,
  say: estimatedUsd,
  sayTick: SAY_TICK.usd,
};

/** What is got for the money, as far as alternatives tell of it. */
export const QUALITY: readonly Metric[] = [
  {
    key: 'wait',
    name: 'Wait of tasks',
    unit: 'Seconds, 95th percentile over the tasks of a run',
    short: 'seconds',
    path: ['wait'],
    of: ({ wait }) => wait,
    say: estimatedSeconds,
    sayTick: SAY_TICK.plain,
  },
  {
    key: 'latency',
    name: 'Latency',
    unit: 'Milliseconds, 95th percentile of the slowest service',
    short: 'milliseconds',
    path: ['latency'],
    of: ({ latency }) => latency,
    say: estimatedMs,
    sayTick: SAY_TICK.plain,
  },
  {
    key: 'unserved',
    name: 'Unserved',
    unit: 'Requests that failed and tasks that gave up or still wait, as a part of all',
    short: 'percent of all',
    path: ['unserved'],
    of: ({ unserved }) => unserved,
    say: estimatedShare,
    sayTick: SAY_TICK.percent,
  },
  {
    key: 'gap',
    name: 'Gap to the oracle',
    unit: 'Instance-hours with tasks on them beyond the fewest that any placement needs',
    short: 'percent',
    path: ['packing', 'gap'],
    of: ({ packing }) => packing?.gap ?? null,
    say: estimatedShare,
    sayTick: SAY_TICK.percent,
  },
];

/** Cost and quality by what a pair is compared in. */
export const METRICS: readonly Metric[] = [COST, ...QUALITY];
