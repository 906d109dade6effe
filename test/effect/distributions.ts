import { given, type Row } from './effect.ts';

/** Every way to state a time that can be drawn. */
export function distributions(key: string): Row[] {
  const stated = (form: string, parts: string, ...changes: readonly string[]) =>
    given(`${key}={${form}: {${parts}}}`, ...changes.map((change) => `${key}.${form}.${change}`));
  return [
    `${key}=6m`,
    ...stated('exponential', 'mean: 4m', 'mean=5m'),
    ...stated('lognormal', 'mean: 4m, p95: 9m', 'mean=5m', 'p95=10m'),
    ...stated('lognormal', 'median: 4m, sigma: 0.5', 'median=5m'),
    ...stated('lognormal', 'mu: 5, sigma: 0.5', 'mu=6', 'sigma=0.7'),
    ...stated('weibull', 'shape: 1.4, scale: 4m', 'shape=2', 'scale=5m'),
    ...stated('pareto', 'minimum: 1m, shape: 2', 'minimum=2m', 'shape=3'),
    ...stated('uniform', 'min: 1m, max: 9m', 'min=2m', 'max=8m'),
    ...given(`${key}={empirical: [1m, 3m]}`, `${key}.empirical=[1m, 2m]`),
    ...stated(
      'empirical',
      'file: durations.csv, column: seconds',
      'file=other-durations.csv',
      'column=others',
    ),
  ];
}
