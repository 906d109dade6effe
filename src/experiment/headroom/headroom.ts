import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { chooseProvider } from '../../simulation/api/run-task.ts';
import { isOfDaemon } from '../../simulation/services/service.ts';
import { tasksByProvider } from '../../simulation/services/start-task.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { restore, type SimulationState, snapshot } from '../../simulation/snapshot.ts';
import { loseInstances, placeInCopy, takeBack } from '../../simulation/what-if.ts';
import type { Workload } from '../../simulation/workload.ts';
import { formatInstant } from '../../units/calendar.ts';
import { createFedSimulation } from '../fed-simulation.ts';
import { tidy } from '../tidy.ts';
import { activeInstances, type Loss, type LostInstances, possibleLosses, resourcesOf } from './losses.ts';
import { type CompiledKind, type TaskKind, taskKinds } from './task-kinds.ts';

/** What no longer fits when something is lost, and how much more would fit, at one moment of a run: plain JSON. */
export interface Headroom {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string;
  /** ISO 8601. */
  readonly at: string;
  readonly atSeconds: number;
  /** How the moment was chosen: asked for, or the one at which the instances were fullest. */
  readonly moment: 'asked' | 'busiest';
  readonly now: {
    /** ACTIVE ones. */
    readonly instances: number;
    /** Tasks on instances whose desiredStatus is RUNNING. */
    readonly tasks: number;
    /** Those of them that are of DAEMON services. */
    readonly daemonTasks: number;
    /** Tasks that wait for room already. */
    readonly waiting: number;
    readonly fargateTasks: number;
    /** Reserved fractions of what the instances register; `null` where they register nothing. */
    readonly reserved: {
      readonly cpu: number | null;
      readonly memory: number | null;
      readonly gpu: number | null;
    };
  };
  /** Whether some cluster has an ideal fleet: its open instances count as they stand, and none opens. */
  readonly idealFleet: boolean;
  /** Auto Scaling groups: what they would launch in the place of lost instances does not count. */
  readonly autoScalingGroups: readonly string[];
  readonly kinds: readonly TaskKind[];
  /** No more spare tasks of a kind are counted. */
  readonly spareLimit: number;
  readonly whatIfs: readonly WhatIf[];
}

/** One loss and what comes of it. */
export interface WhatIf {
  readonly lost: Loss & { readonly instances: number; readonly tasks: number };
  /** Lost tasks that fit nowhere on what is left, by kind and reason, in order of the first. */
  readonly unplaced: readonly { readonly kind: string; readonly reason: string; readonly tasks: number }[];
  /** By kind, how many more tasks could be placed afterwards, of this kind alone, at most `spareLimit`; `null` without a size. */
  readonly spare: readonly (number | null)[];
  /** Every lost task in the order in which it was placed again; `containerInstance` is `null` when it fits nowhere. */
  readonly moves: readonly { readonly task: string; readonly containerInstance: string | null }[];
}

const SPARE_LIMIT = 10_000;

/**
 * What may be lost of a run's container instances as they stand now, and what then no longer fits. Each loss is tried on a
 * copy: lost tasks are placed again one after another by their own rules, in order of their start. The run stays as it is.
 */
export function headroom(simulation: Simulation, moment: Headroom['moment']): Headroom {
  const { scenario, clusterStates, now, startMs, tasks, fleet } = simulation;
  const active = activeInstances(simulation);
  const { total, free } = resourcesOf(simulation, active);
  const reserved = (i: 0 | 1 | 2) => (total[i] === 0 ? null : tidy(1 - free[i] / total[i]));
  const accepted = tasks.liveTasks().filter((task) => tasks.isWanted(task) && tasks.zone[task] !== NONE);
  const { kinds, ofWorkload } = taskKinds(simulation, (workload) => isOfNow(simulation, workload));
  const copy = createFedSimulation(scenario, []).simulation;
  const state = snapshot(simulation);
  return {
    scenario: { name: scenario.name, digest: scenario.digest },
    seed: scenario.simulation.seed,
    at: formatInstant(startMs + now),
    atSeconds: now / 1000,
    moment,
    now: {
      instances: active.length,
      tasks: accepted.filter((task) => tasks.instance[task] !== NONE).length,
      daemonTasks: accepted.filter((task) => isOfDaemon(simulation, task)).length,
      waiting: clusterStates.reduce((sum, { waiting }) => sum + waiting, 0),
      fargateTasks: accepted.filter((task) => tasks.instance[task] === NONE).length,
      reserved: { cpu: reserved(0), memory: reserved(1), gpu: reserved(2) },
    },
    idealFleet: active.some((instance) => simulation.entries[fleet.entry[instance]!]!.ideal),
    autoScalingGroups: scenario.autoScalingGroups.map(({ name }) => name),
    kinds: kinds.map(({ name, family, size }) => ({ name, family, size })),
    spareLimit: SPARE_LIMIT,
    whatIfs: possibleLosses(simulation).map((lost) => tryLoss(copy, state, lost, kinds, ofWorkload)),
  };
}

/** Of a service only the revisions that it runs or wants to run. A DAEMON service's tasks go nowhere else. */
function isOfNow({ serviceStates }: Simulation, { index, service }: Workload): boolean {
  if (service === NONE) return true;
  const { spec, deployments } = serviceStates[service]!;
  if (spec.schedulingStrategy === 'DAEMON') return false;
  return deployments.some(
    ({ workload, status, tasks }) => workload === index && (status === 'PRIMARY' || tasks.size > 0),
  );
}

function tryLoss(
  copy: Simulation,
  state: SimulationState,
  { loss, instances }: LostInstances,
  kinds: readonly CompiledKind[],
  ofWorkload: readonly number[],
): WhatIf {
  restore(copy, state);
  const lost = loseInstances(copy, instances);
  const moves: { task: string; containerInstance: string | null }[] = [];
  const unplaced = new Map<string, { kind: string; reason: string; tasks: number }>();
  for (const { id, again } of lost) {
    const { instance, reason } = placeInCopy(copy, again);
    moves.push({ task: id, containerInstance: reason === null ? copy.instanceId(instance) : null });
    if (reason === null) continue;
    const kind = kinds[ofWorkload[again.workload]!]!.name;
    const key = JSON.stringify([kind, reason]);
    const known = unplaced.get(key);
    if (known === undefined) unplaced.set(key, { kind, reason, tasks: 1 });
    else known.tasks++;
  }
  return {
    lost: { ...loss, instances: instances.length, tasks: lost.length },
    unplaced: [...unplaced.values()],
    spare: kinds.map((kind) => countSpare(copy, kind)),
    moves,
  };
}

/** What a service chooses a capacity provider by is what it has on each (ecs: ). */
function countServiceTasks(copy: Simulation, { service, chosen }: Workload): void {
  if (service === NONE) return;
  const state = copy.serviceStates[service]!;
  chosen.splice(0, chosen.length, ...tasksByProvider(copy, state, state.strategy));
}

/** How many more tasks of a kind fit one after another; they are taken back. */
function countSpare(copy: Simulation, { workload: index, size }: CompiledKind): number | null {
  if (size === null) return null;
  const workload = copy.workloadStates[index]!;
  const { view } = copy.clusterStates[workload.cluster]!;
  const { lastPlaced } = view;
  const chosen = [...workload.chosen];
  countServiceTasks(copy, workload);
  const placed: TaskIndex[] = [];
  while (placed.length < SPARE_LIMIT) {
    const provider = chooseProvider(copy, workload, copy.serviceStates[workload.service]?.strategy);
    const { task, reason } = placeInCopy(copy, { ...size, workload: index, group: workload.group, provider });
    if (reason !== null) break;
    placed.push(task);
  }
  for (const task of placed.reverse()) takeBack(copy, task);
  workload.chosen.splice(0, workload.chosen.length, ...chosen);
  view.lastPlaced = lastPlaced;
  return placed.length;
}
