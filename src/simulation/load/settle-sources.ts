import type { Simulation } from '../simulation.ts';
import type { RequestSource, ServiceLoad } from './service-load.ts';
import { inFlightOf } from './tell-flow.ts';

/** What sums of parts lack of a whole request by rounding alone. */
const ROUNDING = 1e-6;

/**
 * Counts by what the requests of a load came for so long, and tells it in whole requests. All that are in flight are answered, or
 * lost, alike: of each source the same part.
 */
export function settleSources(
  simulation: Simulation,
  load: ServiceLoad,
  durationMs: number,
  served: number,
): void {
  if (load.queue !== null) return;
  let open = 0;
  for (const source of load.sources) {
    const came = source.rate * durationMs;
    source.came += came;
    source.open += came;
    open += source.open;
  }
  const [answeredPart, leftPart] =
    open > 0 ? [Math.min(1, served / open), Math.min(1, inFlightOf(load.sums) / open)] : [0, 0];
  for (const source of load.sources) {
    source.answered += source.open * answeredPart;
    source.open *= Math.max(0, leftPart);
    tell(simulation, load, source, whole(source.came), whole(source.answered));
  }
}

/** The same at the end of the run: parts that are left count as the nearest whole request. */
export function tellLastSources(simulation: Simulation, load: ServiceLoad): void {
  for (const source of load.sources)
    tell(simulation, load, source, Math.round(source.came), Math.round(source.answered));
}

function tell(
  { now, listeners }: Simulation,
  { service }: ServiceLoad,
  source: RequestSource,
  came: number,
  answered: number,
): void {
  const { caller, call, toldCame, toldAnswered } = source;
  if (came === toldCame && answered === toldAnswered) return;
  source.toldCame = came;
  source.toldAnswered = answered;
  for (const observer of listeners.requestsArrived)
    observer.requestsArrived(now, service, caller, call, came - toldCame, answered - toldAnswered);
}

function whole(sum: number): number {
  return Math.floor(sum + ROUNDING);
}
