import { assert } from '../../kernel/assert.ts';
import type { ContainerDependency } from './dependency.ts';

/** `dependsOn` of each container of a task. */
export type Dependencies = readonly (readonly Pick<ContainerDependency, 'container'>[])[];

/** When a container gets SIGTERM and when it has ended, ms from the beginning of the task's stop. */
export interface StopTime {
  readonly sigtermMs: number;
  readonly endedMs: number;
}

/**
 * The containers, each after all that it depends on and else as they are defined; null when some depend on each other. The
 * order of stopping is the reverse (ecs: ).
 */
export function startOrder(dependencies: Dependencies): number[] | null {
  const order = orderWithoutCycles(dependencies);
  return order.length === dependencies.length ? order : null;
}

/** Containers that depend on each other in a circle, each on the next and the last on the first; null when none do. */
export function dependencyCycle(dependencies: Dependencies): number[] | null {
  const orderly = new Set(orderWithoutCycles(dependencies));
  if (orderly.size === dependencies.length) return null;
  // Whoever is left depends on somebody who is left, so that a walk among them comes back to where it was.
  const walk: number[] = [];
  const placeInWalk = new Map<number, number>();
  let container = dependencies.findIndex((_dependsOn, i) => !orderly.has(i));
  while (!placeInWalk.has(container)) {
    placeInWalk.set(container, walk.length);
    walk.push(container);
    container = dependencies[container]!.find((dependency) => !orderly.has(dependency.container))!.container;
  }
  return walk.slice(placeInWalk.get(container)!);
}

/**
 * When each container of a stopping task ends: it gets SIGTERM when all that depend on it have ended. `takesMs` is the
 * smaller of its own time to exit and its `stopTimeout`, null for a container that does not run: it holds up nobody
 * (ecs: ).
 */
export function stopTimes(
  dependencies: Dependencies,
  takesMs: readonly (number | null)[],
): (StopTime | null)[] {
  const order = startOrder(dependencies);
  assert(order !== null, 'containers that depend on each other were not registered');
  const dependents = dependentsOf(dependencies);
  const times: (StopTime | null)[] = takesMs.map(() => null);
  for (const container of order.reverse()) {
    const takes = takesMs[container]!;
    if (takes === null) continue;
    const sigtermMs = dependents[container]!.reduce(
      (latest, dependent) => Math.max(latest, times[dependent]?.endedMs ?? 0),
      0,
    );
    times[container] = { sigtermMs, endedMs: sigtermMs + takes };
  }
  return times;
}

/** From the beginning of a task's stop to the end of its last container, ms: the longest chain (ecs: ). */
export function stoppingMs(dependencies: Dependencies, takesMs: readonly (number | null)[]): number {
  return stopTimes(dependencies, takesMs).reduce((latest, time) => Math.max(latest, time?.endedMs ?? 0), 0);
}

/** Which containers depend directly on each, in the order of their definition. */
function dependentsOf(dependencies: Dependencies): number[][] {
  const dependents: number[][] = dependencies.map(() => []);
  for (const [i, dependsOn] of dependencies.entries())
    for (const { container } of dependsOn) dependents[container]!.push(i);
  return dependents;
}

/** Wave by wave; who is in a circle or behind one is left out. */
function orderWithoutCycles(dependencies: Dependencies): number[] {
  const dependents = dependentsOf(dependencies);
  const waitsFor = dependencies.map(({ length }) => length);
  const order = [...dependencies.keys()].filter((container) => waitsFor[container] === 0);
  for (const container of order)
    for (const dependent of dependents[container]!) if (--waitsFor[dependent]! === 0) order.push(dependent);
  return order;
}
