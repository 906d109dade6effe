import type { Fleet } from '../../model/fleet.ts';
import { TaskStatus } from '../../model/task-status.ts';
import { NONE } from '../../model/task-table.ts';
import type { DecodedStrategy, Draws } from './placement.ts';

/** A task of a service with desiredStatus RUNNING, as a scale-in looks at it. */
export interface ServiceTask {
  /** Its row. */
  readonly task: number;
  readonly lastStatus: TaskStatus;
  /** Task scale-in protection (ecs: ). */
  readonly protectionEnabled: boolean;
  readonly zone: number;
  /** Its container instance; NONE on Fargate and before it is placed. */
  readonly instance: number;
  /** CPU units and MiB that its instance gets back. */
  readonly cpu: number;
  readonly memory: number;
}

/**
 * The task that a service stops to have one less, or NONE when all are protected (ecs: ): one that does not
 * run yet if there is one, then the strategies in turn by their opposite, then one of the rest, each equally likely. Without
 * strategies of its own a service goes by its defaults. For k stops, ask k times, each without the tasks that were stopped
 * before, and with what they gave back. One draw a stop.
 */
export function chooseStop(
  fleet: Fleet,
  tasks: readonly ServiceTask[],
  strategies: readonly DecodedStrategy[],
  draws: Draws,
): number {
  let left = keepEarliest(tasks.filter(({ protectionEnabled }) => !protectionEnabled));
  if (left.length === 0) return NONE;
  const drawn = draws.next();
  for (const strategy of strategies) {
    if (left.length === 1) break;
    left = narrow(fleet, tasks, left, strategy, drawn);
  }
  return left[Math.floor(drawn * left.length)]!.task;
}

/** Those that are furthest from RUNNING: PROVISIONING, then PENDING, then ACTIVATING, then the rest. */
function keepEarliest(tasks: readonly ServiceTask[]): readonly ServiceTask[] {
  return keepHighest(tasks, ({ lastStatus }) => -Math.min(lastStatus, TaskStatus.RUNNING));
}

/** What would undo a placement by the strategy; those that are not ECS's have no say. */
function narrow(
  fleet: Fleet,
  tasks: readonly ServiceTask[],
  left: readonly ServiceTask[],
  strategy: DecodedStrategy,
  drawn: number,
): readonly ServiceTask[] {
  switch (strategy.type) {
    case 'spread':
      return keepCrowded(tasks, left, (task) => placeOf(fleet, task, strategy));
    case 'binpack':
      return strategy.field === 'cpu'
        ? keepHighest(left, ({ instance, cpu }) => (fleet.cpuFree[instance] ?? 0) + cpu)
        : keepHighest(left, ({ instance, memory }) => (fleet.memoryFree[instance] ?? 0) + memory);
    case 'random':
      return [left[Math.floor(drawn * left.length)]!];
    default:
      return left;
  }
}

/** Those whose value has the most tasks of the service, protected ones counted. */
function keepCrowded(
  tasks: readonly ServiceTask[],
  left: readonly ServiceTask[],
  value: (task: ServiceTask) => number,
): readonly ServiceTask[] {
  // By place + 1, since NONE is a place, too.
  const counts: number[] = [];
  for (const task of tasks) {
    const place = value(task) + 1;
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return keepHighest(left, (task) => counts[value(task) + 1]!);
}

/** Where a task counts; its zone it has on Fargate, too. */
function placeOf(
  fleet: Fleet,
  { zone, instance }: ServiceTask,
  { field, attribute }: DecodedStrategy,
): number {
  if (field === 'ecs.availability-zone') return zone;
  return attribute < 0 ? instance : (fleet.attributes[attribute]![instance] ?? NONE);
}

function keepHighest(
  tasks: readonly ServiceTask[],
  key: (task: ServiceTask) => number,
): readonly ServiceTask[] {
  let highest = Number.NEGATIVE_INFINITY;
  let kept: ServiceTask[] = [];
  for (const task of tasks) {
    const value = key(task);
    if (value < highest) continue;
    if (value > highest) {
      highest = value;
      kept = [];
    }
    kept.push(task);
  }
  return kept;
}
