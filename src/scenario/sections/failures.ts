import type * as z from 'zod';
import { FAILURE_DEFAULTS } from '../../catalog/failure-defaults.ts';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import { FARGATE_RETIREMENT_WAITS_DAYS } from '../operations/published-figures.ts';
import type { Path } from '../reading/problem.ts';
import type {
  BefallenTasks,
  ContainerInstanceSpec,
  FailureSpec,
  Scenario,
  WorkloadSpec,
} from '../scenario.ts';
import { distribution } from '../shapes/distribution.ts';
import { amount, duration, fraction, integer, moment, text } from '../shapes/fields.ts';
import { mapping, oneOf } from '../shapes/mapping.ts';
import { type BefallenParts, resolveBefallen, warnOfImage } from './befallen-tasks.ts';
import { launchedInstancesOf, type ResolvedCluster } from './clusters.ts';
import { fromStart } from './simulation.ts';
import { resolveDuration } from './workloads/duration.ts';

const perMonth = amount(true).describe('How often in a month of 730 hours, on average.');

export const failureSchema = oneOf(
  {
    exitCode: integer(0, 255).describe('Tasks whose essential container ends by itself with this exit code.'),
    healthCheckFails: mapping({
      after: duration().prefault(0).describe("From a container's start; default 0."),
      for: duration(1).optional().describe('Default: for good.'),
    }).describe('Tasks whose containers fail the probes of their health checks and of their target groups.'),
    startDelay: distribution.describe('Tasks whose containers take so much longer to start.'),
    pullFailureRate: fraction().describe('Part of the pulls of `image` that fail.'),
    registryThrottling: mapping({
      image: text('the name of an image', 500)
        .optional()
        .describe('With or without tag; default: every one.'),
      from: moment().optional().describe('Default: from the start of the run.'),
      for: duration(1).optional().describe('Default: to the end of the run.'),
      rate: fraction().prefault(1).describe('Part of the pulls that fail.'),
    }).describe('The registry refuses pulls for a time.'),
    instanceFailureRate: mapping({ perMonth }).describe('Container instances that die of themselves.'),
    fargateRetirement: mapping({
      perMonth,
      waitPeriod: duration()
        .optional()
        .describe('From the notice to the retirement; default 7d. An AWS account can have 0, 7 or 14 days.'),
    }).describe('Fargate tasks whose hosts AWS takes out of service.'),
  },
  {
    cluster: text('a cluster').optional().describe('Of `service`; default the only cluster, or `default`.'),
    family: text('a task definition').optional().describe('Tasks of a family, or of one family:revision.'),
    service: text('a service').optional().describe('Tasks of a service.'),
    image: text('the name of an image', 500)
      .optional()
      .describe('Containers of this image, with or without tag.'),
    afterStart: distribution
      .optional()
      .describe('From startedAt; default: when the task would have ended, in a service at once.'),
    rate: fraction().optional().describe('Part of the tasks that it befalls; default 1.'),
    ec2InstanceType: text('an instance type', 50).optional().describe('Default: instances of every type.'),
  },
);

type Failure = z.output<typeof failureSchema>;
type Key = keyof Failure;

/** The keys that go with each form. */
const BESIDE: Readonly<Partial<Record<Key, readonly Key[]>>> = {
  exitCode: ['family', 'service', 'cluster', 'afterStart', 'rate'],
  healthCheckFails: ['family', 'service', 'cluster', 'image', 'rate'],
  startDelay: ['family', 'service', 'cluster', 'image', 'rate'],
  pullFailureRate: ['image'],
  registryThrottling: [],
  instanceFailureRate: ['ec2InstanceType'],
  fargateRetirement: [],
};

/** What the failures refer to. */
export interface FailureParts extends BefallenParts {
  readonly simulation: Scenario['simulation'];
  readonly workloads: readonly WorkloadSpec[];
}

/** What goes wrong, in the order of the file; entries that are wrong are left out. */
export function resolveFailures(section: unknown, parts: FailureParts, context: LoadContext): FailureSpec[] {
  const stated = decodeList(failureSchema, section, ['failures'], context.findings);
  return stated.flatMap((failure, i): FailureSpec[] => {
    const path: Path = ['failures', i];
    if (failure === null || !hasOnlyItsKeys(failure, path, context)) return [];
    const resolved = resolveFailure(failure, path, parts, context);
    return resolved === null ? [] : [resolved];
  });
}

function hasOnlyItsKeys(failure: Failure, path: Path, { findings }: LoadContext): boolean {
  const form = Object.keys(BESIDE).find((key) => failure[key as Key] !== undefined) as Key;
  const strange = (Object.keys(failure) as Key[]).filter(
    (key) => key !== form && failure[key] !== undefined && !BESIDE[form]!.includes(key),
  );
  for (const key of strange) findings.add([...path, key], `no \`${key}\` beside \`${form}\``, 'one');
  return strange.length === 0;
}

function resolveFailure(
  failure: Failure,
  path: Path,
  parts: FailureParts,
  context: LoadContext,
): FailureSpec | null {
  const { exitCode, healthCheckFails, startDelay, pullFailureRate, registryThrottling, instanceFailureRate } =
    failure;
  const { findings } = context;
  if (instanceFailureRate !== undefined) return instanceFailure(failure, path, parts, context);
  if (failure.fargateRetirement !== undefined) return retirement(failure.fargateRetirement, parts, context);
  if (registryThrottling !== undefined) return throttling(registryThrottling, path, parts, context);
  if (pullFailureRate !== undefined) {
    if (failure.image === undefined) findings.add([...path, 'image'], 'the name of an image', 'nothing');
    else warnOfImage(failure.image, parts.definitions, context);
    const { image = null } = failure;
    return { kind: 'pull', image, share: pullFailureRate, isThrottling: false, fromMs: 0, untilMs: null };
  }
  const befallen = resolveBefallen(failure, path, parts, context);
  if (befallen === null) return null;
  const tasks = { ...befallen, share: failure.rate ?? 1 };
  if (healthCheckFails !== undefined) {
    const { after: afterMs, for: forMs = null } = healthCheckFails;
    if (!isEverChecked(befallen, parts))
      findings.warn('failures-without-effect', 'Nothing checks the tasks whose health checks are to fail.');
    return { kind: 'healthCheck', ...tasks, afterMs, forMs };
  }
  if (startDelay !== undefined) {
    const delay = resolveDuration(startDelay, [...path, 'startDelay'], context);
    return delay === null ? null : { kind: 'slowStart', ...tasks, startDelay: delay };
  }
  const { afterStart } = failure;
  const after =
    afterStart === undefined ? null : resolveDuration(afterStart, [...path, 'afterStart'], context);
  return { kind: 'exit', ...tasks, exitCode: exitCode!, afterStart: after };
}

/** Whether a container of the tasks has a health check, or some service has load balancers. */
function isEverChecked(
  { taskDefinitionIndexes }: Pick<BefallenTasks, 'taskDefinitionIndexes'>,
  { definitions, services }: FailureParts,
): boolean {
  if (services.specs.some(({ loadBalancers }) => loadBalancers.length > 0)) return true;
  return definitions.specs.some(
    ({ containers }, i) =>
      (taskDefinitionIndexes === null || taskDefinitionIndexes.includes(i)) &&
      containers.some(({ life }) => life !== null && life.healthCheck !== null),
  );
}

/** AWS lets an account wait 0, 7 or 14 days; a shorter run may shorten it, and is told so (ecs:R-8.9). */
function retirement(
  { perMonth: often, waitPeriod }: NonNullable<Failure['fargateRetirement']>,
  { services, workloads }: FailureParts,
  { findings }: LoadContext,
): FailureSpec {
  const waitMs = waitPeriod ?? FAILURE_DEFAULTS['fargate.retirementWait'];
  if (![...services.specs, ...workloads].some(({ launchType }) => launchType === 'FARGATE'))
    findings.warn('failures-without-effect', 'Nothing runs on Fargate of which AWS could retire tasks.');
  if (!FARGATE_RETIREMENT_WAITS_DAYS.some((days) => days * DAY_MS === waitMs))
    findings.warn(
      'retirement-wait-not-of-aws',
      `The waitPeriod of a fargateRetirement is none that an AWS account can have (fargateTaskRetirementWaitPeriod: ${FARGATE_RETIREMENT_WAITS_DAYS.join(', ')} days); the run keeps to it.`,
    );
  return { kind: 'fargateRetirement', perMonth: often, waitMs };
}

const DAY_MS = 86_400_000;

function instanceFailure(
  { instanceFailureRate, ec2InstanceType }: Failure,
  path: Path,
  { clusters }: FailureParts,
  { types, findings }: LoadContext,
): FailureSpec {
  if (ec2InstanceType !== undefined && types.find(ec2InstanceType) === undefined)
    findings.add([...path, 'ec2InstanceType'], 'an instance type that the catalogue holds', ec2InstanceType);
  const isBefallen = (entry: ContainerInstanceSpec) =>
    ec2InstanceType === undefined || entry.ec2InstanceType === ec2InstanceType;
  const entriesOf = (cluster: ResolvedCluster) => [
    ...cluster.containerInstances,
    ...launchedInstancesOf(cluster),
  ];
  if (!clusters.all().some((cluster) => entriesOf(cluster).some(isBefallen)))
    findings.warn(
      'failures-without-effect',
      `No container instance${ec2InstanceType === undefined ? '' : ` of type ${ec2InstanceType}`} is there to fail.`,
    );
  const { perMonth: often } = instanceFailureRate!;
  return { kind: 'instance', ec2InstanceType: ec2InstanceType ?? null, perMonth: often };
}

function throttling(
  { image, from, for: forMs, rate }: NonNullable<Failure['registryThrottling']>,
  path: Path,
  parts: FailureParts,
  context: LoadContext,
): FailureSpec {
  const at: Path = [...path, 'registryThrottling'];
  if (image !== undefined) warnOfImage(image, parts.definitions, context);
  const { startMs } = parts.simulation;
  const fromMs = from === undefined ? 0 : fromStart(from, startMs, [...at, 'from'], context.findings);
  const untilMs = forMs === undefined ? null : fromMs + forMs;
  return { kind: 'pull', image: image ?? null, share: rate, isThrottling: true, fromMs, untilMs };
}
