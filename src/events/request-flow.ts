/** What has become of the requests that came to a service: whole requests since they were told last. */
export interface RequestFlow {
  /** That came: all the others and those that are still in flight. */
  readonly offered: number;
  readonly served: number;
  /** Refused because every request that a task takes at once was taken. */
  readonly rejected: number;
  /** Whose client had gone before the answer came. */
  readonly timedOut: number;
  /** In flight in a task that stopped. */
  readonly cutOff: number;
  /** For which there was no task. */
  readonly noTarget: number;
  /** That a task answered with an error because it does not work: its health checks fail, or would. */
  readonly errors: number;
  /** Whose calls to other services failed. */
  readonly failedCalls: number;
}

/** The same, being added up; as real numbers it may have parts of requests. */
export type FlowSums = { -readonly [Kind in keyof RequestFlow]: number };

export function noFlow(): FlowSums {
  return {
    offered: 0,
    served: 0,
    rejected: 0,
    timedOut: 0,
    cutOff: 0,
    noTarget: 0,
    errors: 0,
    failedCalls: 0,
  };
}

/** Those of a flow that got no answer. */
export function failedOf({ rejected, timedOut, cutOff, noTarget, errors, failedCalls }: RequestFlow): number {
  return rejected + timedOut + cutOff + noTarget + errors + failedCalls;
}
