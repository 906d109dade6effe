import type { World } from '../events/world.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { Holding, NONE } from '../model/task-table.ts';

/** Kinds of tasks on an instance that are told apart. */
const MOST_KINDS = 6;

/** The fleet at a moment, copied: ACTIVE and DRAINING instances. */
export interface PackedFleet {
  /** Milliseconds from the run's start. */
  readonly at: number;
  /** In order of registration. */
  readonly instances: readonly PackedRow[];
  /** Of all, shown or not. */
  readonly count: number;
  readonly tasks: number;
  readonly cpu: { readonly registered: number; readonly reserved: number };
  readonly memory: { readonly registered: number; readonly reserved: number };
}

export interface PackedRow {
  readonly instance: number;
  readonly isDraining: boolean;
  /** The largest together first. */
  readonly tasks: readonly TasksAlike[];
  /** Of further kinds, and what they reserve together. */
  readonly others: { readonly count: number; readonly cpu: number; readonly memory: number };
}

/** Tasks of one workload and size; CPU units and MiB of each. */
export interface TasksAlike {
  readonly workload: number;
  readonly cpu: number;
  readonly memory: number;
  readonly count: number;
}

/** At most so many of the instances, evenly taken. */
export function packedFleet(
  world: World,
  at: number,
  instances: readonly number[],
  most: number,
): PackedFleet {
  const { fleet } = world;
  const registered = instances.filter((instance) => {
    const status = fleet.status[instance];
    return status === InstanceStatus.ACTIVE || status === InstanceStatus.DRAINING;
  });
  const cpu = { registered: 0, reserved: 0 };
  const memory = { registered: 0, reserved: 0 };
  let tasks = 0;
  for (const instance of registered) {
    cpu.registered += fleet.cpuTotal[instance]!;
    cpu.reserved += fleet.cpuTotal[instance]! - fleet.cpuFree[instance]!;
    memory.registered += fleet.memoryTotal[instance]!;
    memory.reserved += fleet.memoryTotal[instance]! - fleet.memoryFree[instance]!;
    tasks += fleet.taskCount[instance]!;
  }
  const shown = Math.min(most, registered.length);
  const rows = Array.from({ length: shown }, (_, i): PackedRow => {
    const instance = registered[Math.floor((i * registered.length) / shown)]!;
    const isDraining = fleet.status[instance] === InstanceStatus.DRAINING;
    return { instance, isDraining, ...tasksOn(world, instance) };
  });
  return { at, instances: rows, count: registered.length, tasks, cpu, memory };
}

/** Those that count in what is reserved (ecs: a). */
function tasksOn({ fleet, tasks }: World, instance: number): Pick<PackedRow, 'tasks' | 'others'> {
  const kinds = new Map<string, TasksAlike & { count: number }>();
  for (let task = fleet.firstTask[instance]!; task !== NONE; task = tasks.next[task]!) {
    if ((tasks.holding[task]! & Holding.CONTROL) === 0) continue;
    const workload = tasks.workload[task]!;
    const cpu = tasks.cpu[task]!;
    const memory = tasks.memory[task]!;
    const key = `${workload}/${cpu}/${memory}`;
    const found = kinds.get(key);
    if (found === undefined) kinds.set(key, { workload, cpu, memory, count: 1 });
    else found.count++;
  }
  const cpuTotal = Math.max(1, fleet.cpuTotal[instance]!);
  const memoryTotal = Math.max(1, fleet.memoryTotal[instance]!);
  const sizeOf = ({ cpu, memory, count }: TasksAlike) =>
    count * Math.max(cpu / cpuTotal, memory / memoryTotal);
  const sorted = [...kinds.values()].sort(
    (a, b) => sizeOf(b) - sizeOf(a) || a.workload - b.workload || b.cpu - a.cpu || b.memory - a.memory,
  );
  const others = { count: 0, cpu: 0, memory: 0 };
  for (const { count, cpu, memory } of sorted.slice(MOST_KINDS)) {
    others.count += count;
    others.cpu += count * cpu;
    others.memory += count * memory;
  }
  return { tasks: sorted.slice(0, MOST_KINDS), others };
}
