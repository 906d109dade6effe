import { NO_COOLDOWNS, type ScalingView } from '../../policies/scaling/decide-capacity.ts';
import { effectiveMaximum } from '../../policies/scaling/predictive-scaling.ts';
import { warmCapacity, warmFrom } from '../groups/capacity.ts';
import type { Group } from '../groups/group.ts';
import { primaryOf, type Service } from '../services/service.ts';
import type { Simulation } from '../simulation.ts';
import type { ScalableTarget } from './scalable-target.ts';

/** The service that a target is; not to be asked of one that is a group. */
export function serviceOf({ serviceStates }: Simulation, { spec }: ScalableTarget): Service {
  return serviceStates[spec.scales.index]!;
}

/** The Auto Scaling group that a target is; `null`: it is a service. */
export function groupOfTarget({ groups }: Simulation, { spec }: ScalableTarget): Group | null {
  return spec.scales.of === 'group' ? groups[spec.scales.index]! : null;
}

/** What a target is to have: tasks, or units of a group's capacity. */
export function desiredOf(simulation: Simulation, target: ScalableTarget): number {
  return (groupOfTarget(simulation, target) ?? serviceOf(simulation, target)).desired;
}

/** RUNNING tasks of a service that are to stay. */
export function runningOf({ deployments }: Service): number {
  let running = 0;
  for (const deployment of deployments) running += deployment.running;
  return running;
}

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** The bounds that are stated, as they are now. */
export function statedBounds(simulation: Simulation, target: ScalableTarget): Bounds {
  const { minimum, maximum } = groupOfTarget(simulation, target) ?? target;
  return { minimum, maximum };
}

/** The bounds of a target are these from now on. */
export function setBounds(simulation: Simulation, target: ScalableTarget, bounds: Bounds): void {
  Object.assign(groupOfTarget(simulation, target) ?? target, {
    minimum: bounds.minimum,
    maximum: bounds.maximum,
  });
}

/** The bounds that hold now: what was forecast is the least, and may have raised the maximum (scaling: ). */
export function boundsOf(simulation: Simulation, target: ScalableTarget): Bounds {
  const { spec, predictions } = target;
  const { minimum, maximum } = statedBounds(simulation, target);
  let [least, most] = [minimum, maximum];
  for (const [place, prediction] of predictions.entries()) {
    const policy = spec.policies[place]!;
    if (prediction === null || policy.kind !== 'predictive') continue;
    const forecast = Math.max(prediction.present, prediction.ahead);
    const raised = effectiveMaximum(forecast, maximum, policy.maxCapacityBreach);
    least = Math.max(least, Math.min(raised, forecast));
    most = Math.max(most, raised);
  }
  return { minimum: least, maximum: most };
}

/** What a policy looks at when it decides now; instances of a group count that were so old at an instant (scaling: ). */
export function viewOf(
  simulation: Simulation,
  target: ScalableTarget,
  warmUpMs: number,
  warmAt: number,
): ScalingView {
  const { now } = simulation;
  const { suspended, cooldowns } = target;
  const bounds = boundsOf(simulation, target);
  const group = groupOfTarget(simulation, target);
  if (group !== null)
    return {
      now,
      ...warmCapacity(group, warmUpMs, warmAt),
      desired: group.desired,
      ...bounds,
      isDeploying: false,
      suspended,
      cooldowns: NO_COOLDOWNS,
    };
  const service = serviceOf(simulation, target);
  return {
    now,
    running: runningOf(service),
    leaving: 0,
    desired: service.desired,
    ...bounds,
    isDeploying: primaryOf(service).rolloutState === 'IN_PROGRESS',
    isWarmingUp: false,
    suspended,
    cooldowns,
  };
}

/** When the next instance of a group counts that did not at an instant; Infinity: none is to. */
export function nextWarmAt(
  simulation: Simulation,
  target: ScalableTarget,
  warmUpMs: number,
  warmAt: number,
): number {
  const group = groupOfTarget(simulation, target);
  return group === null ? Number.POSITIVE_INFINITY : warmFrom(simulation, group, warmUpMs, warmAt);
}

/** Whether a target has what it is to have. */
export function isAsDesired(simulation: Simulation, target: ScalableTarget): boolean {
  const group = groupOfTarget(simulation, target);
  if (group !== null) return isSettled(group) && group.members.capacity === group.desired;
  const service = serviceOf(simulation, target);
  return runningOf(service) === service.desired;
}

/** Whether a group has done all that it can to have what it is to have. */
export function isSettled({ passAt, launching, members }: Group): boolean {
  return passAt < 0 && launching === 0 && members.pending === 0 && members.terminating === 0;
}
