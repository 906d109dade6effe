import { NONE } from '../../model/task-table.ts';
import type { Resources } from '../../scenario/scenario.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Workload } from '../../simulation/workload.ts';
import { isOnInstances } from '../race-chains.ts';

/** Tasks that are placed alike: those of a family and, where its workloads place them differently, of a workload. */
export interface TaskKind {
  readonly name: string;
  readonly family: string;
  /** Of one more task; a trace's tasks differ, so it is the size of most of those that run. `null`: none runs. */
  readonly size: Resources | null;
}

/** A kind and the workloads it stands for; the first places one more task. */
export interface CompiledKind extends TaskKind {
  readonly workload: number;
}

/**
 * The kinds of task that are placed on container instances, of the workloads that are asked for, in their order; and by
 * workload, its kind or -1.
 */
export function taskKinds(
  simulation: Simulation,
  isAsked: (workload: Workload) => boolean = () => true,
): {
  readonly kinds: readonly CompiledKind[];
  readonly ofWorkload: readonly number[];
} {
  const { taskDefinitions } = simulation.scenario;
  const workloads = simulation.workloadStates.map(({ spec }) => spec);
  const keys: string[] = [];
  const firsts: number[] = [];
  const ofWorkload = workloads.map((spec, workload) => {
    if (!isOnInstances(spec) || !isAsked(simulation.workloadStates[workload]!)) return NONE;
    const { source, name, onFailure, waitOrder, group, ...placing } = spec;
    const key = JSON.stringify(source.kind === 'trace' ? workload : placing);
    const known = keys.indexOf(key);
    return known >= 0 ? known : firsts.push(workload) && keys.push(key) - 1;
  });
  const familyOf = (workload: number) => taskDefinitions[workloads[workload]!.taskDefinitionIndex]!.family;
  const kinds = firsts.map((workload): CompiledKind => {
    const { name, source } = workloads[workload]!;
    const family = familyOf(workload);
    const isOnly = firsts.every((other) => other === workload || familyOf(other) !== family);
    return {
      name: source.kind === 'trace' ? name : isOnly ? family : `${family} (${name})`,
      family,
      size: sizeOf(simulation, workload),
      workload,
    };
  });
  return { kinds, ofWorkload };
}

function sizeOf({ scenario, tasks, workloadStates }: Simulation, workload: number): Resources | null {
  const { source, taskDefinitionIndex } = workloadStates[workload]!.spec;
  if (source.kind !== 'trace') return scenario.taskDefinitions[taskDefinitionIndex]!.need;
  const sizes = new Map<string, { readonly size: Resources; count: number }>();
  const running = tasks
    .liveTasks()
    .filter((task) => tasks.workload[task] === workload && tasks.instance[task] !== NONE)
    .sort((a, b) => tasks.ordinal[a]! - tasks.ordinal[b]!);
  for (const task of running) {
    const size = { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]! };
    const key = `${size.cpu}/${size.memory}/${size.gpu}`;
    const known = sizes.get(key);
    if (known === undefined) sizes.set(key, { size, count: 1 });
    else known.count++;
  }
  let most: { readonly size: Resources; readonly count: number } | null = null;
  for (const entry of sizes.values()) if (most === null || entry.count > most.count) most = entry;
  return most?.size ?? null;
}
