import { RequestCounts } from '../../environment/load/request-counts.ts';
import { noFlow } from '../../events/request-flow.ts';
import { NONE } from '../../model/task-table.ts';
import type { LoadSpec, RequestsSpec } from '../../scenario/scenario.ts';
import { serviceName } from '../services/service-workloads.ts';
import type { Simulation } from '../simulation.ts';
import { setPeriodEnd } from './loads.ts';
import { noteChange } from './loads-pass.ts';
import type { QueueState, RequestSource, ServiceLoad } from './service-load.ts';

type OfferedSpec = LoadSpec & { readonly requests: RequestsSpec };

/** Makes the loads of all services that requests or messages come to, callers first, and sets their first periods. */
export function openLoads(simulation: Simulation): void {
  const { scenario, loads, loadOfService } = simulation;
  const offered = inCallingOrder(scenario.loads);
  const places = new Map(offered.map((spec, place) => [spec, place]));
  loadOfService.push(...scenario.services.map(() => NONE));
  for (const [index, spec] of offered.entries()) {
    const callers = offered.flatMap((other, caller) =>
      other.requests.calls.flatMap(({ load }, call) =>
        scenario.loads[load] === spec ? [{ load: caller, call }] : [],
      ),
    );
    const calls = spec.requests.calls.map(({ load, perRequest }) => ({
      load: places.get(scenario.loads[load] as OfferedSpec)!,
      perRequest,
    }));
    loads.push(openLoad(simulation, index, spec, callers, calls));
    loadOfService[spec.service] = index;
  }
  for (const load of loads) setPeriodEnd(simulation, load);
  for (const { index } of loads) noteChange(simulation, index);
}

function openLoad(
  simulation: Simulation,
  index: number,
  spec: OfferedSpec,
  callers: ServiceLoad['callers'],
  calls: ServiceLoad['calls'],
): ServiceLoad {
  const { seed, durationMs } = simulation.scenario.simulation;
  const { rate, noise, queue } = spec.requests;
  const series = queue === null ? rate : queue.messages;
  const name = `${seed}/requests/${serviceName(simulation.scenario.services[spec.service]!)}`;
  return {
    index,
    spec,
    service: spec.service,
    counts: series === null ? null : new RequestCounts(series, noise, name, durationMs!),
    callers,
    calls,
    rate: 0,
    lostRate: 0,
    periodMs: 0,
    callsMade: [],
    admittedRate: 0,
    killedAt: NONE,
    stations: [],
    settledAt: 0,
    isChanged: false,
    hasOtherTasks: true,
    isPuttingOut: false,
    sharesUntil: Number.POSITIVE_INFINITY,
    dueAt: Number.POSITIVE_INFINITY,
    isAvailable: true,
    responses: null,
    failedShare: 0,
    sums: noFlow(),
    told: noFlow(),
    sources: [
      newSource(NONE, NONE),
      ...callers.map(({ load, call }) => newSource(simulation.loads[load]!.service, call)),
    ],
    spread: null,
    uses: [],
    leftBehind: [],
    queue: queue === null ? null : newQueue(),
  };
}

function newSource(caller: number, call: number): RequestSource {
  return { caller, call, rate: 0, open: 0, came: 0, answered: 0, toldCame: 0, toldAnswered: 0 };
}

function newQueue(): QueueState {
  return {
    backlog: 0,
    inHand: 0,
    inHandGoal: 0,
    followed: 0,
    batches: [],
    hidden: [],
    returned: 0,
    capacity: 0,
    profile: null,
  };
}

/** Each behind all that call it; the loader has refused circles. */
function inCallingOrder(loads: readonly LoadSpec[]): OfferedSpec[] {
  const ordered: OfferedSpec[] = [];
  const visit = (spec: LoadSpec) => {
    if (spec.requests === null || ordered.includes(spec as OfferedSpec)) return;
    for (const { load } of spec.requests.calls) visit(loads[load]!);
    ordered.push(spec as OfferedSpec);
  };
  for (const spec of loads) visit(spec);
  return ordered.reverse();
}
