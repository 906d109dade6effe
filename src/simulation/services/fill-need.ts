import type { Simulation } from '../simulation.ts';
import type { Workload } from '../workload.ts';

/** What placing a task of a service asks for, before there is one: a place that nobody has needs no task. */
export function fillNeed({ request }: Simulation, { definition, group }: Workload): void {
  request.cpu = definition.need.cpu;
  request.memory = definition.need.memory;
  request.gpu = definition.need.gpu;
  request.group = group;
}
