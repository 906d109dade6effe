import type { ScalingView } from '../../policies/scaling/decide-capacity.ts';
import { effectiveMaximum } from '../../policies/scaling/predictive-scaling.ts';
import { primaryOf, type Service } from '../services/service.ts';
import type { Simulation } from '../simulation.ts';
import type { ScalableTarget } from './scalable-target.ts';

export function serviceOf({ serviceStates }: Simulation, { spec }: ScalableTarget): Service {
  return serviceStates[spec.service]!;
}

/** RUNNING tasks of a service that are to stay. */
export function runningOf({ deployments }: Service): number {
  let running = 0;
  for (const deployment of deployments) running += deployment.running;
  return running;
}

/** The bounds that hold now: what was forecast is the least, and may have raised the maximum (scaling: ). */
export function boundsOf({ minimum, maximum, spec, predictions }: ScalableTarget): {
  readonly minimum: number;
  readonly maximum: number;
} {
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

/** What policies look at when they decide now. */
export function viewOf(simulation: Simulation, target: ScalableTarget): ScalingView {
  const service = serviceOf(simulation, target);
  const { suspended, cooldowns } = target;
  return {
    now: simulation.now,
    running: runningOf(service),
    desired: service.desired,
    ...boundsOf(target),
    isDeploying: primaryOf(service).rolloutState === 'IN_PROGRESS',
    suspended,
    cooldowns,
  };
}
