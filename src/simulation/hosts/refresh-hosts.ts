import { NONE } from '../../model/task-table.ts';
import { advanceCredits, untilEmptyMs, usableVcpu } from '../../requests/host/cpu-credits.ts';
import { mostCpu, shareCpu } from '../../requests/host/share-cpu.ts';
import { noteChange } from '../load/loads-pass.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { Host } from './host.ts';
import { noteThrottled, tellUse } from './host-tasks.ts';
import { killOverMemory } from './over-memory.ts';
import { changeWorkRate } from './work.ts';

/** A difference in vCPUs that is none. */
const ROUNDING_VCPU = 1e-9;

/** Shares out the CPU of every instance on which something has changed; loads whose tasks have more or less of it are changed. */
export function refreshHosts(simulation: Simulation): void {
  const { changedHosts, hosts } = simulation;
  if (changedHosts.size === 0) return;
  // In the order of their registration, whatever changed first.
  const instances = [...changedHosts].sort((a, b) => a - b);
  changedHosts.clear();
  for (const instance of instances) refreshHost(simulation, hosts.get(instance)!);
}

function refreshHost(simulation: Simulation, host: Host): void {
  const { tasks } = host;
  noteThrottled(simulation, host);
  settleCredits(simulation, host);
  if (killOverMemory(simulation, host)) return;
  const { count, demands, shares, caps, got, most } = amountsOf(host);
  const cores = usableCores(simulation, host);
  host.isThrottled = isThrottled(host, cores);
  shareCpu(demands, shares, caps, cores, got);
  mostCpu(demands, shares, caps, cores, most);
  let used = 0;
  for (let i = 0; i < count; i++) {
    const hostTask = tasks[i]!;
    used += got[i]!;
    if (hostTask.load !== NONE) {
      if (Math.abs(most[i]! - hostTask.cores) > ROUNDING_VCPU) noteChange(simulation, hostTask.load);
    } else {
      tellUse(simulation, hostTask, Math.round(got[i]! * 1024), Math.round(hostTask.memory));
      changeWorkRate(simulation, hostTask.task, got[i]!);
    }
    hostTask.cores = most[i]!;
    hostTask.used = got[i]!;
  }
  tellUses(simulation, host, used);
  setCreditsEnd(simulation, host, used);
}

/** To those who listen: what is used of the instance, and by whom. */
function tellUses({ listeners, tasks, now }: Simulation, host: Host, used: number): void {
  if (listeners.instanceUseChanged.length === 0) return;
  const uses = host.tasks.map(({ task, used: usedVcpu }) => ({ workload: tasks.workload[task]!, usedVcpu }));
  for (const observer of listeners.instanceUseChanged)
    observer.instanceUseChanged(now, host.instance, used, uses);
}

/** Whether a host is held to less than all its CPU, and its tasks want more than that. */
function isThrottled({ tasks, cores: all }: Host, cores: number): boolean {
  if (cores === all) return false;
  return tasks.reduce((sum, { demand, cap }) => sum + Math.min(demand, cap), 0) > cores + ROUNDING_VCPU;
}

interface Amounts {
  readonly count: number;
  readonly demands: Float64Array;
  readonly shares: Float64Array;
  readonly caps: Float64Array;
  readonly got: Float64Array;
  readonly most: Float64Array;
}

function amountsOf({ tasks }: Host): Amounts {
  const count = tasks.length;
  return {
    count,
    demands: Float64Array.from(tasks, ({ demand }) => demand),
    shares: Float64Array.from(tasks, (task) => task.shares),
    caps: Float64Array.from(tasks, ({ cap }) => cap),
    got: new Float64Array(count),
    most: new Float64Array(count),
  };
}

/** Counts the credits that were earned and spent since the last change. */
function settleCredits({ now, entrySpecs, fleet }: Simulation, host: Host): void {
  const { burstable } = entrySpecs[fleet.entry[host.instance]!]!;
  if (burstable !== null && host.credits !== null && now > host.settledAt) {
    const used = host.tasks.reduce((sum, task) => sum + task.used, 0);
    host.credits = advanceCredits(host.credits, used, now - host.settledAt, burstable);
  }
  host.settledAt = now;
}

function usableCores({ entrySpecs, fleet }: Simulation, { instance, cores, credits }: Host): number {
  const { burstable } = entrySpecs[fleet.entry[instance]!]!;
  return burstable === null || credits === null ? cores : usableVcpu(credits, cores, burstable);
}

/** A timer for the moment at which the credits are used up. */
function setCreditsEnd(simulation: Simulation, host: Host, used: number): void {
  const { entrySpecs, fleet, now } = simulation;
  const { burstable } = entrySpecs[fleet.entry[host.instance]!]!;
  host.dueAt = Number.POSITIVE_INFINITY;
  if (burstable === null || host.credits === null) return;
  const emptyMs = untilEmptyMs(host.credits, used, burstable);
  if (emptyMs === Number.POSITIVE_INFINITY) return;
  host.dueAt = now + emptyMs;
  simulation.timers.push(host.dueAt, Phase.ARRIVAL, TimerKind.HOST_DUE, host.instance, 0);
}
