import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { startCredits } from '../../requests/host/cpu-credits.ts';
import { linuxShares } from '../../scenario/operations/task-limits.ts';
import { setLoadsPass } from '../load/loads-pass.ts';
import { noteCluster, noteService } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import type { Host, HostTask } from './host.ts';

/** Of a RUNNING task on an instance that is shared by demand; null: its CPU is its own, or its instance's is not looked at. */
export function hostTaskOf({ hostTasks }: Simulation, task: TaskIndex): HostTask | null {
  return hostTasks.size === 0 ? null : (hostTasks.get(task) ?? null);
}

/** A task has come to RUNNING. */
export function openHostTask(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet, clusterStates, workloadStates, hosts, hostTasks, now } = simulation;
  const instance = tasks.instance[task]!;
  if (instance === NONE || !clusterStates[fleet.cluster[instance]!]!.sharesHosts) return;
  const { spec, definition, service } = workloadStates[tasks.workload[task]!]!;
  const host = hosts.get(instance) ?? openHost(simulation, instance);
  const load = service === NONE ? NONE : (simulation.loadOfService[service] ?? NONE);
  const { limits } = definition;
  const hostTask: HostTask = {
    task,
    host,
    // Rows of a trace bring their sizes.
    shares: spec.source.kind === 'trace' ? linuxShares(tasks.cpu[task]!) : limits.cpuShares,
    cap: limits.cpu === null ? Number.POSITIVE_INFINITY : limits.cpu / 1024,
    demand: load === NONE ? (spec.usage.cpu * tasks.cpu[task]!) / 1024 : 0,
    memory: load === NONE ? spec.usage.memory * tasks.memory[task]! : 0,
    cores: 0,
    used: 0,
    load,
    toldCpu: 0,
    toldMemory: 0,
    since: now,
  };
  hostTasks.set(task, hostTask);
  host.tasks.push(hostTask);
  changeHost(simulation, host);
}

/** Its containers have ended. */
export function closeHostTask(simulation: Simulation, task: TaskIndex): void {
  const hostTask = hostTaskOf(simulation, task);
  if (hostTask === null) return;
  const { host } = hostTask;
  tellUse(simulation, hostTask, 0, 0);
  simulation.hostTasks.delete(task);
  host.tasks.splice(host.tasks.indexOf(hostTask), 1);
  changeHost(simulation, host);
}

/** What a loaded task wants has changed. */
export function changeDemand(
  simulation: Simulation,
  hostTask: HostTask,
  demand: number,
  memory: number,
): void {
  if (hostTask.demand === demand && hostTask.memory === memory) return;
  hostTask.demand = demand;
  hostTask.memory = memory;
  changeHost(simulation, hostTask.host);
}

/** Its CPU is to be shared out anew at this instant. */
export function changeHost(simulation: Simulation, host: Host): void {
  host.isChanged = true;
  simulation.changedHosts.add(host.instance);
  setLoadsPass(simulation);
}

/** Tells what has become of a task's use, whose load does not. */
export function tellUse(simulation: Simulation, hostTask: HostTask, cpu: number, memory: number): void {
  const { tasks, now, listeners } = simulation;
  if (hostTask.load !== NONE) return;
  const { task } = hostTask;
  const workload = tasks.workload[task]!;
  const passedMs = now - hostTask.since;
  hostTask.since = now;
  if (passedMs > 0)
    for (const observer of listeners.tasksUsed)
      observer.tasksUsed(now, workload, passedMs, hostTask.toldCpu, hostTask.toldMemory);
  const [cpuBy, memoryBy] = [cpu - hostTask.toldCpu, memory - hostTask.toldMemory];
  hostTask.toldCpu = cpu;
  hostTask.toldMemory = memory;
  if (cpuBy === 0 && memoryBy === 0) return;
  for (const observer of listeners.useChanged)
    observer.useChanged(now, workload, tasks.provider[task]!, cpuBy, memoryBy);
  noteUse(simulation, workload);
}

function noteUse(simulation: Simulation, index: number): void {
  const { service, cluster } = simulation.workloadStates[index]!;
  noteCluster(simulation, cluster);
  if (service !== NONE) noteService(simulation, service);
}

/** Tells what all tasks on shared instances have used up to now. */
export function tellHostUses(simulation: Simulation): void {
  for (const host of simulation.hosts.values()) {
    noteThrottled(simulation, host);
    for (const hostTask of host.tasks) tellUse(simulation, hostTask, hostTask.toldCpu, hostTask.toldMemory);
  }
}

/** Time has passed since an instance was looked at: if it was held to its baseline, that counts. */
export function noteThrottled({ throttled, tasks, now }: Simulation, host: Host): void {
  if (!host.isThrottled || now <= host.settledAt) return;
  if (!host.wasThrottled) {
    host.wasThrottled = true;
    throttled.instances++;
    throttled.firstAt = throttled.firstAt < 0 ? host.settledAt : Math.min(throttled.firstAt, host.settledAt);
  }
  for (const { task } of host.tasks) {
    const workload = tasks.workload[task]!;
    if (!throttled.workloads.includes(workload)) throttled.workloads.push(workload);
  }
}

function openHost({ fleet, entrySpecs, hosts, now }: Simulation, instance: number): Host {
  const { burstable } = entrySpecs[fleet.entry[instance]!]!;
  const host: Host = {
    instance,
    cores: fleet.cpuTotal[instance]! / 1024,
    tasks: [],
    isChanged: true,
    credits: burstable === null ? null : startCredits(burstable),
    settledAt: now,
    dueAt: Number.POSITIVE_INFINITY,
    isThrottled: false,
    wasThrottled: false,
  };
  hosts.set(instance, host);
  return host;
}
