import { tellHostUses } from '../hosts/host-tasks.ts';
import { refreshHosts } from '../hosts/refresh-hosts.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { evaluateLoad } from './evaluate-load.ts';
import { noteChange } from './loads-pass.ts';
import { killOverLimit } from './over-limit.ts';
import { rebuildStations } from './rebuild-stations.ts';
import type { ServiceLoad } from './service-load.ts';
import { settleLoad } from './settle-load.ts';
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
    changeInTurn(simulation, touched);
    if (changedHosts.size > 0) refreshHosts(simulation);
    if (simulation.changedLoads.length === 0) break;
  }
  for (const index of simulation.changedLoads) loads[index]!.isChanged = false;
  simulation.changedLoads = [];
  simulation.lost.clear();
  simulation.loadsAt = -1;
  for (const index of [...touched].sort((a, b) => a - b)) killOverLimit(simulation, loads[index]!);
}

/** Works out the changed loads, and those that they call when they pass on more or less; who calls them comes in the next round. */
function changeInTurn(simulation: Simulation, touched: Set<number>): void {
  const { loads } = simulation;
  const list = simulation.changedLoads.sort((a, b) => a - b);
  simulation.changedLoads = [];
  const later: number[] = [];
  for (let i = 0; i < list.length; i++) {
    const index = list[i]!;
    touched.add(index);
    change(simulation, loads[index]!);
    if (simulation.changedLoads.length === 0) continue;
    for (const other of simulation.changedLoads) (other > index ? list : later).push(other);
    simulation.changedLoads = [];
    // What is left of the list is short but for the very first pass.
    const rest = list.splice(i + 1).sort((a, b) => a - b);
    list.push(...rest);
  }
  simulation.changedLoads = later;
}

function change(simulation: Simulation, load: ServiceLoad): void {
  const { now } = simulation;
  load.isChanged = false;
  settleLoad(simulation, load);
  if (load.hasOtherTasks) {
    load.hasOtherTasks = false;
    rebuildStations(simulation, load);
  }
  const { admittedRate, callsMade, responses, failedShare, dueAt } = load;
  load.dueAt = load.sharesUntil;
  evaluateLoad(simulation, load);
  simulation.countEvent();
  simulation.digest.add(now, 70, load.index, load.told.served);
  if (load.dueAt !== dueAt && load.dueAt !== Number.POSITIVE_INFINITY)
    simulation.timers.push(load.dueAt, Phase.ARRIVAL, TimerKind.LOAD_DUE, load.index, 0);
  if (load.admittedRate !== admittedRate || callsMade.some((made, i) => made !== load.callsMade[i]))
    for (const { load: called } of load.calls) noteChange(simulation, called);
  if (load.responses !== responses || load.failedShare !== failedShare)
    for (const { load: caller } of load.callers) noteChange(simulation, caller);
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
    tellLastFlow(simulation, load);
  }
  tellHostUses(simulation);
}
