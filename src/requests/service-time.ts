import { exp, ln, normalCdf } from '../units/elementary.ts';

/** The CPU work of one request in milliseconds of a whole core. */
export type ServiceTime =
  | { readonly kind: 'constant'; readonly meanMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  /** `scv` is the squared coefficient of variation: variance / mean^2. */
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly scv: number };

/** What a scenario that gives only a mean is taken to mean (autoscaling: recommends lognormal, 1 to 4). */
export const SERVICE_TIME_DEFAULTS = {
  /** The upper end: measured web requests mix cheap pages with dear ones, and a tail left out is a tail that nobody plans for. */
  scv: 4,
} as const;

/** The service time of a request of which only the mean is known. */
export function defaultServiceTime(meanMs: number): ServiceTime {
  return { kind: 'lognormal', meanMs, scv: SERVICE_TIME_DEFAULTS.scv };
}

/** Variance / mean^2. */
export function scvOf(service: ServiceTime): number {
  switch (service.kind) {
    case 'constant':
      return 0;
    case 'exponential':
      return 1;
    case 'lognormal':
      return service.scv;
    default:
      return service satisfies never;
  }
}

/** The part of requests that take less CPU work than `multiple` mean works; above 0. */
export function shareBelow(service: ServiceTime, multiple: number): number {
  switch (service.kind) {
    case 'constant':
      return multiple > 1 ? 1 : 0;
    case 'exponential':
      return 1 - exp(-multiple);
    case 'lognormal': {
      if (service.scv === 0) return multiple > 1 ? 1 : 0;
      const variance = ln(1 + service.scv);
      return normalCdf((ln(multiple) + variance / 2) / Math.sqrt(variance));
    }
    default:
      return service satisfies never;
  }
}
