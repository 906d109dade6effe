import * as z from 'zod';
import type { Distribution } from '../../environment/distributions/distribution.ts';
import {
  lognormalFromMeanAndP95,
  lognormalFromMedianAndSigma,
} from '../../environment/distributions/draw.ts';
import { ln } from '../../units/elementary.ts';
import { amount, duration, refuse, text } from './fields.ts';
import { mapping, oneOf } from './mapping.ts';

const LN_1000 = ln(1000);

/** `{ mean, p95 }`, `{ median, sigma }`, or `{ mu, sigma }` of the logarithm of seconds. */
const lognormal = mapping({
  mean: duration(1).optional().describe('The mean; with `p95`.'),
  p95: duration(1).optional().describe('The 95th percentile; from the mean to 3.868 times the mean.'),
  median: duration(1).optional().describe('The median; with `sigma`.'),
  mu: z.number('a number').optional().describe('Mean of the logarithm of seconds; with `sigma`.'),
  sigma: amount(false).optional().describe('Standard deviation of the logarithm.'),
}).transform((given, context): Distribution => {
  const { mean, p95, median, mu, sigma } = given;
  const names = Object.keys(given).sort().join();
  if (names === 'mu,sigma') return { kind: 'lognormal', mu: mu! + LN_1000, sigma: sigma! };
  if (names === 'median,sigma')
    return { kind: 'lognormal', ...lognormalFromMedianAndSigma(median!, sigma!)! };
  if (names !== 'mean,p95')
    return refuse(context, 'either `mean` and `p95`, or `median` and `sigma`, or `mu` and `sigma`');
  const found = lognormalFromMeanAndP95(mean!, p95!);
  return found === null
    ? refuse(
        context,
        'a duration from the mean to 3.868 times the mean',
        'No lognormal reaches beyond.',
        'p95',
      )
    : { kind: 'lognormal', ...found };
});

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

const forms = oneOf(
  {
    exponential: mapping({ mean: duration(1).describe('The mean.') }),
    lognormal,
    weibull: mapping({
      shape: amount(true).describe('Shape, without unit.'),
      scale: duration(1).describe('Scale.'),
    }),
    pareto: mapping({
      minimum: duration(1).describe('The shortest.'),
      shape: amount(true).describe('Shape (alpha), without unit.'),
    }),
    uniform: mapping({
      min: duration().describe('The shortest.'),
      max: duration().describe('The longest.'),
    }).refine(({ min, max }) => min <= max, { error: 'a duration that is not below `min`', path: ['max'] }),
    empirical,
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

function decodeForm(form: z.output<typeof forms>): StatedDistribution {
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
