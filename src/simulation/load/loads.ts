import { tellHostUses } from '../hosts/host-tasks.ts';
import { refreshHosts } from '../hosts/refresh-hosts.ts';
import { noteCluster, noteService } from '../metrics/metric-groups.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { evaluateLoad, seeRate } from './evaluate-load.ts';
import { noteChange } from './loads-pass.ts';
import { killOverLimit } from './over-limit.ts';
import { rebuildStations } from './rebuild-stations.ts';
import type { ServiceLoad } from './service-load.ts';
import { settleLoad } from './settle-load.ts';
import { tellLastSources } from './settle-sources.ts';
import { tellLastFlow } from './tell-flow.ts';

/**
 * So often loads and hosts answer each other at one instant: what a service passes on changes what its callers wait for, and
 * what tasks want changes what their neighbours get. What is left then is found at the next change.
 */
const MOST_ROUNDS = 4;

/** LOAD_PERIOD: other numbers of requests come from outside from now on. */
export function loadPeriod(simulation: Simulation, index: number): void {
  const load = simulation.loads[index]!;
  const counts = load.counts!;
  settleLoad(simulation, load);
  counts.next();
  noteChange(simulation, index);
  setPeriodEnd(simulation, load);
}

/** What comes at the very end of a run does not come. */
export function setPeriodEnd({ timers, scenario }: Simulation, { counts, index }: ServiceLoad): void {
  if (counts !== null && counts.untilMs < scenario.simulation.durationMs!)
    timers.push(counts.untilMs, Phase.ARRIVAL, TimerKind.LOAD_PERIOD, index, 0);
}

/** LOAD_DUE: something about a load changes by itself, if nothing has changed it since that was foreseen. */
export function loadDue(simulation: Simulation, index: number): void {
  const load = simulation.loads[index]!;
  if (load.dueAt !== simulation.now) return;
  noteChange(simulation, index);
  if (load.sharesUntil <= simulation.now) load.hasOtherTasks = true;
}

/** LOADS_PASS: what has changed at this instant is worked out, callers before those that they call. */
export function loadsPass(simulation: Simulation): void {
  const { loads, changedHosts } = simulation;
  const touched = new Set<number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    changeInTurn(simulation, touched, 1);
    changeInTurn(simulation, touched, -1);
    if (changedHosts.size > 0) refreshHosts(simulation);
    if (simulation.changedLoads.length === 0) break;
  }
  for (const index of simulation.changedLoads) loads[index]!.isChanged = false;
  simulation.changedLoads = [];
  simulation.lost.clear();
  simulation.restarted.clear();
  simulation.loadsAt = -1;
  for (const index of [...touched].sort((a, b) => a - b)) killOverLimit(simulation, loads[index]!);
}

/**
 * Works out the changed loads from callers to called ones (`direction` 1), with all that this changes on the way, or back (-1).
 * What lies behind is left to the next turn.
 */
function changeInTurn(simulation: Simulation, touched: Set<number>, direction: 1 | -1): void {
  const { loads } = simulation;
  const inTurn = (a: number, b: number) => (a - b) * direction;
  let list = simulation.changedLoads.sort(inTurn);
  simulation.changedLoads = [];
  const behind: number[] = [];
  for (let i = 0; i < list.length; i++) {
    const index = list[i]!;
    touched.add(index);
    change(simulation, loads[index]!);
    if (simulation.changedLoads.length === 0) continue;
    const ahead: number[] = [];
    for (const other of simulation.changedLoads) (inTurn(other, index) > 0 ? ahead : behind).push(other);
    simulation.changedLoads = [];
    if (ahead.length > 0) list = [...list.slice(0, i + 1), ...[...list.slice(i + 1), ...ahead].sort(inTurn)];
  }
  simulation.changedLoads = behind;
}

function change(simulation: Simulation, load: ServiceLoad): void {
  const { now } = simulation;
  load.isChanged = false;
  settleLoad(simulation, load);
  seeRate(simulation, load);
  if (load.hasOtherTasks || load.isPuttingOut) {
    load.hasOtherTasks = false;
    settleCalled(simulation, load);
    rebuildStations(simulation, load);
  }
  const { admittedRate, callsMade, responses, failedShare, dueAt } = load;
  load.dueAt = load.sharesUntil;
  evaluateLoad(simulation, load);
  noteService(simulation, load.service);
  noteCluster(simulation, simulation.serviceStates[load.service]!.cluster);
  simulation.countEvent();
  simulation.digest.add(now, 70, load.index, load.told.served);
  if (load.dueAt !== dueAt && load.dueAt !== Number.POSITIVE_INFINITY)
    simulation.timers.push(load.dueAt, Phase.ARRIVAL, TimerKind.LOAD_DUE, load.index, 0);
  if (load.admittedRate !== admittedRate || callsMade.some((made, i) => made !== load.callsMade[i]))
    for (const { load: called } of load.calls) noteChange(simulation, called);
  if (load.responses !== responses || load.failedShare !== failedShare)
    for (const { load: caller } of load.callers) noteChange(simulation, caller);
}

/** Who listens to calls is told of those up to now while the tasks that made them are still known. */
function settleCalled(simulation: Simulation, { calls }: ServiceLoad): void {
  if (simulation.listeners.requestsArrived.length === 0) return;
  for (const { load } of calls) settleLoad(simulation, simulation.loads[load]!);
}

/** Everything is counted up to now, so that it can be looked at. */
export function settleLoads(simulation: Simulation): void {
  for (const load of simulation.loads) settleLoad(simulation, load);
  if (simulation.now === simulation.scenario.simulation.warmUpMs) tellHostUses(simulation);
}

/** The run is over: parts of requests are put together. */
export function endLoads(simulation: Simulation): void {
  for (const load of simulation.loads) {
    settleLoad(simulation, load);
    if (simulation.listeners.requestsArrived.length > 0) tellLastSources(simulation, load);
    tellLastFlow(simulation, load);
  }
  tellHostUses(simulation);
}
