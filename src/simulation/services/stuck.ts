import { type PassPlan, STUCK_DEPLOYMENT } from '../../policies/deployment/plan-pass.ts';
import type { Simulation } from '../simulation.ts';
import { deploymentId, primaryOf, type Service } from './service.ts';
import { say, unsay } from './service-events.ts';

const STUCK = `was ${STUCK_DEPLOYMENT}. Update the minimumHealthyPercent or maximumPercent value and try again.`;

/** A deployment or a drained instance that can neither stop nor start a task says so, and why (ecs: ). */
export function sayStuck(simulation: Simulation, service: Service, stuck: PassPlan['stuck']): void {
  const tooManyProtected = tooManyProtectedOf(service);
  if (stuck === 'protectedTasks') say(simulation, service, tooManyProtected);
  else unsay(service, tooManyProtected);
  if (stuck === 'deploymentConfiguration') say(simulation, service, STUCK);
  else unsay(service, STUCK);
}

/** More tasks are protected than the service is to have (ecs: ). */
export function sayTooManyProtected(simulation: Simulation, service: Service): void {
  say(simulation, service, tooManyProtectedOf(service));
}

function tooManyProtectedOf(service: Service): string {
  const id = deploymentId(primaryOf(service));
  return `was unable to reach steady state because task set (${id}) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks.`;
}
