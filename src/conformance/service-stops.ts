import { Fleet } from '../model/fleet.ts';
import { TaskStatus } from '../model/task-status.ts';
import { NONE } from '../model/task-table.ts';
import { chooseStop, type ServiceTask } from '../policies/placement/choose-stop.ts';
import type { PlacementStrategySpec } from '../scenario/scenario.ts';
import { NOT_COVERED } from './adapter.ts';
import { PLENTY } from './small-run.ts';

/** Equal running tasks of a service on an instance. */
export interface ServiceInstance {
  readonly zone: string;
  readonly taskCount: number;
  /** MiB that the control plane has left on the instance, and that each of the tasks gives back. */
  readonly memoryLeft?: number;
  readonly taskMemory?: number;
}

/** The names of the instances on which a service may stop a task to have one less, in the order given. */
export function stopsOn(
  instances: Readonly<Record<string, ServiceInstance>>,
  strategies: readonly PlacementStrategySpec[],
): string[] {
  const names = Object.keys(instances);
  const zones = Object.values(instances).map(({ zone }) => zone);
  const fleet = new Fleet();
  const tasks: ServiceTask[] = [];
  for (const { zone, taskCount, memoryLeft = PLENTY, taskMemory = 0 } of Object.values(instances)) {
    const instance = fleet.add({ cpu: PLENTY, memory: memoryLeft, gpu: 0, enis: 0, ports: 0 });
    for (let i = 0; i < taskCount; i++)
      tasks.push({
        task: tasks.length,
        lastStatus: TaskStatus.RUNNING,
        protectionEnabled: false,
        zone: zones.indexOf(zone),
        instance,
        cpu: 0,
        memory: taskMemory,
      });
  }
  const chain = strategies.map(({ type, field }) => ({ type, field, attribute: NONE }));
  const possible = tasks.map((_, i) => {
    const stopped = chooseStop(fleet, tasks, chain, { next: () => (i + 0.5) / tasks.length });
    return names[tasks[stopped]!.instance]!;
  });
  return names.filter((name) => possible.includes(name));
}

/** The only instance on which the service may stop a task, null: one of several. Not for strategies that ask for more than is known. */
export function stopsOnlyOn(
  instances: Readonly<Record<string, ServiceInstance>>,
  strategies: readonly PlacementStrategySpec[],
): { readonly stopOn: string | null } | typeof NOT_COVERED {
  if (!strategies.every(({ type, field }) => type === 'random' || KNOWN.includes(`${type} ${field}`)))
    return NOT_COVERED;
  const names = stopsOn(instances, strategies);
  return { stopOn: names.length === 1 ? names[0]! : null };
}

const KNOWN = ['spread ecs.availability-zone', 'spread instanceId', 'spread host', 'binpack memory'];
