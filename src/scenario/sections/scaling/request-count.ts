import type { Findings } from '../../findings.ts';
import { listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { targetGroupIn } from '../load-balancing/elb-name.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import type { ResolvedService } from '../services/services.ts';

/** A predefined metric as a policy names it. */
export interface StatedPredefined {
  readonly predefinedMetricType: string;
  readonly resourceLabel?: string | undefined;
}

/** Requests are counted by target group: the service has one behind an application load balancer, or says which (scaling: ). */
export function checkRequestCount(
  { predefinedMetricType: type, resourceLabel }: StatedPredefined,
  { spec }: ResolvedService,
  targetGroups: TargetGroups,
  path: Path,
  findings: Findings,
): void {
  if (findings.hasProblemsIn('services', 'targetGroups', 'loadBalancers')) return;
  const indexes = new Set(spec.loadBalancers.map(({ targetGroup }) => targetGroup));
  const groups = [...indexes]
    .map((index) => targetGroups.specs[index]!)
    .filter(({ routing }) => routing.type === 'application')
    .map(({ name }) => name);
  const at: Path = [...path, 'resourceLabel'];
  if (groups.length === 0)
    findings.add(
      [...path, 'predefinedMetricType'],
      'a metric that the service has',
      `${type}, and ${spec.serviceName} has no target group of an application load balancer`,
    );
  else if (resourceLabel !== undefined && !groups.includes(targetGroupIn(resourceLabel)))
    findings.add(at, `a target group of the service${listNames(groups)}`, describeValue(resourceLabel));
  else if (resourceLabel === undefined && groups.length > 1)
    findings.add(at, `one of the service's ${groups.length} target groups${listNames(groups)}`, 'nothing');
}

/** Only requests have a label. */
export function checkNoLabel(
  { predefinedMetricType: type, resourceLabel }: StatedPredefined,
  path: Path,
  findings: Findings,
): void {
  if (resourceLabel !== undefined && resourceLabel !== '')
    findings.add(
      [...path, 'resourceLabel'],
      `no \`resourceLabel\` with ${type}`,
      describeValue(resourceLabel),
    );
}
