import type { LoadSpec } from '../../scenario/scenario.ts';
import { hostTaskOf } from '../hosts/host-tasks.ts';
import type { Simulation } from '../simulation.ts';
import type { Station } from './service-load.ts';

/** The least CPU that the containers of a task get, whatever else there is: vCPUs. */
const LEAST_CORES = 1 / 1024;

/** vCPUs of one task of a station. */
export interface Cores {
  /** In all, by its hard limit or as its instance lets it. */
  readonly most: number;
  /** What it uses whatever comes, and what is left for requests. */
  readonly background: number;
  readonly own: number;
  /** Whether it has them only as long as its neighbours let it. */
  readonly isShared: boolean;
}

export function coresOf(simulation: Simulation, { usage }: LoadSpec, { workload, tasks }: Station): Cores {
  const { need, limits } = simulation.workloadStates[workload]!.definition;
  const hostTask = tasks.length === 1 ? hostTaskOf(simulation, tasks[0]!) : null;
  const most = hostTask === null ? (limits.cpu ?? need.cpu) / 1024 : hostTask.cores;
  const background = (usage.cpu * need.cpu) / 1024;
  return { most, background, own: Math.max(LEAST_CORES, most - background), isShared: hostTask !== null };
}
