/** No task is so large in vCPU or GiB that all of a recording are at least this; in CPU units and MiB hardly any is less. */
const NEVER_ALL_SO_LARGE = 128;

/** Whether a column taken for vCPU holds other units, by its values: CPU units, or thousandths where 64 divides not all of them. */
export function cpuUnitOf(values: readonly number[]): 'vcpu' | 'cpuMilli' | 'cpu' {
  if (!areAllLarge(values)) return 'vcpu';
  const isOfUnits = values.every((value) => value % 64 === 0);
  return !isOfUnits && values.every((value) => value % 50 === 0) ? 'cpuMilli' : 'cpu';
}

/** Whether a column taken for GiB holds MiB, by its values. */
export function memoryUnitOf(values: readonly number[]): 'memoryGiB' | 'memoryMib' {
  return areAllLarge(values) ? 'memoryMib' : 'memoryGiB';
}

function areAllLarge(values: readonly number[]): boolean {
  const stated = values.filter((value) => value > 0);
  return stated.length > 0 && stated.every((value) => value >= NEVER_ALL_SO_LARGE);
}
