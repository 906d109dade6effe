import { Observer } from '../../src/events/observer.ts';
import type { PolicyDecision, ScalingActivity } from '../../src/events/scaling-news.ts';
import type { World } from '../../src/events/world.ts';
import type { AlarmState } from '../../src/model/alarm-state.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { load } from './load.ts';

/** Writes down what becomes of alarms and of desired counts, instants in seconds. */
export class ScalingLog extends Observer {
  /** `360 s cpu AlarmHigh ALARM` and `365 s web 4 -> 8`. */
  readonly lines: string[] = [];
  /** `425 s cpu cooldown`: each call that has changed nothing. */
  readonly held: string[] = [];
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override alarmChanged(at: number, alarm: number, _from: AlarmState, to: AlarmState): void {
    const name = this.world.alarmNames[alarm]!.replace(
      /^TargetTracking-(.*)-(Alarm(?:High|Low))-(.*)$/,
      '$3 $2',
    );
    this.lines.push(`${at / 1000} s ${name} ${to}`);
  }

  override scalingActed(at: number, { target, from, to, description }: ScalingActivity): void {
    const service = this.world.scalableResources[target]!.split('/').at(-1)!;
    this.lines.push(
      from === to ? `${at / 1000} s ${description}` : `${at / 1000} s ${service} ${from} -> ${to}`,
    );
  }

  override scalingHeld(at: number, _target: number, { policyName, reason }: PolicyDecision): void {
    this.held.push(`${at / 1000} s ${policyName} ${reason}`);
  }
}

type Parts = Readonly<Record<string, unknown>>;

/** A run and what was told of scaling. */
export interface Scaled {
  readonly simulation: Simulation;
  readonly lines: readonly string[];
  readonly held: readonly string[];
  /** Lines about desired counts alone. */
  readonly changes: readonly string[];
}

/** Cluster `main` on Fargate, tasks of one vCPU that start at once, and service \`web\` of four of them; two hours unless said otherwise. */
export function scaledText(parts: Parts): string {
  return JSON.stringify({
    simulation: { duration: '2h' },
    timings: 'instant',
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    taskDefinitions: [
      {
        family: 'app',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'app', image: 'app', portMappings: [{ containerPort: 80 }] }],
      },
    ],
    services: [webService()],
    ...parts,
  });
}

/** Runs it to its end. */
export async function runScaled(parts: Parts, files: Readonly<Record<string, string>> = {}): Promise<Scaled> {
  const log = new ScalingLog();
  const simulation = createSimulation(await load(scaledText(parts), { files }), [log]);
  advanceTo(simulation, Number.MAX_SAFE_INTEGER / 16);
  const { lines, held } = log;
  return { simulation, lines, held, changes: lines.filter((line) => line.includes('->')) };
}

export function webService(parts: Parts = {}): Parts {
  return { serviceName: 'web', taskDefinition: 'app', launchType: 'FARGATE', desiredCount: 4, ...parts };
}

/** Requests to `web` over time, each of 10 ms of CPU: a hundred a second keep one task busy. */
export function requestsOf(steps: readonly (readonly [string, number])[], parts: Parts = {}): Parts {
  return { service: 'web', requests: { rate: { steps }, noise: 'exact', cpuMsPerRequest: 10, ...parts } };
}

/** The target of `web` with these policies, from 1 task to 20. */
export function webTarget(scalingPolicies: readonly unknown[], parts: Parts = {}): Parts {
  return {
    resourceId: 'service/main/web',
    minCapacity: 1,
    maxCapacity: 20,
    scalingPolicies,
    ...parts,
  };
}

/** Target tracking of its CPU at a half. */
export function trackCpu(parts: Parts = {}): Parts {
  return track('cpu', {
    predefinedMetricSpecification: predefined('ECSServiceAverageCPUUtilization'),
    ...parts,
  });
}

export function predefined(predefinedMetricType: string): Parts {
  return { predefinedMetricType };
}

/** Target tracking with a target of 50. */
export function track(policyName: string, parts: Parts): Parts {
  return { policyName, targetTrackingScalingPolicyConfiguration: { targetValue: 50, ...parts } };
}

/** A step scaling policy that adds so many tasks, or takes them away, whatever the metric says. */
export function step(policyName: string, scalingAdjustment: number, parts: Parts = {}): Parts {
  const side = scalingAdjustment > 0 ? 'metricIntervalLowerBound' : 'metricIntervalUpperBound';
  return {
    policyName,
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      stepAdjustments: [{ [side]: 0, scalingAdjustment }],
      ...parts,
    },
  };
}

/** The scenario's own metric `Shop Backlog`, over time. */
export function backlog(values: unknown): Parts {
  return { namespace: 'Shop', metricName: 'Backlog', values };
}

export const BACKLOG = { namespace: 'Shop', metricName: 'Backlog', statistic: 'Average' } as const;

/** An alarm that the backlog is at least 10, one period of a minute after the other. */
export function backlogAlarm(alarmName: string, parts: Parts = {}): Parts {
  return {
    alarmName,
    ...BACKLOG,
    evaluationPeriods: 1,
    threshold: 10,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...parts,
  };
}
