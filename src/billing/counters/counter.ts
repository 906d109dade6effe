import { Observer } from '../../events/observer.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { InstanceGroupUsage } from '../usage.ts';

/** Counts what some of AWS's meters measure while a run goes on: whole numbers only, no price. */
export abstract class Counter extends Observer {
  /**
   * What has been used since the last time, up to `at`, where an hour of the clock, the warm-up or the run ends; `instances`:
   * what instances were used for meanwhile.
   */
  abstract take(at: number, instances: readonly InstanceGroupUsage[]): MeteredUsage[];
}
