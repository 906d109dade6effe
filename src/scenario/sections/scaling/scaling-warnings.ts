import type { ServiceMetric } from '../../../cloudwatch/metric.ts';
import { METRIC_FAMILIES } from '../../../cloudwatch/registry.ts';
import { LEAST_HISTORY_HOURS } from '../../../policies/scaling/predictive-scaling.ts';
import type { Findings } from '../../findings.ts';
import type { ScalingPolicySpec } from '../../scaling-spec.ts';
import type { Scenario } from '../../scenario.ts';
import type { NamedPolicy } from '../cloudwatch/alarm-actions.ts';

/** What the targets work with. */
interface Parts extends Pick<Scenario, 'scalableTargets' | 'alarms' | 'loads' | 'services' | 'simulation'> {
  /** Policies that alarms name; `null`: not known. */
  readonly named: readonly NamedPolicy[] | null;
}

/** Scaling that cannot do what it seems to be meant to. */
export function warnOfScaling(parts: Parts, findings: Findings): void {
  for (const [i, target] of parts.scalableTargets.entries()) {
    for (const [j, policy] of target.policies.entries()) {
      const what = target.scales.of === 'service' ? 'Scalable target ' : '';
      const subject = `${what}${target.resourceId}: policy ${policy.policyName}`;
      if (policy.kind === 'step') warnOfStep(subject, { target: i, policy: j }, parts, findings);
      else if (policy.kind === 'predictive') warnOfHistory(subject, policy, parts, findings);
    }
  }
  for (const [service, metrics] of watchedMetrics(parts)) {
    warnOfLoad(service, metrics, parts, findings);
    warnOfGroups(service, metrics, parts, findings);
  }
}

function warnOfStep(
  subject: string,
  { target, policy }: NamedPolicy,
  { named }: Parts,
  findings: Findings,
): void {
  if (named === null || named.some((other) => other.target === target && other.policy === policy)) return;
  findings.warn('step-policy-without-alarm', `${subject} does nothing: none of the \`alarms\` names it.`);
}

/** Until there are 24 hours it forecasts nothing (scaling: ). */
function warnOfHistory(
  subject: string,
  { forecasts }: Extract<ScalingPolicySpec, { kind: 'predictive' }>,
  { simulation }: Parts,
  findings: Findings,
): void {
  const runHours = (simulation.durationMs ?? 0) / 3_600_000;
  const hours = Math.min(...forecasts.map(({ history }) => history?.hourly.length ?? 0)) + runHours;
  if (hours > LEAST_HISTORY_HOURS) return;
  findings.warn(
    'forecast-without-history',
    `${subject} forecasts nothing in this run: it needs ${LEAST_HISTORY_HOURS} hours of load before, from \`history\` or from the run.`,
  );
}

/** What policies and alarms look at, by service. */
function watchedMetrics({ scalableTargets, alarms }: Parts): ReadonlyMap<number, ReadonlySet<ServiceMetric>> {
  const watched = new Map<number, Set<ServiceMetric>>();
  const watch = (service: number, metric: ServiceMetric) =>
    watched.set(service, (watched.get(service) ?? new Set()).add(metric));
  const policies = scalableTargets.flatMap((target) => target.policies);
  const queries = [...policies.filter((policy) => policy.kind === 'targetTracking'), ...alarms];
  for (const { source } of queries.flatMap(({ query }) => query.terms))
    if (source.of === 'service') watch(source.service, source.metric);
  return watched;
}

/** Somebody looks at what nobody has said (scaling: ). */
function warnOfLoad(
  service: number,
  metrics: ReadonlySet<ServiceMetric>,
  { loads, services }: Parts,
  findings: Findings,
): void {
  const { cluster, serviceName } = services[service]!;
  const load = loads.find((each) => each.service === service);
  if (load === undefined && (metrics.has('CPUUtilization') || metrics.has('MemoryUtilization')))
    findings.warn(
      'watched-without-load',
      `Service ${cluster}/${serviceName}: a policy or an alarm looks at its CPU or memory, but no workload says what its tasks use, so that they use all that they reserve (100 %), however many there are.`,
    );
  if ((load?.requests ?? null) === null && OF_GROUPS.some((metric) => metrics.has(metric)))
    findings.warn(
      'watched-without-requests',
      `Service ${cluster}/${serviceName}: a policy or an alarm looks at its requests, but no workload brings any.`,
    );
}

/** Requests come to a service, not to one of its target groups. */
function warnOfGroups(
  service: number,
  metrics: ReadonlySet<ServiceMetric>,
  { services }: Parts,
  findings: Findings,
): void {
  const { cluster, serviceName, loadBalancers } = services[service]!;
  const groups = new Set(loadBalancers.map(({ targetGroup }) => targetGroup)).size;
  if (groups > 1 && OF_GROUPS.some((metric) => metrics.has(metric)))
    findings.warn(
      'several-target-groups',
      `Service ${cluster}/${serviceName}: the requests of its ${groups} target groups are counted together, whichever of them a policy or an alarm names.`,
    );
}

const OF_GROUPS: readonly ServiceMetric[] = METRIC_FAMILIES.flatMap(({ of, metrics }) =>
  of === 'targetGroup' ? (Object.keys(metrics) as ServiceMetric[]) : [],
);
