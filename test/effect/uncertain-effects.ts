import { given, type Row } from './effect.ts';

const stated = (form: string, parts: string, ...changes: readonly string[]) => {
  const path = 'workloads[0].duration';
  return given(
    `${path}={uncertain: {${form}: {${parts}}}}`,
    ...changes.map((change) => `${path}.uncertain.${form}.${change}`),
  );
};

/** Every way to state a number that is not known, in a scenario of which it is the duration of tasks. */
export const UNCERTAIN: readonly Row[] = [
  'workloads[0].duration={between: [6m, 9m]}',
  ...given('workloads[0].duration={between: [4m, 9m]}', 'workloads[0].duration.between=[4m, 8m]'),
  ...stated('exponential', 'mean: 4m', 'mean=5m'),
  ...stated('lognormal', 'mean: 4m, p95: 9m', 'mean=5m', 'p95=10m'),
  ...stated('lognormal', 'median: 4m, sigma: 0.5', 'median=5m', 'sigma=0.7'),
  ...stated('lognormal', 'mu: 5, sigma: 0.5', 'mu=6'),
  ...stated('weibull', 'shape: 1.4, scale: 4m', 'shape=2', 'scale=5m'),
  ...stated('pareto', 'minimum: 1m, shape: 2', 'minimum=2m', 'shape=3'),
  ...stated('uniform', 'min: 1m, max: 9m', 'min=2m', 'max=8m'),
  ...given(
    'workloads[0].duration={uncertain: {empirical: [1m, 3m]}}',
    'workloads[0].duration.uncertain.empirical=[2m, 4m]',
  ),
];
