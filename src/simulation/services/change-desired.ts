import type { Simulation } from '../simulation.ts';
import { setPass } from './pass.ts';
import { noteDesired } from './rollout.ts';
import type { Service } from './service.ts';
import { tellDesired } from './tell-desired.ts';

/** The service is to have so many tasks from now on. */
export function changeDesired(simulation: Simulation, service: Service, desired: number): void {
  if (service.desired !== desired) noteDesired(service);
  service.desired = desired;
  tellDesired(simulation, service);
  setPass(simulation, service, simulation.now);
}
