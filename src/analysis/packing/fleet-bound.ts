import {
  type Counted,
  ceilDivide,
  RESOURCES,
  type Resource,
  type ResourceVector,
} from './resource-vector.ts';
import { vectorBound } from './vector-bound.ts';

/**
 * What a fleet can hold of each resource, its instances being of one size or of several. `count` of a size may be Infinity
 * (an ideal fleet).
 */
export class FleetCapacity {
  /** The most of each resource that any instance has. */
  readonly largest: ResourceVector;
  private readonly steps: Readonly<Record<Resource, readonly Step[]>>;

  constructor(fleet: readonly Counted<ResourceVector>[]) {
    const most = (resource: Resource) => fleet.reduce((top, { size }) => Math.max(top, size[resource]), 0);
    this.largest = { cpu: most('cpu'), memory: most('memory'), gpu: most('gpu') };
    this.steps = { cpu: stepsOf(fleet, 'cpu'), memory: stepsOf(fleet, 'memory'), gpu: stepsOf(fleet, 'gpu') };
  }

  /** The fewest instances that have so much of a resource together; Infinity when all of them have less. */
  instancesFor(resource: Resource, amount: number): number {
    if (amount <= 0) return 0;
    const steps = this.steps[resource];
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (steps[middle]!.amountBefore < amount) low = middle + 1;
      else high = middle;
    }
    const step = steps[low - 1];
    if (step === undefined || step.size === 0) return Number.POSITIVE_INFINITY;
    const more = ceilDivide(amount - step.amountBefore, step.size);
    return more > step.count ? Number.POSITIVE_INFINITY : step.instancesBefore + more;
  }
}

/** No placement of the tasks on the fleet has fewer instances in use. Throws a RangeError for a task larger than any. */
export function fleetBound(
  tasks: readonly Counted<ResourceVector>[],
  fleet: readonly Counted<ResourceVector>[],
): number {
  if (tasks.length === 0) return 0;
  const capacity = new FleetCapacity(fleet);
  // On instances that all have the most of everything, no more of them would be in use.
  let most = vectorBound(tasks, capacity.largest);
  for (const resource of RESOURCES) {
    const total = tasks.reduce((sum, { size, count }) => sum + size[resource] * count, 0);
    most = Math.max(most, capacity.instancesFor(resource, total));
  }
  return most;
}

/** Instances of one size, behind all that have more of the resource. */
interface Step {
  readonly size: number;
  readonly count: number;
  readonly amountBefore: number;
  readonly instancesBefore: number;
}

function stepsOf(fleet: readonly Counted<ResourceVector>[], resource: Resource): Step[] {
  const sorted = [...fleet].sort((a, b) => b.size[resource] - a.size[resource]);
  const steps: Step[] = [];
  let amountBefore = 0;
  let instancesBefore = 0;
  for (const { size, count } of sorted) {
    if (count === 0 || size[resource] === 0) continue;
    steps.push({ size: size[resource], count, amountBefore, instancesBefore });
    amountBefore += size[resource] * count;
    instancesBefore += count;
  }
  return steps;
}
