/** Types to start with, by vCPU; each has four GiB a vCPU. */
const TYPES: readonly (readonly [name: string, vcpu: number])[] = [
  ['m5.large', 2],
  ['m5.xlarge', 4],
  ['m5.2xlarge', 8],
  ['m5.4xlarge', 16],
  ['m5.8xlarge', 32],
  ['m5.12xlarge', 48],
  ['m5.16xlarge', 64],
];

export const LARGEST_TYPE = 'm5.24xlarge';

const GIB_PER_VCPU = 4;
/** What the operating system and the agent leave. */
const LEFT = 0.9;

/** The smallest type that holds two tasks of this size. */
export function typeThatHolds({ vcpu, memoryGib }: { vcpu: number; memoryGib: number }): string {
  const holds = ([, cpus]: readonly [string, number]) =>
    cpus >= 2 * vcpu && cpus * GIB_PER_VCPU * LEFT >= 2 * memoryGib;
  return TYPES.find(holds)?.[0] ?? LARGEST_TYPE;
}
