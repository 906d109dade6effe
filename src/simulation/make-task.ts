import { NONE, notYet, type TaskIndex } from '../model/task-table.ts';
import { openContainers } from './containers/task-containers.ts';
import { drawMishaps } from './failures/mishap.ts';
import { pullFactor } from './life.ts';
import type { Simulation } from './simulation.ts';
import { openTargets } from './targets/task-targets.ts';
import type { TraceTaskSource, Workload } from './workload.ts';

/**
 * A task of a workload that is asked for the first time: everything random about it is drawn here, a fixed number of draws.
 * `provider`: the capacity provider that was chosen for it, or -1.
 */
export function makeTask(simulation: Simulation, workload: Workload, provider: number): TaskIndex {
  const { tasks } = simulation;
  const task = tasks.add();
  tasks.workload[task] = workload.index;
  tasks.number[task] = ++simulation.stems[workload.stem]!.count;
  tasks.requestedAt[task] = simulation.now;
  tasks.next[task] = NONE;
  tasks.provider[task] = provider;
  if (workload.service !== NONE) {
    tasks.durationMs[task] = Number.POSITIVE_INFINITY;
    setNeed(simulation, task, workload);
  } else if (workload.duration === null) {
    const row = workload.source as TraceTaskSource;
    tasks.durationMs[task] = row.durationMs;
    tasks.cpu[task] = row.cpu;
    tasks.memory[task] = row.memory;
    tasks.gpu[task] = row.gpu;
    if (row.taskId !== '') tasks.names.set(task, row.taskId);
    tasks.group[task] = row.group === '' ? workload.group : simulation.groupNames.hold(row.group);
  } else {
    tasks.durationMs[task] = workload.duration.next();
    setNeed(simulation, task, workload);
  }
  tasks.connectivityAt[task] = notYet(provisionMs(workload));
  tasks.pullStartedAt[task] = notYet(workload.handOver.next());
  tasks.startedAt[task] = notYet(workload.containerStart.next());
  tasks.stoppedAt[task] = notYet(workload.giveBack.next());
  tasks.sigtermMs[task] = workload.sigterm.next();
  tasks.pullStoppedAt[task] =
    workload.pull === null ? -1 : -pullFactor(workload.pullSigma, workload.pull.next());
  openContainers(simulation, task, workload);
  openTargets(simulation, task, workload);
  if (workload.failures.length > 0) drawMishaps(simulation, task, workload);
  const { now, listeners } = simulation;
  simulation.countEvent();
  simulation.digest.add(now, 34, tasks.ordinal[task]!, tasks.durationMs[task]!);
  simulation.digest.add(tasks.cpu[task]!, 36, tasks.ordinal[task]!, tasks.memory[task]!);
  for (const observer of listeners.taskRequested) observer.taskRequested(now, task);
  return task;
}

/** What PROVISIONING takes once it has its place: the longer of the network interface and the volume (assumed). */
function provisionMs({ awsvpc, provision, attachVolume }: Workload): number {
  const interfaceMs = awsvpc ? provision.next() : 0;
  return attachVolume === null ? interfaceMs : Math.max(interfaceMs, attachVolume.next());
}

/** The size and the group that the task definition and the workload give it. */
function setNeed({ tasks }: Simulation, task: TaskIndex, { definition, group }: Workload): void {
  tasks.cpu[task] = definition.need.cpu;
  tasks.memory[task] = definition.need.memory;
  tasks.gpu[task] = definition.need.gpu;
  tasks.group[task] = group;
}
