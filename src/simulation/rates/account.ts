import type { TokenRate } from '../../catalog/api-rates.ts';
import { fargateLaunchRate } from '../../catalog/launch-rates.ts';
import { type BucketState, fullBucket } from '../../policies/rates/token-bucket.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';
import { FARGATE_CALL_RATE, RUN_TASK_RATE } from './call-rates.ts';

/** What all of an account share in its Region: buckets of tokens, and what its tasks on Fargate come to; plain data. */
export interface Account {
  /** How fast Fargate launches tasks, On-Demand and Spot each (ecs: ); `null`: nothing is held to a rate. */
  readonly launchRate: TokenRate | null;
  /** Tasks that Fargate can launch, by market. */
  readonly launches: BucketState[];
  /** Calls of RunTask: those for Fargate, and all (ecs: ). */
  fargateCalls: BucketState;
  calls: BucketState;
  /** The accepted call of RunTask that may bring more tasks: when it came, of what workload, how many more. */
  callAt: number;
  callWorkload: number;
  callLeft: number;
  /** When those who were throttled try again, or Infinity. */
  refillAt: number;
  /** CPU units of the tasks on Fargate, by market: now and at most. */
  readonly fargateCpu: number[];
  readonly fargateCpuMost: number[];
  /** When they first came to more than an account has by default, by market; -1: never. */
  readonly fargateCpuPassedAt: number[];
}

/** Fargate's markets have a launch rate and a quota each. */
export const Market = { ON_DEMAND: 0, SPOT: 1 } as const;

export function openAccount({ region, timings }: Scenario): Account {
  const launchRate = fargateLaunchRate(region);
  return {
    launchRate: timings['api.rates'] === 'unlimited' ? null : launchRate,
    launches: [fullBucket(launchRate), fullBucket(launchRate)],
    fargateCalls: fullBucket(FARGATE_CALL_RATE),
    calls: fullBucket(RUN_TASK_RATE),
    callAt: -1,
    callWorkload: -1,
    callLeft: 0,
    refillAt: Number.POSITIVE_INFINITY,
    fargateCpu: [0, 0],
    fargateCpuMost: [0, 0],
    fargateCpuPassedAt: [-1, -1],
  };
}

/** A copy that shares nothing: buckets are replaced, never changed. */
export function copyAccount(account: Account): Account {
  const { launches, fargateCpu, fargateCpuMost, fargateCpuPassedAt } = account;
  return {
    ...account,
    launches: [...launches],
    fargateCpu: [...fargateCpu],
    fargateCpuMost: [...fargateCpuMost],
    fargateCpuPassedAt: [...fargateCpuPassedAt],
  };
}

/** Of a capacity provider; -1, a launch type, is On-Demand. */
export function marketOf({ providers }: Simulation, provider: number): number {
  return provider >= 0 && providers[provider]!.kind === 'FARGATE_SPOT' ? Market.SPOT : Market.ON_DEMAND;
}
