import type { World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import type { MeterName } from '../meters/registry.ts';
import { shareOut } from '../share-out.ts';

/** How much of something each workload caused, in any unit. */
export type Causes = ReadonlyMap<number, number>;

/** Weights count so finely: parts are of a millionth of a request. */
const FINENESS = 1e6;

/** A quantity of a meter, parted among the workloads that caused it; it is nobody's where none did. */
export function partUsage(
  world: World,
  meter: MeterName,
  zone: number,
  quantity: bigint,
  causes: Causes,
): MeteredUsage[] {
  if (quantity === 0n) return [];
  const workloads = [...causes.keys()];
  const weights = workloads.map((workload) => BigInt(Math.round(causes.get(workload)! * FINENESS)));
  if (weights.every((weight) => weight === 0n)) return [usageOf(world, meter, zone, NONE, quantity)];
  const parts = shareOut(quantity, weights);
  return workloads.flatMap((workload, i) =>
    parts[i] === 0n ? [] : [usageOf(world, meter, zone, workload, parts[i]!)],
  );
}

/** A quantity of a meter that one workload caused, or none. */
export function usageOf(
  world: World,
  meter: MeterName,
  zone: number,
  workload: number,
  quantity: bigint,
): MeteredUsage {
  const cluster = world.workloads[workload]?.cluster ?? NONE;
  return { meter, zone, cluster, provider: NONE, workload, quantity };
}

/** Adds causes to others. */
export function addCauses(sums: Map<number, number>, causes: Causes, times = 1): void {
  for (const [workload, amount] of causes) sums.set(workload, (sums.get(workload) ?? 0) + amount * times);
}
