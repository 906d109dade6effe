import type { Findings } from '../../findings.ts';
import type { LoadSpec, Scenario, ServiceSpec, TaskDefinitionSpec, UsageSpec } from '../../scenario.ts';

/** More than so many times the reservation was probably meant in percent. */
const MOST_TIMES = 4;

type Parts = Pick<Scenario, 'workloads' | 'loads' | 'services' | 'taskDefinitions'>;

/** Usage that cannot be, that kills tasks, or that leaves nothing for the requests beside it. */
export function warnOfUsage(
  { workloads, loads, services, taskDefinitions }: Parts,
  findings: Findings,
): void {
  for (const { name, usage, taskDefinitionIndex, source } of workloads) {
    const subject = `Workload ${name}`;
    warnOfPercent(subject, usage, findings);
    // Rows of a trace bring their own sizes.
    if (source.kind !== 'trace')
      warnOfLimits(subject, taskDefinitions[taskDefinitionIndex]!, usage, findings);
  }
  for (const load of loads) warnOfLoad(load, services[load.service]!, taskDefinitions, findings);
}

function warnOfLoad(
  { name, usage, requests }: LoadSpec,
  { taskDefinitionIndexes }: ServiceSpec,
  taskDefinitions: readonly TaskDefinitionSpec[],
  findings: Findings,
): void {
  const subject = `Workload ${name}`;
  warnOfPercent(subject, usage, findings);
  const needsCpu = requests !== null && requests.cpuTime.meanMs > 0;
  for (const definition of taskDefinitionIndexes.map((index) => taskDefinitions[index]!)) {
    const { family, revision, need, limits } = definition;
    if (needsCpu && limits.cpu !== null && usage.cpu * need.cpu >= limits.cpu)
      findings.warn(
        'no-cpu-for-requests',
        `${subject}: \`usage.cpu\` of ${usage.cpu} takes all the CPU that ${family}:${revision} can have, and leaves none for \`requests\`, whose own CPU comes on top of it.`,
      );
    else warnOfCpuLimit(subject, definition, usage, findings);
    warnOfMemoryLimit(subject, definition, usage, findings);
  }
}

function warnOfPercent(subject: string, usage: UsageSpec, findings: Findings): void {
  for (const [key, times] of Object.entries(usage) as [keyof UsageSpec, number][])
    if (times > MOST_TIMES)
      findings.warn(
        'usage-many-times',
        `${subject}: \`usage.${key}\` of ${times} is ${times} times what its tasks reserve; 1 is all of it, 0.5 half.`,
      );
}

function warnOfLimits(
  subject: string,
  definition: TaskDefinitionSpec,
  usage: UsageSpec,
  findings: Findings,
): void {
  warnOfCpuLimit(subject, definition, usage, findings);
  warnOfMemoryLimit(subject, definition, usage, findings);
}

/** A hard limit holds, whatever `usage` says (ecs: ). */
function warnOfCpuLimit(
  subject: string,
  { family, revision, need, limits }: TaskDefinitionSpec,
  usage: UsageSpec,
  findings: Findings,
): void {
  if (limits.cpu === null || usage.cpu * need.cpu <= limits.cpu) return;
  findings.warn(
    'usage-above-limit',
    `${subject}: its tasks would use ${usage.cpu} times the CPU that they reserve, but what ${family}:${revision} reserves is a hard limit: they use all of it, and no more.`,
  );
}

/** Who passes a hard limit of memory is killed (ecs: ). */
function warnOfMemoryLimit(
  subject: string,
  { family, revision, need, limits }: TaskDefinitionSpec,
  usage: UsageSpec,
  findings: Findings,
): void {
  const used = usage.memory * need.memory;
  if (limits.memory === null || used <= limits.memory) return;
  findings.warn(
    'usage-above-memory-limit',
    `${subject}: each task would use ${Math.round(used)} MiB of memory, above the hard limit of ${family}:${revision}, ${limits.memory} MiB: its container is killed as soon as it has started (OutOfMemoryError).`,
  );
}
