import type { TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { surplusProvider } from '../../policies/capacity/surplus-provider.ts';
import { chooseStop, type ServiceTask } from '../../policies/placement/choose-stop.ts';
import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';
import { isOld, isProtected } from './count-tasks.ts';
import { primaryOf, type Service } from './service.ts';
import { tasksByProvider } from './start-task.ts';
import { stopByScheduler } from './stop-by-scheduler.ts';

/**
 * Stops so many of a service's old or new tasks that pass the test, each time the one that ECS's scale-in would
 * (ecs: ), of the capacity provider that is most above its share (ecs: ), as long as one is not protected; their ids
 * join the list. They are gathered once: a stop changes nothing about the others but how much room is beside them.
 */
export function scaleIn(
  simulation: Simulation,
  service: Service,
  { count, old }: { readonly count: number; readonly old: boolean },
  mayStop: (task: TaskIndex) => boolean,
  stopped: string[],
): void {
  if (count <= 0) return;
  const candidates = candidatesOf(simulation, service, old, mayStop);
  const workload = simulation.workloadStates[primaryOf(service).workload]!;
  const strategies = workload.fargate ? BY_ZONE : (workload.rules.find(Boolean)?.strategies ?? []);
  // All tasks of an older revision go: which first is no matter of shares.
  const items = old ? [] : service.strategy;
  const have = tasksByProvider(simulation, service, items);
  for (let left = count; left > 0; left--) {
    const item = items.length < 2 ? NONE : mostAboveShare(simulation, items, have, candidates);
    const among =
      item === NONE
        ? candidates
        : candidates.filter(({ task }) => simulation.tasks.provider[task] === items[item]!.provider);
    const chosen = chooseStop(simulation.fleet, among, strategies, service.stops);
    if (chosen === NONE) return;
    if (item !== NONE) have[item]!--;
    candidates.splice(
      candidates.findIndex(({ task }) => task === chosen),
      1,
    );
    stopByScheduler(simulation, chosen, stopped);
  }
}

function mostAboveShare(
  { tasks }: Simulation,
  items: Workload['spec']['capacityProviderStrategy'],
  have: readonly number[],
  candidates: readonly ServiceTask[],
): number {
  const stoppable = items.map(
    ({ provider }) =>
      candidates.filter(
        ({ task, protectionEnabled }) => !protectionEnabled && tasks.provider[task] === provider,
      ).length,
  );
  return surplusProvider(items, have, stoppable);
}

/** Fargate keeps its zones even (ecs: ). */
const BY_ZONE = [{ type: 'spread', field: 'ecs.availability-zone', attribute: NONE }] as const;

function candidatesOf(
  simulation: Simulation,
  service: Service,
  old: boolean,
  mayStop: (task: TaskIndex) => boolean,
): ServiceTask[] {
  const candidates: ServiceTask[] = [];
  // Where nothing drains or retires, a task is old by its deployment alone.
  const isPlain = simulation.draining + simulation.retired.size === 0;
  for (const [i, { tasks }] of service.deployments.entries()) {
    if (isPlain && i > 0 !== old) continue;
    for (const task of tasks)
      if ((isPlain || isOld(simulation, service, task) === old) && mayStop(task))
        candidates.push(serviceTaskOf(simulation, task));
  }
  return candidates;
}

function serviceTaskOf(simulation: Simulation, task: TaskIndex): ServiceTask {
  const { tasks } = simulation;
  return {
    task,
    lastStatus: tasks.status[task] as TaskStatus,
    protectionEnabled: isProtected(simulation, task),
    zone: tasks.zone[task]!,
    instance: tasks.instance[task]!,
    cpu: tasks.cpu[task]!,
    memory: tasks.memory[task]!,
  };
}
