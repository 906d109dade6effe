import * as z from 'zod';
import type { Distribution } from '../../environment/distributions/distribution.ts';
import {
  lognormalFromMeanAndP95,
  lognormalFromMedianAndSigma,
} from '../../environment/distributions/draw.ts';
import { ln } from '../../units/elementary.ts';
import { amount, duration, refuse, text } from './fields.ts';
import { mapping, oneOf } from './mapping.ts';
import { quantity } from './quantity.ts';

/** What amounts of a distribution are, and what a lognormal's `mu` is the logarithm of. */
interface Amounts {
  readonly any: z.ZodType<number, number | string>;
  readonly above0: z.ZodType<number, number | string>;
  readonly called: string;
  readonly logarithmOf: string;
  /** Added to a stated `mu`. */
  readonly muOffset: number;
}

const DURATIONS: Amounts = {
  any: duration(),
  above0: duration(1),
  called: 'a duration',
  logarithmOf: 'seconds',
  muOffset: ln(1000),
};

const NUMBERS: Amounts = {
  any: quantity(false),
  above0: quantity(true),
  called: 'a number',
  logarithmOf: 'the number (of seconds for a duration)',
  muOffset: 0,
};

/** `{ mean, p95 }`, `{ median, sigma }`, or `{ mu, sigma }` of the logarithm. */
function lognormalOf({ above0, called, logarithmOf, muOffset }: Amounts) {
  return mapping({
    mean: above0.optional().describe('The mean; with `p95`.'),
    p95: above0.optional().describe('The 95th percentile; from the mean to 3.868 times the mean.'),
    median: above0.optional().describe('The median; with `sigma`.'),
    mu: z.number('a number').optional().describe(`Mean of the logarithm of ${logarithmOf}; with \`sigma\`.`),
    sigma: amount(false).optional().describe('Standard deviation of the logarithm.'),
  }).transform((given, context): Distribution => {
    const { mean, p95, median, mu, sigma } = given;
    const names = Object.keys(given).sort().join();
    if (names === 'mu,sigma') return { kind: 'lognormal', mu: mu! + muOffset, sigma: sigma! };
    if (names === 'median,sigma')
      return { kind: 'lognormal', ...lognormalFromMedianAndSigma(median!, sigma!)! };
    if (names !== 'mean,p95')
      return refuse(context, 'either `mean` and `p95`, or `median` and `sigma`, or `mu` and `sigma`');
    const found = lognormalFromMeanAndP95(mean!, p95!);
    if (found !== null) return { kind: 'lognormal', ...found };
    const expected = `${called} from the mean to 3.868 times the mean`;
    return refuse(context, expected, 'No lognormal reaches beyond.', 'p95');
  });
}

const lognormal = lognormalOf(DURATIONS);

/** Values of a file's column, or in the scenario itself; the file is read later. */
const empirical = z
  .union(
    [
      z.array(duration(), 'a list').min(1, 'a list of durations that is not empty'),
      mapping({
        file: text('the name of a file').describe('A CSV file with a header, plain or gzip.'),
        column: text('the name of a column').describe('Its column of seconds.'),
      }),
    ],
    'a list of durations, or `file` and `column`',
  )
  .describe('One of these values, each equally likely.');

/** A distribution as a scenario states it: complete, or in a file. */
export type StatedDistribution =
  | Distribution
  | { readonly kind: 'file'; readonly file: string; readonly column: string };

function formsOf(amounts: Amounts) {
  const { any, above0, called } = amounts;
  return {
    exponential: mapping({ mean: above0.describe('The mean.') }),
    lognormal: lognormalOf(amounts),
    weibull: mapping({
      shape: amount(true).describe('Shape, without unit.'),
      scale: above0.describe('Scale.'),
    }),
    pareto: mapping({
      minimum: above0.describe('The least.'),
      shape: amount(true).describe('Shape (alpha), without unit.'),
    }),
    uniform: mapping({
      min: any.describe('The least.'),
      max: any.describe('The most.'),
    }).refine(({ min, max }) => min <= max, { error: `${called} that is not below \`min\``, path: ['max'] }),
  };
}

const forms = oneOf({ ...formsOf(DURATIONS), empirical }, {});

const numberForms = oneOf(
  {
    ...formsOf(NUMBERS),
    empirical: z
      .array(NUMBERS.any, 'a list')
      .min(1, 'a list of numbers that is not empty')
      .describe('One of these values, each equally likely.'),
  },
  {},
);

/** A duration that is always the same, or a distribution of durations. */
export const distribution: z.ZodType<StatedDistribution> = z
  .union(
    [duration(), forms],
    'a duration such as 90s, or a mapping with one of exponential, lognormal, weibull, pareto, uniform, empirical',
  )
  .transform((stated) => (typeof stated === 'number' ? constant(stated) : decodeForm(stated)));

/** A delay of ours: always the same, or lognormal. */
export const delay: z.ZodType<Distribution & { kind: 'constant' | 'lognormal' }> = z
  .union([duration(), mapping({ lognormal })], 'a duration such as 2s, or a mapping with `lognormal`')
  .transform((stated) =>
    typeof stated === 'number'
      ? constant(stated)
      : (stated.lognormal as Distribution & { kind: 'lognormal' }),
  );

/**
 * What an uncertain number of a scenario is drawn from, in the unit that a bare number has in its place: seconds, CPU units,
 * MiB or whatever it counts.
 */
export const numberDistribution: z.ZodType<Distribution> = numberForms.transform(
  (form) => decodeForm(form) as Distribution,
);

function decodeForm(form: z.output<typeof forms> | z.output<typeof numberForms>): StatedDistribution {
  const { exponential, weibull, pareto, uniform } = form;
  if (exponential !== undefined) return { kind: 'exponential', mean: exponential.mean };
  if (form.lognormal !== undefined) return form.lognormal;
  if (weibull !== undefined) return { kind: 'weibull', ...weibull };
  if (pareto !== undefined) return { kind: 'pareto', ...pareto };
  if (uniform !== undefined) return { kind: 'uniform', ...uniform };
  const values = form.empirical!;
  if (!Array.isArray(values)) return { kind: 'file', ...values };
  return { kind: 'empirical', values: values.toSorted((a, b) => a - b) };
}

function constant(value: number): { readonly kind: 'constant'; readonly value: number } {
  return { kind: 'constant', value };
}
