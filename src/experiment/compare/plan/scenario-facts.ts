import { familyOf } from '../../../catalog/instance-types.ts';
import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import type { ContainerInstanceSpec, Scenario, WorkloadSpec } from '../../../scenario/scenario.ts';

/** What a comparison must know of a scenario beside its outcomes: plain JSON. */
export interface ScenarioFacts {
  /** Workloads whose arrivals come from a recorded file: no seed changes them. */
  readonly recorded: readonly string[];
  /** Whether such a recording is run more than once: then its days are no further days. */
  readonly repeatsRecording: boolean;
  /** Work per vCPU relative to an m5, where something is said. */
  readonly speed: Readonly<Record<string, number>>;
  /** What its vCPUs are: families of instance types, `fargate`, each with ` (arm64)` where it is. */
  readonly processors: readonly string[];
  /** Whether CPU time decides how long something takes: requests, messages, or tasks of so much work. */
  readonly worksByCpu: boolean;
  /** Every delay of starting tasks is 0, as with `timings: instant`. */
  readonly startsAtOnce: boolean;
}

export function scenarioFacts(scenario: Scenario): ScenarioFacts {
  const recordings = [
    ...scenario.workloads.flatMap(ofWorkload),
    ...scenario.loads.flatMap(({ name, requests }) => [
      ...ofSeries(name, requests?.rate),
      ...ofSeries(name, requests?.queue?.messages),
    ]),
  ];
  return {
    recorded: [...new Set(recordings.map(({ name }) => name))],
    repeatsRecording: recordings.some(({ repeats }) => repeats),
    speed: scenario.speed,
    processors: processorsOf(scenario),
    worksByCpu:
      scenario.loads.some(({ requests }) => requests !== null) ||
      scenario.workloads.some(({ source }) => source.kind === 'arrivals' && source.duration.kind === 'work'),
    startsAtOnce: START_DELAYS.every((name) => {
      const delay = scenario.timings[name];
      return delay.kind === 'constant' && delay.value === 0;
    }),
  };
}

/** A task waits for one of them wherever it starts. */
const START_DELAYS = ['fargate.provision', 'container.start', 'ec2.agentHandover'] as const;

interface Recording {
  readonly name: string;
  readonly repeats: boolean;
}

function ofWorkload({ name, source }: WorkloadSpec): Recording[] {
  if (source.kind === 'trace') return [{ name, repeats: source.trace.repeat > 1 }];
  if (source.kind !== 'arrivals' || source.arrivals.form.kind !== 'poissonSeries') return [];
  return ofSeries(name, source.arrivals.form.series);
}

function ofSeries(name: string, series: Series | null | undefined): Recording[] {
  return series?.recorded === true ? [{ name, repeats: series.repeat }] : [];
}

function processorsOf({
  clusters,
  capacityProviders,
  autoScalingGroups,
  workloads,
  services,
  taskDefinitions,
}: Scenario): string[] {
  const instances: ContainerInstanceSpec[] = [
    ...clusters.flatMap(({ containerInstances }) => containerInstances),
    ...clusters.flatMap(({ idealFleet }) => (idealFleet === null ? [] : [idealFleet])),
    ...autoScalingGroups.flatMap(({ configurations }) =>
      configurations.flatMap(({ options }) => options.map((option) => option.instances)),
    ),
  ];
  const onFargate = [...workloads, ...services].filter(
    ({ launchType, capacityProviderStrategy }) =>
      launchType === 'FARGATE' ||
      capacityProviderStrategy.some(({ provider }) => capacityProviders[provider]?.kind !== 'group'),
  );
  const names = [
    ...instances.map(({ ec2InstanceType, architecture }) =>
      processor(ec2InstanceType === null ? 'other machines' : familyOf(ec2InstanceType), architecture),
    ),
    ...onFargate.map(({ taskDefinitionIndex }) =>
      processor('fargate', taskDefinitions[taskDefinitionIndex]?.architecture ?? 'X86_64'),
    ),
  ];
  return [...new Set(names)].sort();
}

function processor(name: string, architecture: 'X86_64' | 'ARM64'): string {
  return architecture === 'ARM64' ? `${name} (arm64)` : name;
}
