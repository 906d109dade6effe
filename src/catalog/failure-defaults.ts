/** What AWS does not publish of faults, by name; durations are milliseconds. */
export interface FailureDefaults {
  /** From the loss of an agent's connection to `agentConnected: false`: until then the instance is given tasks. */
  readonly 'ecs.agentDisconnectDetect': number;
  /** What a rate per month refers to. */
  readonly month: number;
  /** From the notice of a Fargate task's retirement to the retirement. */
  readonly 'fargate.retirementWait': number;
}

/** Assumed, each for the reason beside it. */
export const FAILURE_DEFAULTS: FailureDefaults = {
  // "Within a few minutes" is all that is published (ecs spec section 9).
  'ecs.agentDisconnectDetect': 180_000,
  // AWS's own price examples count 730 hours a month.
  month: 730 * 3_600_000,
  // Published: the default of the account setting fargateTaskRetirementWaitPeriod (ecs: ).
  'fargate.retirementWait': 7 * 86_400_000,
};
