import { DEFAULT_QUOTAS } from '../../catalog/quotas.ts';
import { assert } from '../../kernel/assert.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { nextAt, take, tokensAt } from '../../policies/rates/token-bucket.ts';
import { hasFargateZone, NO_FARGATE_CAPACITY } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import { lookAtAllQueues } from '../waiting.ts';
import type { Workload } from '../workload.ts';
import { marketOf } from './account.ts';

/** What Fargate answers above the account's quota of vCPUs (ecs: ). */
export const VCPU_LIMIT = "You've reached the limit on the number of vCPUs you can run concurrently";

const CPU_UNITS = 1024;
const DEFAULT_CPU = [DEFAULT_QUOTAS.fargateOnDemandVcpus, DEFAULT_QUOTAS.fargateSpotVcpus].map(
  (vcpus) => vcpus * CPU_UNITS,
);

/** Whether Fargate launches one task more of the capacity provider (-1: launch type) at this instant (ecs: ). */
export function mayLaunch(simulation: Simulation, provider: number): boolean {
  const { account, now } = simulation;
  const { launchRate, launches } = account;
  return launchRate === null || tokensAt(launchRate, launches[marketOf(simulation, provider)]!, now) > 0;
}

/** When it does again, ms: with the next refill of the markets that launch nothing now. */
export function nextFargateLaunchAt({ account: { launchRate, launches }, now }: Simulation): number {
  if (launchRate === null) return now;
  const next = launches.map((bucket) => nextAt(launchRate, bucket, now)).filter((at) => at > now);
  return next.length === 0 ? now : Math.min(...next);
}

/** Why Fargate does not take a task of so many CPU units now, launch rates aside; null: it does. */
export function fargateRefusal(
  simulation: Simulation,
  workload: Workload,
  provider: number,
  cpu: number,
): string | null {
  const { account, scenario } = simulation;
  const market = marketOf(simulation, provider);
  const { fargateOnDemandVcpus, fargateSpotVcpus } = scenario.quotas;
  const vcpus = market === 0 ? fargateOnDemandVcpus : fargateSpotVcpus;
  if (account.fargateCpu[market]! + cpu > vcpus * CPU_UNITS) return VCPU_LIMIT;
  return hasFargateZone(simulation, workload) ? null : NO_FARGATE_CAPACITY;
}

/** A task is launched: a token is gone, and its vCPUs count until it is STOPPED. */
export function takeFargateLaunch(simulation: Simulation, task: TaskIndex): void {
  const { account, tasks, now } = simulation;
  const { launchRate, launches, fargateCpu, fargateCpuMost, fargateCpuPassedAt } = account;
  const market = marketOf(simulation, tasks.provider[task]!);
  if (launchRate !== null) {
    const left = take(launchRate, launches[market]!, now);
    assert(left !== null, 'Fargate launches a task for which its launch rate has no token');
    launches[market] = left;
  }
  const cpu = fargateCpu[market]! + tasks.cpu[task]!;
  fargateCpu[market] = cpu;
  if (cpu <= fargateCpuMost[market]!) return;
  fargateCpuMost[market] = cpu;
  if (cpu > DEFAULT_CPU[market]! && fargateCpuPassedAt[market] === -1) fargateCpuPassedAt[market] = now;
}

/** It is STOPPED; who waits for vCPUs under a quota is looked at again. */
export function giveBackFargateCpu(simulation: Simulation, task: TaskIndex): void {
  const { account, tasks, scenario, clusterStates } = simulation;
  account.fargateCpu[marketOf(simulation, tasks.provider[task]!)]! -= tasks.cpu[task]!;
  const { fargateOnDemandVcpus, fargateSpotVcpus } = scenario.quotas;
  if (Math.min(fargateOnDemandVcpus, fargateSpotVcpus) === Number.POSITIVE_INFINITY) return;
  for (const cluster of clusterStates) lookAtAllQueues(simulation, cluster);
}
