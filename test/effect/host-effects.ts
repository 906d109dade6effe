import { distributions } from './distributions.ts';
import { type Effect, inScenario } from './effect.ts';

/** Rows about what tasks use of instances, and what their neighbours leave them. */
export const HOST_EFFECTS: readonly Effect[] = inScenario('working', [
  'workloads[0].usage.cpu=1',
  'workloads[0].usage.memory=0.5',
  ...distributions('workloads[0].work.vcpuSeconds'),
  'speed.t3=2',
  'clusters[0].containerInstances[0].creditSpecification.cpuCredits=standard',
  'clusters[1].idealFleet.creditSpecification.cpuCredits=standard',
]);
