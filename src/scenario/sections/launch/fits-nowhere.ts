import type { Findings } from '../../findings.ts';
import type { ContainerInstanceSpec, TaskDefinitionSpec } from '../../scenario.ts';
import { instancesOf, type ResolvedCluster } from '../clusters.ts';

/**
 * A task that is larger than every instance of its cluster is refused for ever, with ECS's reason; the reader should know
 * before the run what is lacking. Only amounts are looked at: what else is asked for has reasons of its own. `subject` runs
 * it: `Workload job`.
 */
export function warnOfTooLarge(
  subject: string,
  { family, revision, need, networkMode }: TaskDefinitionSpec,
  external: boolean,
  cluster: ResolvedCluster,
  findings: Findings,
): void {
  const { clusterName } = cluster;
  const instances = instancesOf(cluster).filter((spec) => spec.external === external);
  const holds = ({ registered, awsvpcTasks }: ContainerInstanceSpec) =>
    AMOUNTS.every(({ key }) => need[key] <= registered[key]) &&
    (networkMode !== 'awsvpc' || awsvpcTasks === null || awsvpcTasks > 0);
  if (instances.length === 0 || instances.some(holds)) return;
  const lacking = AMOUNTS.filter(({ key }) =>
    instances.every(({ registered }) => need[key] > registered[key]),
  );
  const most = (key: keyof TaskDefinitionSpec['need']) =>
    Math.max(...instances.map(({ registered }) => registered[key]));
  const detail = lacking
    .map(({ key, unit }) => `${need[key]} ${unit}, where the most is ${most(key)}`)
    .join('; ');
  findings.warn(
    'task-too-large',
    `${subject}: a task of ${family}:${revision} fits on no container instance of cluster ${clusterName}, even when it is empty${detail === '' ? '' : `: it needs ${detail}`}.`,
    1,
  );
}

/**
 * A task for another processor or operating system than any instance of its cluster has: where managed scaling is, it is never
 * refused with ATTRIBUTE but waits in PROVISIONING, and instances are started for it that cannot take it, as amounts alone
 * count (ecs:R-5.14).
 */
export function warnOfOtherPlatform(
  subject: string,
  { family, revision, architecture, osFamily }: TaskDefinitionSpec,
  external: boolean,
  cluster: ResolvedCluster,
  findings: Findings,
): void {
  const instances = instancesOf(cluster).filter((spec) => spec.external === external);
  const has = (spec: ContainerInstanceSpec) =>
    (architecture === null || spec.architecture === architecture) &&
    (osFamily === null || spec.osFamily === osFamily);
  if (cluster.groups.length === 0 || instances.length === 0 || instances.some(has)) return;
  const needed = [architecture, osFamily].filter((need) => need !== null).join(' and ');
  findings.warn(
    'other-platform',
    `${subject}: a task of ${family}:${revision} is for ${needed}, which no container instance of cluster ${cluster.clusterName} is.`,
    1,
  );
}

const AMOUNTS = [
  { key: 'cpu', unit: 'CPU units' },
  { key: 'memory', unit: 'MiB' },
  { key: 'gpu', unit: 'GPUs' },
] as const;
