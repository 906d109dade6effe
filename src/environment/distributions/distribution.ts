/**
 * A distribution of times, decoded: plain data, all amounts in milliseconds (shapes and sigma have no unit).
 * Drawn by inversion from one uniform number (`drawMs` in `draw.ts`).
 */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** `mu` and `sigma` of the logarithm of milliseconds. */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'weibull'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'pareto'; readonly minimum: number; readonly shape: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  /** One of the given values, each equally likely; `values` is sorted ascending. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] };
