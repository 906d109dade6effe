import { PLENTY, placeAll, type SmallInstance } from './small-run.ts';

/** How many equal tasks ECS places on one instance; at least one of the task's sizes is above 0. */
export function tasksThatFit(
  instance: SmallInstance,
  task: { readonly cpu?: number; readonly memory?: number },
): number {
  const { cpu = PLENTY, memory = PLENTY } = instance;
  const bound = Math.min(cpu / (task.cpu || 1), memory / (task.memory || 1), MOST_TASKS);
  return placeAll([instance], [{ name: 'task', count: Math.ceil(bound) + 1, ...task }]).tasksByInstance()[0]!;
}

/** More than any worked example counts. */
const MOST_TASKS = 10_000;
