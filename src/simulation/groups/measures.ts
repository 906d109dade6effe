import type { Simulation } from '../simulation.ts';
import type { Group, ProviderMeasure } from './group.ts';

/** An evaluation sees a minute that ended up to a minute ago, beside the delay; a policy is called some time after it. */
const LOOKED_BACK_MS = 5 * 60_000;

/** Keeps what was measured of a group's capacity provider until no alarm sees it any more. */
export function keepMeasure({ now, scenario }: Simulation, group: Group, measure: ProviderMeasure): void {
  const last = group.measured.at(-1);
  if (last?.needed === measure.needed && last.instances === measure.instances) return;
  const { 'managedScaling.delay': delayMs, 'scaling.actionDelay': actionMs } = scenario.timings;
  const oldest = now - delayMs - actionMs - LOOKED_BACK_MS;
  const firstKept = group.measured.findLastIndex(({ at }) => at <= oldest);
  group.measured = [...group.measured.slice(Math.max(0, firstKept)), measure];
}

/** What was measured last at or before an instant; null: nothing. */
export function measureAt({ measured }: Group, at: number): ProviderMeasure | null {
  return measured.findLast((measure) => measure.at <= at) ?? null;
}
