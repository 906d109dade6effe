import type { ScalingView } from '../../policies/scaling/decide-capacity.ts';
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

/** What policies look at when they decide now. */
export function viewOf(simulation: Simulation, target: ScalableTarget): ScalingView {
  const service = serviceOf(simulation, target);
  const { minimum, maximum, forecast, suspended, cooldowns } = target;
  return {
    now: simulation.now,
    running: runningOf(service),
    desired: service.desired,
    minimum: Math.max(minimum, forecast.minimum),
    maximum: Math.max(maximum, forecast.maximum),
    isDeploying: primaryOf(service).rolloutState === 'IN_PROGRESS',
    suspended,
    cooldowns,
  };
}
