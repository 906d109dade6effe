import { exp, ln } from '../units/elementary.ts';

/**
 * Classes of utilisation between which a response does not differ: what is left of the cores (1 - utilisation) is within
 * 1 % of the class's middle, so a mean response, at most in proportion to 1 / (1 - utilisation), is too.
 */
const STEPS_PER_E_FOLD = 50;

/** Above this no steady state is reached within hours; the last bucket stands for all of it. */
const HIGHEST_UTILISATION = 0.999;

/** Buckets are numbered from 0 (idle) up to this less one. */
export const UTILISATION_BUCKETS: number = Math.floor(-STEPS_PER_E_FOLD * ln(1 - HIGHEST_UTILISATION)) + 1;

/** The bucket of a utilisation from 0 up; 1 and above go with the last. */
export function utilisationBucket(utilisation: number): number {
  if (utilisation >= HIGHEST_UTILISATION) return UTILISATION_BUCKETS - 1;
  return Math.floor(0 - STEPS_PER_E_FOLD * ln(1 - utilisation));
}

/** The utilisation in the middle of a bucket. */
export function bucketUtilisation(bucket: number): number {
  return 1 - exp(-(bucket + 0.5) / STEPS_PER_E_FOLD);
}
