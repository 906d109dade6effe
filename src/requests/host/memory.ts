/** One byte, in MiB: what a use may be above a limit by rounding alone. */
const ROUNDING_MIB = 2 ** -20;

/**
 * The task that is killed for its memory, by position; -1 when nobody is. Above its own limit it is the first such one
 * (ecs: ). When all together use more than the instance has, it is the one that uses most beyond its reservation:
 * our choice, after the kernel, which kills the largest; a reservation is the promise that ECS placed it by. Ask again
 * without it until nobody is over. All in MiB; a limit may be Infinity.
 */
export function overMemory(
  uses: Float64Array,
  limits: Float64Array,
  reservations: Float64Array,
  capacity: number,
  count: number = uses.length,
): number {
  let total = 0;
  let most = -1;
  for (let task = 0; task < count; task++) {
    const use = uses[task]!;
    if (use > limits[task]! + ROUNDING_MIB) return task;
    total += use;
    if (most === -1 || use - reservations[task]! > uses[most]! - reservations[most]!) most = task;
  }
  return total > capacity + ROUNDING_MIB ? most : -1;
}
