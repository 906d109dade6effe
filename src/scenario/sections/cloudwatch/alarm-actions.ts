import type { Findings } from '../../findings.ts';
import { didYouMean, listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ResolvedTarget, ScalableTargets } from '../scaling/scalable-targets.ts';

/** A step or simple scaling policy: index among the scalable targets, and among the policies of that one. */
export interface NamedPolicy {
  readonly target: number;
  readonly policy: number;
}

/**
 * The step or simple scaling policy that an action of an alarm names, by its name, by `service/CLUSTER/NAME/policyName` or
 * `autoScalingGroup/NAME/policyName`, or by its ARN. `elsewhere`: what AWS knows and a simulation does not have, such as a topic of
 * SNS; `disabled`: the policy does nothing; `null`: something is wrong with it.
 */
export function resolveAlarmAction(
  reference: string,
  path: Path,
  targets: ScalableTargets,
  findings: Findings,
): NamedPolicy | 'elsewhere' | 'disabled' | null {
  const full = fullName(reference);
  if (full !== null) {
    const target = targets.names.resolve(full.resourceId, path, findings);
    return target === null ? null : stepPolicy(target, full.policyName, path, findings);
  }
  if (/^arn:/i.test(reference)) return 'elsewhere';
  const having = targets.names.all().filter(({ policies }) => policies.has(reference));
  if (having.length === 1) return stepPolicy(having[0]!, reference, path, findings);
  if (having.length > 1) {
    findings.add(
      path,
      `which of the policies ${describeValue(reference)} is meant`,
      'its name alone',
      `${having.map(({ spec }) => `${spec.resourceId}/${reference}`).join(' or ')}?`,
    );
    return null;
  }
  if (isIncomplete(targets)) return null;
  const known = targets.names.all().flatMap(({ policies }) => policies.names());
  findings.add(
    path,
    `a scaling policy of this scenario${listNames(known)}, or an ARN`,
    describeValue(reference),
    known.length === 0 ? 'There is none.' : didYouMean(reference, known),
  );
  return null;
}

/** `…:scalingPolicy:ID:resource/ecs/service/main/web:policyName/up` and `service/main/web/up` are policy `up` of `service/main/web`; of a group `…:autoScalingGroupName/g:policyName/up` and `autoScalingGroup/g/up` are. */
function fullName(reference: string): { readonly resourceId: string; readonly policyName: string } | null {
  const match =
    /^arn:[^:]+:autoscaling:.*:resource\/ecs\/(service\/[^/]+\/[^/:]+):policyName\/(.+?)(?::createdBy\/.*)?$/.exec(
      reference,
    ) ?? /^(service\/[^/]+\/[^/]+)\/(.+)$/.exec(reference);
  if (match !== null) return { resourceId: match[1]!, policyName: match[2]! };
  const ofGroup =
    /^arn:[^:]+:autoscaling:[^/]*:autoScalingGroupName\/([^:]+):policyName\/(.+)$/.exec(reference) ??
    /^autoScalingGroup\/(.+)\/([^/]+)$/.exec(reference);
  return ofGroup === null ? null : { resourceId: `autoScalingGroup/${ofGroup[1]!}`, policyName: ofGroup[2]! };
}

/** Target tracking and predictive scaling have alarms and forecasts of their own. */
function stepPolicy(
  { index, policies }: ResolvedTarget,
  policyName: string,
  path: Path,
  findings: Findings,
): NamedPolicy | 'disabled' | null {
  const policy = policies.resolve(policyName, path, findings);
  if (policy === null) return null;
  if (policy.kind === 'step')
    return policy.index === null ? 'disabled' : { target: index, policy: policy.index };
  const what = policy.kind === 'predictive' ? 'predictive scaling' : 'target tracking';
  findings.add(path, 'a step or simple scaling policy', `${describeValue(policyName)}, which is of ${what}`);
  return null;
}

/** Whether some target or policy is wrong: that may be the one that is meant. */
function isIncomplete({ names }: ScalableTargets): boolean {
  const known = names.all();
  return (
    names.isIncomplete ||
    known.length < names.names().length ||
    known.some(({ policies }) => policies.isIncomplete)
  );
}
