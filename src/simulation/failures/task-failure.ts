import { FAILURE_DEFAULTS } from '../../catalog/failure-defaults.ts';
import type { Distribution } from '../../environment/distributions/distribution.ts';
import { Sampler } from '../../environment/distributions/sampler.ts';
import { Stream } from '../../kernel/streams.ts';
import { isImage } from '../../scenario/operations/image-name.ts';
import type { BefallenTasks, FailureSpec, Scenario, WorkloadSpec } from '../../scenario/scenario.ts';

/** A failure that can befall the tasks of a workload, with the streams that decide whether and when. */
export interface TaskFailure {
  readonly spec: Exclude<FailureSpec, { kind: 'instance' }>;
  readonly whether: Stream;
  /** `null`: a moment that is not drawn. */
  readonly when: Sampler | null;
}

/** The failures of a scenario that concern a workload, in their order; each kind numbers its streams by itself. */
export function failuresOf(scenario: Scenario, workload: WorkloadSpec): TaskFailure[] {
  const { seed, resolutionMs } = scenario.simulation;
  const counts = new Map<string, number>();
  return scenario.failures.flatMap((spec): TaskFailure[] => {
    const number = (counts.get(spec.kind) ?? 0) + 1;
    counts.set(spec.kind, number);
    if (spec.kind === 'instance' || !concerns(spec, scenario, workload)) return [];
    const name = `${seed}/${spec.kind}${number}`;
    const time = timeOf(spec, scenario);
    return [
      {
        spec,
        whether: new Stream(`${name}/${workload.name}`),
        when: time === null ? null : new Sampler(time, `${name}/when/${workload.name}`, resolutionMs),
      },
    ];
  });
}

/** Whether a failure can befall tasks of the workload at all. */
function concerns(spec: TaskFailure['spec'], scenario: Scenario, workload: WorkloadSpec): boolean {
  switch (spec.kind) {
    case 'exit':
    case 'healthCheck':
    case 'slowStart':
      return isAmong(spec, scenario, workload);
    case 'pull':
      return scenario.taskDefinitions[workload.taskDefinitionIndex]!.containers.some(({ image }) =>
        isImage(spec.image, image),
      );
    case 'fargateRetirement':
      return workload.launchType === 'FARGATE';
  }
}

function isAmong(
  { taskDefinitionIndexes, service }: BefallenTasks,
  { services }: Scenario,
  { taskDefinitionIndex, source }: WorkloadSpec,
): boolean {
  if (taskDefinitionIndexes !== null && !taskDefinitionIndexes.includes(taskDefinitionIndex)) return false;
  if (service === null) return true;
  if (source.kind !== 'service') return false;
  const { cluster, serviceName } = services[source.service]!;
  return service.cluster === cluster && service.serviceName === serviceName;
}

function timeOf(spec: TaskFailure['spec'], { timings }: Scenario): Distribution | null {
  switch (spec.kind) {
    case 'exit':
      return spec.afterStart;
    case 'slowStart':
      return spec.startDelay;
    case 'healthCheck':
      return null;
    case 'pull':
      return timings['pull.giveUp'];
    case 'fargateRetirement':
      return { kind: 'exponential', mean: FAILURE_DEFAULTS.month / spec.perMonth };
  }
}
