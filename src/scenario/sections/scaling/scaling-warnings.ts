import { LEAST_HISTORY_HOURS } from '../../../policies/scaling/predictive-scaling.ts';
import type { Findings } from '../../findings.ts';
import type { ScalableTargetSpec, ScalingPolicySpec, Scenario } from '../../scenario.ts';
import type { NamedPolicy } from '../cloudwatch/alarm-actions.ts';

/** What the targets work with. */
interface Parts extends Pick<Scenario, 'scalableTargets' | 'loads' | 'services' | 'simulation'> {
  /** Policies that alarms name; `null`: not known. */
  readonly named: readonly NamedPolicy[] | null;
}

/** Scaling that cannot do what it seems to be meant to. */
export function warnOfScaling(parts: Parts, findings: Findings): void {
  for (const [i, target] of parts.scalableTargets.entries()) {
    for (const [j, policy] of target.policies.entries()) {
      const subject = `Scalable target ${target.resourceId}: policy ${policy.policyName}`;
      if (policy.kind === 'step') warnOfStep(subject, { target: i, policy: j }, parts, findings);
      else if (policy.kind === 'predictive') warnOfHistory(subject, policy, parts, findings);
    }
    warnOfLoad(target, parts, findings);
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

/** Policies that look at what nobody has said (scaling: ). */
function warnOfLoad(
  { service, policies, resourceId }: ScalableTargetSpec,
  { loads }: Parts,
  findings: Findings,
): void {
  const load = loads.find((each) => each.service === service);
  const tracked = new Set<string>();
  for (const policy of policies) {
    if (policy.kind !== 'targetTracking') continue;
    for (const { source } of policy.query.terms)
      if (source.of === 'service' && source.service === service) tracked.add(source.metric);
  }
  if (load === undefined && (tracked.has('CPUUtilization') || tracked.has('MemoryUtilization')))
    findings.warn(
      'tracked-without-load',
      `Scalable target ${resourceId}: no workload says what the tasks of the service use, so that they use all that they reserve (100 %), however many there are.`,
    );
  if (tracked.has('RequestCountPerTarget') && (load === undefined || load.requests === null))
    findings.warn(
      'tracked-without-requests',
      `Scalable target ${resourceId}: a policy tracks its requests, but no workload brings any.`,
    );
}
