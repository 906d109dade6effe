import { assert } from '../../kernel/assert.ts';
import { nextAt, take } from '../../policies/rates/token-bucket.ts';
import { MAX_TASKS_PER_CALL } from '../../scenario/operations/published-figures.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { lookAtAllQueues } from '../waiting.ts';
import type { Workload } from '../workload.ts';
import { marketOf } from './account.ts';
import { FARGATE_CALL_RATE, RUN_TASK_RATE } from './call-rates.ts';

/** What AWS answers to a call for which a bucket has no token (ecs: ). */
export const RATE_EXCEEDED = 'ThrottlingException: Rate exceeded';

/**
 * Whether RunTask is not throttled for one more task of a workload. Tasks that it asks for at one instant are calls of ten
 * (ecs: ). When it is, those who wait are looked at with the refill that lets them through.
 */
export function mayCallRunTask(simulation: Simulation, workload: Workload, provider: number): boolean {
  const { account, now } = simulation;
  const { launchRate } = account;
  if (launchRate === null) return true;
  let at = now;
  if (!isWithinCall(simulation, workload)) {
    at = nextAt(RUN_TASK_RATE, account.calls, now);
    if (workload.fargate) at = Math.max(at, nextAt(FARGATE_CALL_RATE, account.fargateCalls, now));
  }
  if (workload.fargate)
    at = Math.max(at, nextAt(launchRate, account.launches[marketOf(simulation, provider)]!, now));
  if (at === now) return true;
  setRefill(simulation, at);
  return false;
}

/** RunTask is called for one more task: with the call that is open, or with one that takes its tokens. */
export function callRunTask(simulation: Simulation, workload: Workload): void {
  const { account, now } = simulation;
  if (account.launchRate === null) return;
  if (isWithinCall(simulation, workload)) {
    account.callLeft--;
    return;
  }
  const calls = take(RUN_TASK_RATE, account.calls, now);
  const ofFargate = workload.fargate
    ? take(FARGATE_CALL_RATE, account.fargateCalls, now)
    : account.fargateCalls;
  assert(calls !== null && ofFargate !== null, 'RunTask is called without a token for it');
  account.calls = calls;
  account.fargateCalls = ofFargate;
  account.callAt = now;
  account.callWorkload = workload.index;
  account.callLeft = MAX_TASKS_PER_CALL - 1;
}

/** RATES_REFILLED: those who were throttled try again, once all else of the instant has ended. */
export function ratesRefilled(simulation: Simulation): void {
  const { account, now, clusterStates } = simulation;
  if (account.refillAt !== now) return;
  account.refillAt = Number.POSITIVE_INFINITY;
  for (const cluster of clusterStates) lookAtAllQueues(simulation, cluster);
}

function isWithinCall({ account, now }: Simulation, { index }: Workload): boolean {
  return account.callLeft > 0 && account.callAt === now && account.callWorkload === index;
}

function setRefill({ account, timers }: Simulation, at: number): void {
  if (account.refillAt <= at) return;
  account.refillAt = at;
  timers.push(at, Phase.START, TimerKind.RATES_REFILLED, 0, 0);
}
