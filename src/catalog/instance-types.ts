/** What AWS publishes of an instance type. */
export interface InstanceType {
  readonly name: string;
  readonly vcpu: number;
  /** As advertised; what an instance registers with ECS is less. */
  readonly memoryMib: number;
  /** MiB that an instance of the type was seen to register with ECS; `null` where no figure is published (ecs: ). */
  readonly measuredMemoryMib: number | null;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly gpus: number;
  /** Network interfaces that it can have. */
  readonly maxEnis: number;
  /** awsvpc tasks that it can have with ENI trunking; 0 where AWS does not support it. */
  readonly trunkedTasks: number;
}

/** Every instance type of the catalogue. */
export interface InstanceTypes {
  find(name: string): InstanceType | undefined;
  readonly names: readonly string[];
}

/** MiB registered, where AWS's guide or an issue of its agent prints them (ecs: and its examples ). */
const MEASURED_MEMORY_MIB: Readonly<Record<string, number>> = {
  'c4.large': 3768,
  'c4.2xlarge': 15_042,
  'c4.4xlarge': 30_158,
  'm4.large': 7985,
  'inf1.xlarge': 7679,
};

/** The catalogue's instance types; the data is loaded when it is asked for. */
export async function loadInstanceTypes(): Promise<InstanceTypes> {
  const { instanceTypes } = await import('./data/instance-types.ts');
  const byName = new Map(
    instanceTypes
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line]),
  );
  return {
    names: [...byName.keys()],
    find(name) {
      const line = byName.get(name);
      return line === undefined ? undefined : typeOf(line);
    },
  };
}

function typeOf(line: string): InstanceType {
  const [name, vcpu, memoryMib, architecture, gpus, maxEnis, trunkedTasks] = line.split(' ') as [
    string,
    ...string[],
  ];
  return {
    name,
    vcpu: Number(vcpu),
    memoryMib: Number(memoryMib),
    measuredMemoryMib: MEASURED_MEMORY_MIB[name] ?? null,
    architecture: architecture === 'ARM64' ? 'ARM64' : 'X86_64',
    gpus: Number(gpus),
    maxEnis: Number(maxEnis),
    trunkedTasks: Number(trunkedTasks),
  };
}

/** The family of an instance type: `c7i-flex` of `c7i-flex.large`. */
export function familyOf(ec2InstanceType: string): string {
  return ec2InstanceType.split('.')[0]!;
}
