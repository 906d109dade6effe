import type { RequestFlow } from '../../events/request-flow.ts';

/** Requests of a flow that tasks have worked on, whatever came of it. */
export function workedOn({ served, timedOut, cutOff, errors, failedCalls }: RequestFlow): number {
  return served + timedOut + cutOff + errors + failedCalls;
}
