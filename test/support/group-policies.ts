import { Observer } from '../../src/events/observer.ts';
import type { PolicyDecision } from '../../src/events/scaling-news.ts';
import type { World } from '../../src/events/world.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { load } from './load.ts';
import { GroupLog, group, groupsText } from './run-groups.ts';

type Parts = Readonly<Record<string, unknown>>;

/** Calls of policies that changed nothing: `425 s up warmUp`. */
class HeldLog extends Observer {
  readonly held: string[] = [];
  override begin(_world: World): void {}
  override scalingHeld(at: number, _target: number, { policyName, reason }: PolicyDecision): void {
    this.held.push(`${at / 1000} s ${policyName} ${reason}`);
  }
}

/** A step scaling policy of a group that adds so many instances, or takes them away. */
export function stepPolicy(policyName: string, adjustment: number, parts: Parts = {}): Parts {
  const bound = adjustment > 0 ? 'metricIntervalLowerBound' : 'metricIntervalUpperBound';
  return {
    policyName,
    policyType: 'StepScaling',
    adjustmentType: 'ChangeInCapacity',
    stepAdjustments: [{ [bound]: 0, scalingAdjustment: adjustment }],
    ...parts,
  };
}

/** A simple scaling policy. */
export function simplePolicy(policyName: string, scalingAdjustment: number, parts: Parts = {}): Parts {
  return { policyName, adjustmentType: 'ChangeInCapacity', scalingAdjustment, ...parts };
}

/** A target tracking policy of a metric of AWS's. */
export function trackingPolicy(policyName: string, configuration: Parts, parts: Parts = {}): Parts {
  return {
    policyName,
    policyType: 'TargetTrackingScaling',
    targetTrackingConfiguration: configuration,
    ...parts,
  };
}

export const CPU_OF_GROUP = { predefinedMetricType: 'ASGAverageCPUUtilization' };

/** The metric `Shop Load`, minute by minute. */
export const LOAD = { namespace: 'Shop', metricName: 'Load' };

/** An alarm on it, of one data point. */
export function loadAlarm(
  alarmName: string,
  comparison: 'above' | 'below',
  threshold: number,
  action: string,
): Parts {
  return {
    alarmName,
    ...LOAD,
    statistic: 'Average',
    evaluationPeriods: 1,
    threshold,
    comparisonOperator: comparison === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
    alarmActions: [action],
  };
}

/** `Shop Load` from a minute on. */
export function loadOf(...steps: readonly (readonly [minute: number, value: number])[]): Parts {
  return { ...LOAD, values: { steps: steps.map(([minute, value]) => [minute * 60, value]) } };
}

/** Metrics are seen at once. */
const SEEN_AT_ONCE = {
  'cloudwatch.delay': '0s',
  'cloudwatch.delay.custom': '0s',
  'scaling.actionDelay': '0s',
};

export interface PolicyRun {
  readonly simulation: Simulation;
  readonly desired: readonly string[];
  readonly held: readonly string[];
}

/** Group `g` in a cluster without capacity provider, with four instances between 1 and 20; they are in service 5 s after their order. */
export function policyText(groupParts: Parts, parts: Parts): string {
  const { timings = {}, ...others } = parts as { readonly timings?: Parts };
  return groupsText({
    clusters: [{ clusterName: 'main' }],
    capacityProviders: undefined,
    autoScalingGroups: [group({ minSize: 1, desiredCapacity: 4, ...groupParts })],
    timings: {
      base: 'instant',
      'asg.launchDelay': '5s',
      'ec2.instanceToActive': '0s',
      ...SEEN_AT_ONCE,
      ...timings,
    },
    ...others,
  });
}

/** Runs it to its end. */
export async function runPolicies(groupParts: Parts, parts: Parts): Promise<PolicyRun> {
  const groups = new GroupLog();
  const held = new HeldLog();
  const simulation = createSimulation(await load(policyText(groupParts, parts)), [groups, held]);
  advanceTo(simulation, Number.MAX_SAFE_INTEGER / 16);
  return { simulation, desired: groups.desired, held: held.held };
}
