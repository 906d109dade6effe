import { type FlowSums, noFlow } from '../../events/request-flow.ts';
import type { Simulation } from '../simulation.ts';
import type { ServiceLoad } from './service-load.ts';

const KINDS = ['served', 'rejected', 'timedOut', 'cutOff', 'noTarget', 'errors', 'failedCalls'] as const;
/** What sums of parts lack of a whole request by rounding alone. */
const ROUNDING = 1e-6;

/** What is told next, reused. */
const flow: FlowSums = noFlow();

/** Tells the observers the whole requests that have come and gone since they were told last; parts of one wait for the rest. */
export function tellFlow(simulation: Simulation, load: ServiceLoad): void {
  const { sums, told } = load;
  // One by one, because this runs at each change of a load.
  flow.offered = whole(sums.offered) - told.offered;
  flow.served = whole(sums.served) - told.served;
  flow.rejected = whole(sums.rejected) - told.rejected;
  flow.timedOut = whole(sums.timedOut) - told.timedOut;
  flow.cutOff = whole(sums.cutOff) - told.cutOff;
  flow.noTarget = whole(sums.noTarget) - told.noTarget;
  flow.errors = whole(sums.errors) - told.errors;
  flow.failedCalls = whole(sums.failedCalls) - told.failedCalls;
  told.offered += flow.offered;
  told.served += flow.served;
  told.rejected += flow.rejected;
  told.timedOut += flow.timedOut;
  told.cutOff += flow.cutOff;
  told.noTarget += flow.noTarget;
  told.errors += flow.errors;
  told.failedCalls += flow.failedCalls;
  emit(simulation, load);
}

/** The same at the end of the run, where the parts that are left are put together: only what is in flight is left open. */
export function tellLastFlow(simulation: Simulation, load: ServiceLoad): void {
  tellFlow(simulation, load);
  const { sums, told } = load;
  flow.offered = Math.round(sums.offered) - told.offered;
  told.offered += flow.offered;
  const inFlight = Math.round(inFlightOf(sums));
  for (const kind of KINDS) flow[kind] = 0;
  // Parts of requests that failed are too small to count, unless nothing else is there.
  const kind = sums.served > 0 ? 'served' : [...KINDS].sort((a, b) => sums[b] - sums[a])[0]!;
  flow[kind] = told.offered - inFlight - KINDS.reduce((sum, each) => sum + told[each], 0);
  told[kind] += flow[kind];
  emit(simulation, load);
}

/** Requests that have come and are neither served nor lost. */
export function inFlightOf(sums: FlowSums): number {
  return sums.offered - KINDS.reduce((sum, kind) => sum + sums[kind], 0);
}

/** Whole requests of a sum that never falls. */
function whole(sum: number): number {
  return Math.floor(sum + ROUNDING);
}

function emit({ now, listeners }: Simulation, { service }: ServiceLoad): void {
  for (const observer of listeners.requestsFlowed) observer.requestsFlowed(now, service, flow);
}
