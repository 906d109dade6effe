import type { Simulation } from '../simulation.ts';
import type { RequestSource, ServiceLoad } from './service-load.ts';

/** What sums of parts lack of a whole request by rounding alone. */
const ROUNDING = 1e-6;

/**
 * Counts by what the requests of a load came for so long, and tells it in whole requests. What was answered meanwhile is of each
 * source its part of what comes, or of what came last.
 */
export function settleSources(
  simulation: Simulation,
  load: ServiceLoad,
  durationMs: number,
  served: number,
): void {
  if (load.queue !== null) return;
  for (const source of load.sources) {
    if (load.rate > 0) source.share = source.rate / load.rate;
    source.came += source.rate * durationMs;
    source.answered += served * source.share;
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
