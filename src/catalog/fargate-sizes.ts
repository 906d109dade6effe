/**
 * Fargate's table of task sizes: CPU units, then the memory that goes with them, MiB, first to last in steps
 * (AWS Fargate pricing page, copy of 2026; ecs spec section 1).
 */
const ROWS: readonly (readonly [cpu: number, memories: readonly number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, range(1, 4, 1)],
  [1024, range(2, 8, 1)],
  [2048, range(4, 16, 1)],
  [4096, range(8, 30, 1)],
  [8192, range(16, 60, 4)],
  [16384, range(32, 120, 8)],
  [32768, [60 * 1024, 120 * 1024, 244 * 1024]],
];

/** A task size of Fargate: CPU units and MiB. */
export interface FargateSize {
  readonly cpu: number;
  readonly memory: number;
}

/** The CPU units that Fargate has. */
export const FARGATE_CPU_UNITS: readonly number[] = ROWS.map(([cpu]) => cpu);

/** The memory sizes (MiB) that Fargate has for these CPU units; none when it does not have the CPU size. */
export function fargateMemoryChoices(cpu: number): readonly number[] {
  return ROWS.find(([rowCpu]) => rowCpu === cpu)?.[1] ?? [];
}

/** Whether Fargate has the size. */
export function isFargateSize(cpu: number, memory: number): boolean {
  return fargateMemoryChoices(cpu).includes(memory);
}

/**
 * The cheapest size that holds both, or null when none does. Rates are those of one vCPU and one GB; the default is the
 * ratio of Linux on x86 in us-east-1 (0.04048 to 0.004445), which hardly differs between regions.
 */
export function cheapestFargateSize(
  cpu: number,
  memory: number,
  vcpuRate = 0.04048,
  gbRate = 0.004445,
): FargateSize | null {
  let cheapest: FargateSize | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [rowCpu, memories] of ROWS) {
    if (rowCpu < cpu) continue;
    const rowMemory = memories.find((choice) => choice >= memory);
    if (rowMemory === undefined) continue;
    const price = rowCpu * vcpuRate + rowMemory * gbRate;
    if (price >= lowest) continue;
    lowest = price;
    cheapest = { cpu: rowCpu, memory: rowMemory };
  }
  return cheapest;
}

/**
 * One size down: the next lower CPU with as much of the memory as goes with it, at the lowest CPU the next lower memory; and its
 * price as a part of this one's at the rates above; `cpuUnits` are those to choose from. Null for the smallest and for what is not in the table.
 */
export function nextSmallerFargateSize(
  { cpu, memory }: FargateSize,
  vcpuRate = 0.04048,
  gbRate = 0.004445,
  cpuUnits: readonly number[] = FARGATE_CPU_UNITS,
): (FargateSize & { readonly priceShare: number }) | null {
  if (!isFargateSize(cpu, memory)) return null;
  const below = cpuUnits[cpuUnits.indexOf(cpu) - 1];
  const smaller = {
    cpu: below ?? cpu,
    memory: fargateMemoryChoices(below ?? cpu).findLast((choice) =>
      below === undefined ? choice < memory : choice <= memory,
    ),
  };
  if (smaller.memory === undefined) return null;
  const price = (units: number, mib: number) => units * vcpuRate + mib * gbRate;
  const priceShare = price(smaller.cpu, smaller.memory) / price(cpu, memory);
  return { cpu: smaller.cpu, memory: smaller.memory, priceShare };
}

function range(firstGib: number, lastGib: number, stepGib: number): number[] {
  const choices: number[] = [];
  for (let gib = firstGib; gib <= lastGib; gib += stepGib) choices.push(gib * 1024);
  return choices;
}
