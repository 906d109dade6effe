/** What AWS does not publish of faults, by name; durations are milliseconds. */
export interface FailureDefaults {
  /** What a rate per month refers to. */
  readonly month: number;
  /** From the notice of a Fargate task's retirement to the retirement. */
  readonly 'fargate.retirementWait': number;
}

/** Assumed, each for the reason beside it. */
export const FAILURE_DEFAULTS: FailureDefaults = {
  // AWS's own price examples count 730 hours a month.
  month: 730 * 3_600_000,
  // Published: the default of the account setting fargateTaskRetirementWaitPeriod (ecs: ).
  'fargate.retirementWait': 7 * 86_400_000,
};
