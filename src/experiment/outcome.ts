import { TIMELINE_COLUMNS, type TimelineColumn } from '../events/timeline-columns.ts';
import type { Warning } from '../events/warning.ts';
import type { UncertainInput } from '../scenario/uncertain/uncertain-input.ts';
import type { OutcomeViews } from './outcome-views.ts';

export { TIMELINE_COLUMNS, type TimelineColumn };

/** What a run came to: plain JSON, the same bytes for the same scenario and seed (these paths are stable). */
export interface Outcome {
  readonly schemaVersion: 1;
  readonly scenario: { readonly name: string; readonly description: string; readonly digest: string };
  readonly seed: string;
  /** `start` and `end` are ISO 8601; the run ended at `end`. */
  readonly simulation: {
    readonly start: string;
    readonly end: string;
    readonly durationSeconds: number;
    readonly warmUpSeconds: number;
  };
  readonly region: string;
  /** Numbers of the scenario that were drawn for this seed. */
  readonly uncertain: readonly UncertainInput[];
  readonly run: { readonly events: number };
  /** Over all simulated facts. */
  readonly digest: string;
  readonly cost: CostSummary;
  readonly tasks: TasksSummary;
  readonly utilization: { readonly cpu: UtilizationSummary; readonly memory: UtilizationSummary };
  readonly instances: InstancesSummary;
  /** By `cluster/name`. */
  readonly services: Readonly<Record<string, ServiceSummary>>;
  /** What tasks use of what they reserve, by service and task definition; without those of traces, whose rows bring their sizes. */
  readonly rightSizing: readonly SizingSummary[];
  /** Those that are associated with some cluster. */
  readonly capacityProviders: Readonly<Record<string, CapacityProviderSummary>>;
  /** By name. */
  readonly autoScalingGroups: Readonly<Record<string, GroupSummary>>;
  readonly assertions: readonly AssertionResult[];
  readonly warnings: readonly Warning[];
  readonly timeline: Timeline;
  readonly costs: readonly CostRow[];
  /** Alarms in the order of `alarmNames`: those of target tracking policies, and the scenario's own. */
  readonly alarms: readonly AlarmSummary[];
  /** What scaled services and groups, and what was asked for and not done, oldest first; the newest 10,000 or more. */
  readonly activities: readonly ScalingActivitySummary[];
  /** So many before those: of very many the newest ones are kept. */
  readonly activitiesLeftOut: number;
  /** What pictures need beside all that; `null`: saved before there were any. */
  readonly views: OutcomeViews | null;
}

/**
 * An outcome whose long tables are made while they are read, as often as they are read: rows that nobody asks for are
 * never there. Every outcome is one.
 */
export interface StreamedOutcome extends Omit<Outcome, 'timeline' | 'costs'> {
  readonly timeline: {
    readonly stepSeconds: number;
    readonly columns: Readonly<Record<TimelineColumn, StreamedColumn>>;
  };
  readonly costs: StreamedCosts;
}

/** The bill row by row, and hour by hour if it can tell which hours are alike; a list of rows cannot. */
export interface StreamedCosts extends Iterable<CostRow> {
  readonly hours?: Iterable<CostHour>;
}

/** An hour that cost what the hour before did has the same list. */
export interface CostHour {
  readonly hour: string;
  readonly charges: readonly Charge[];
}

/** A row of the bill, whatever its hour. */
export type Charge = Omit<CostRow, 'hour'>;

/** A column of the timeline, a list or what reads like one; `at` is asked for rows from 0 on. */
export interface StreamedColumn extends Iterable<TimelineCell> {
  readonly length: number;
  at(row: number): TimelineCell | undefined;
}

/** The same as plain JSON, with all its rows. */
export function wholeOutcome(streamed: StreamedOutcome): Outcome {
  const { stepSeconds, columns } = streamed.timeline;
  const lists = Object.fromEntries(TIMELINE_COLUMNS.map((name) => [name, [...columns[name]]]));
  return {
    ...streamed,
    timeline: { stepSeconds, columns: lists as unknown as Timeline['columns'] },
    costs: [...streamed.costs],
  };
}

/** USD; every part adds up to `total`. */
export interface CostSummary {
  readonly currency: 'USD';
  readonly total: number;
  readonly billed: number;
  /** total x 730 h / duration: an extrapolation. */
  readonly monthly: number;
  /** What the same usage would cost at On-Demand list prices: without Spot. */
  readonly onDemandEquivalent: number;
  readonly unusedCommitment: number;
  /** Instance money that no task's reservation accounts for. */
  readonly idle: number;
  /** Money of neither instances nor unused commitments that no workload caused. */
  readonly unattributed: number;
  readonly byProduct: Readonly<Record<string, number>>;
  readonly byUsageType: Readonly<Record<string, number>>;
  readonly byCapacityProvider: Readonly<Record<string, number>>;
  readonly byService: Readonly<Record<string, number>>;
  readonly byTaskDefinition: Readonly<Record<string, number>>;
  readonly byCluster: Readonly<Record<string, number>>;
  /** By `key=value` of the tasks that caused it. */
  readonly byTag: Readonly<Record<string, number>>;
  readonly instances: {
    readonly useful: number;
    readonly idle: number;
    readonly booting: number;
    readonly draining: number;
    /** Running in warm pools. */
    readonly warmPool: number;
  };
  readonly unitCosts: UnitCosts;
  /** What each commitment cost over the run, and what came of it. */
  readonly commitments: readonly CommitmentSummary[];
}

/** The total for each thing that the run yielded, USD; `null`: it yielded none. */
export interface UnitCosts {
  /** That started. */
  readonly perTask: number | null;
  /** That services served, those that other services sent among them. */
  readonly perThousandRequests: number | null;
  readonly perVcpuHourUsed: number | null;
}

/** A Savings Plan or Reserved Instances; USD. */
export interface CommitmentSummary {
  readonly id: string;
  readonly name: string;
  readonly type: 'Compute Savings Plan' | 'EC2 Instance Savings Plan' | 'Reserved Instance';
  /** Upfront payments spread over the term. */
  readonly cost: number;
  readonly used: number;
  readonly unused: number;
  /** What it covered would have cost On-Demand. */
  readonly covered: number;
}

export interface TasksSummary {
  readonly requested: number;
  readonly started: number;
  readonly stopped: number;
  /** Stopped after exit code 0. */
  readonly succeeded: number;
  readonly failed: number;
  /** Stopped because their instance was lost. */
  readonly interrupted: number;
  /** Stopped by StopTask. */
  readonly userInitiated: number;
  /** Stopped by the scheduler of their service. */
  readonly serviceSchedulerInitiated: number;
  /** Of those the ones whose health checks had failed. */
  readonly failedHealthChecks: number;
  readonly gaveUp: number;
  readonly runningAtEnd: number;
  readonly pendingAtEnd: { readonly count: number; readonly oldestSeconds: number };
  /** Seconds from the first request to `startedAt`, over tasks that started. */
  readonly wait: {
    readonly mean: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  };
  /** Refused requests by ECS's reason, each task's first refusal. */
  readonly placementFailures: Readonly<Record<string, number>>;
  /** What rounding up to Fargate's size table added, summed over tasks (`fargateSize: roundUp`). */
  readonly roundedUp: { readonly tasks: number; readonly vcpu: number; readonly memoryGib: number };
}

/** Time-weighted means over the run after its warm-up; vCPU or GiB, instances only for `registered`. */
export interface UtilizationSummary {
  readonly registered: number;
  readonly reserved: number;
  readonly used: number;
  /** reserved / registered on instances; 0 when nothing is registered. */
  readonly reservedFraction: number;
  readonly usedFraction: number;
}

export interface InstancesSummary {
  readonly launched: number;
  readonly terminated: number;
  readonly running: { readonly mean: number; readonly max: number };
  readonly hours: number;
  /** Instance-hours by type, or by name for a machine that AWS does not rent. */
  readonly byType: Readonly<Record<string, number>>;
}

export interface CapacityProviderSummary {
  /** Tasks that started on it. */
  readonly tasks: number;
  /** Container instances at the end; 0 on Fargate. */
  readonly instances: number;
  /** Mean of CapacityProviderReservation, percent; `null` where there is no managed scaling. */
  readonly reservation: { readonly mean: number | null };
}

/** An Auto Scaling group at the end of the run, and where its instance-hours went after the warm-up. */
export interface GroupSummary {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  /** Launched and not gone, without those of the warm pool. */
  readonly instances: number;
  readonly warmPool: WarmPoolSummary;
  /** The parts add up to the total. */
  readonly instanceHours: {
    readonly total: number;
    /** As many as hold the sums of what its tasks reserve, from moment to moment; with several types of the mean size of those with tasks. */
    readonly ideal: number;
    /** Instances with tasks beyond that. */
    readonly fragmentation: number;
    /** Instances without tasks: for the headroom of the target capacity, for the minimum size, and what has no task yet or any more. */
    readonly headroom: number;
    readonly minimumSize: number;
    readonly waiting: number;
    readonly booting: number;
    readonly draining: number;
    /** Running in the warm pool: those that initialise, and all where the pool's state is Running. */
    readonly warmPool: number;
  };
  /** Its instance-hours by what it launches. */
  readonly instanceTypes: readonly LaunchedType[];
  /** `null`: it has no policies or scheduled actions of its own. */
  readonly scaling: ScalingSummary | null;
  /** Instances that were replaced whatever the group's size, by why. */
  readonly replacedInstances: {
    readonly unhealthy: number;
    readonly lifetime: number;
    readonly refresh: number;
  };
  /** In the order of their starts, as DescribeInstanceRefreshes has them. */
  readonly instanceRefreshes: readonly InstanceRefreshSummary[];
}

/** An instance refresh of a group. */
export interface InstanceRefreshSummary {
  readonly status: 'InProgress' | 'Successful' | 'Failed' | 'Cancelled';
  readonly statusReason: string;
  readonly startTime: string;
  /** `null`: it was not over at the end of the run. */
  readonly endTime: string | null;
  /** To its end, or to the run's. */
  readonly durationSeconds: number;
  readonly percentageComplete: number;
  readonly instancesToUpdate: number;
  /** Instances that it has taken. */
  readonly replaced: number;
  /** Checkpoints that it has come to, with those that it has passed by. */
  readonly checkpoints: readonly {
    readonly time: string;
    readonly percentage: number;
    readonly skipped: readonly number[];
  }[];
}

/** The warm pool of an Auto Scaling group; all 0 but `coldStarts` without one. */
export interface WarmPoolSummary {
  /** At the end of the run, and how many of them can be put in service. */
  readonly instances: number;
  readonly ready: number;
  /** Instances that came to the group from the pool, and those that were launched into it. */
  readonly warmStarts: number;
  readonly coldStarts: number;
  /** Instance-hours that nobody pays for: stopped or hibernated. */
  readonly stoppedHours: number;
}

/** An instance type that an Auto Scaling group launches by one purchase option. */
export interface LaunchedType {
  readonly instanceType: string;
  readonly purchaseOption: 'on-demand' | 'spot';
  /** Units of the group's capacity that one of them is. */
  readonly weight: number;
  /** Launched and not gone. */
  readonly instances: number;
  readonly instanceHours: number;
}

/** A service over the run after its warm-up, and what DescribeServices says of it at the end. */
export interface ServiceSummary {
  /** Tasks at the end of the run. */
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly desired: TaskCountSummary;
  readonly running: TaskCountSummary;
  /** Seconds with fewer RUNNING tasks than desired. */
  readonly belowDesiredSeconds: number;
  /** Requests or messages that came; this and all of them `null` for a service that nothing comes to. */
  readonly requests: number | null;
  readonly failedRequests: number | null;
  readonly requestsBy: RequestsSummary | null;
  readonly latencyMs: LatencySummary | null;
  /** Requests a minute to each RUNNING task, over the whole time: what ALBRequestCountPerTarget is on average. */
  readonly requestCountPerTarget: number | null;
  /** Seconds in which requests came, or messages came or waited, and no healthy task was there. */
  readonly unavailableSeconds: number | null;
  /** Of a service that works on a queue. */
  readonly queue: QueueSummary | null;
  readonly cpuUtilization: UseSummary | null;
  readonly memoryUtilization: UseSummary | null;
  /** `null`: it is no scalable target. */
  readonly scaling: ScalingSummary | null;
  /** The newest first, from the start of the run on. */
  readonly deployments: readonly DeploymentSummary[];
  /** The newest hundred, the newest first. */
  readonly events: readonly ServiceEventSummary[];
}

/** Requests, or messages, to a service: requests + in flight at the start = served + failed + in flight at the end. */
export interface RequestsSummary {
  readonly served: number;
  /** In flight when the measured time began, after the warm-up, and when it ended. */
  readonly inFlightAtStart: number;
  readonly inFlightAtEnd: number;
  /** Of `failedRequests`. */
  readonly rejected: number;
  readonly timedOut: number;
  readonly cutOff: number;
  readonly noTarget: number;
  readonly errors: number;
  readonly failedCalls: number;
}

/** Of the response times of requests that were served, ms; `null`: none was. */
export interface LatencySummary {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Messages that wait to be taken, and how long the oldest has waited at most. */
export interface QueueSummary {
  readonly messagesAtEnd: number;
  readonly messagesMax: number;
  readonly oldestMaxSeconds: number;
  /** Messages that came back into the queue because their workers were cut off, after the visibility time-out. */
  readonly returned: number;
}

/** What Application Auto Scaling did to a service after the warm-up. */
export interface ScalingSummary {
  /** Activities that raised the desired count, and that lowered it. */
  readonly out: number;
  readonly in: number;
  /** Bounds at the end of the run. */
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** How often a policy began to want more than the maximum, and the most tasks that one wanted; 0: none did. */
  readonly heldAtMaximum: number;
  readonly mostWanted: number;
  /** By predictive scaling policy, the capacity of each hour as it was forecast last. */
  readonly forecasts: Readonly<Record<string, readonly ForecastSummary[]>>;
}

export interface ForecastSummary {
  /** ISO 8601: when the hour begins. */
  readonly hour: string;
  readonly capacity: number;
}

export interface AlarmSummary {
  readonly alarmName: string;
  /** At the end of the run, and since when (ISO 8601). */
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly stateUpdatedAt: string;
  /** How often it came to ALARM after the warm-up, and seconds that it was there. */
  readonly alarms: number;
  readonly alarmSeconds: number;
}

/** As DescribeScalingActivities has it with the activities that did not scale; instants are ISO 8601. */
export interface ScalingActivitySummary {
  readonly resourceId: string;
  readonly startTime: string;
  /** `null`: it goes on. */
  readonly endTime: string | null;
  /** Failed: nothing was scaled, for `notScaledReason`. */
  readonly statusCode: 'Successful' | 'InProgress' | 'Overridden' | 'Failed';
  readonly description: string;
  readonly cause: string;
  /** Desired counts. */
  readonly from: number;
  readonly to: number;
  /** AWS's code where it has one. */
  readonly notScaledReason: string | null;
  /** What the policy worked with; `null`: no policy was called. */
  readonly details: ActivityDetails | null;
}

export interface ActivityDetails {
  readonly policyName: string;
  readonly alarmName: string;
  readonly metric: string;
  /** Evaluated data points, the newest first; `null`: missing. */
  readonly points: readonly (number | null)[];
  readonly value: number | null;
  /** The target value, or of a step scaling policy the alarm's threshold. */
  readonly threshold: number;
  readonly direction: 'out' | 'in';
  /** RUNNING tasks that it started from, and what came of them before bounds. */
  readonly base: number | null;
  readonly computed: number | null;
  readonly minimum: number;
  readonly maximum: number;
  readonly reason: string;
}

/** Percent of what RUNNING tasks reserve, over time: CPUUtilization and MemoryUtilization (ecs: ); `null`: none ran. */
export interface UseSummary {
  readonly mean: number;
  readonly p95: number;
}

/** What the tasks of one definition used, by task time, and what the next smaller size would have meant. */
export interface SizingSummary {
  /** `cluster/name`; empty: standalone tasks. */
  readonly service: string;
  /** `family:revision`. */
  readonly taskDefinition: string;
  readonly taskHours: number;
  readonly vcpu: SizingFigures;
  readonly memoryGib: SizingFigures;
  /**
   * Why the present size is none too large, whatever was used of it: the service's requests were refused or timed out, its CPU was
   * at its hard limit, or an instance had no CPU credits left; `null`: nothing of the kind.
   */
  readonly strain: 'requests' | 'cpuLimit' | 'cpuCredits' | null;
  /** `null`: there is none, or no request ever came to these tasks. */
  readonly smaller: SmallerSize | null;
}

/** In vCPU or GiB. */
export interface SizingFigures {
  /** Whether the scenario says what tasks use of it, or neighbours took some; else they use what they reserve. */
  readonly isStated: boolean;
  readonly reserved: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface SmallerSize {
  readonly vcpu: number;
  readonly memoryGib: number;
  /** Parts of the task time in which a task used more than that. */
  readonly cpuExceeded: number;
  readonly memoryExceeded: number;
  /**
   * The part in which it used more than 80 % of that CPU, beyond which response times multiply; `null`: nothing comes to these
   * tasks, so nobody waits.
   */
  readonly cpuTight: number | null;
  /** Its On-Demand price as a part of the present size's; `null`: on instances, whose price is the fleet's. */
  readonly priceShare: number | null;
}

/** Time-weighted; what lasted no time at all is in neither `min` nor `max`. */
export interface TaskCountSummary {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** Instants are ISO 8601. */
export interface DeploymentSummary {
  readonly id: string;
  readonly taskDefinition: string;
  readonly status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  readonly rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly rolloutStateReason: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `null`: it goes on. */
  readonly finishedAt: string | null;
  /** When a rollback made it PRIMARY again, as which it began anew; `null`: none did. */
  readonly rolledBackAt: string | null;
}

export interface ServiceEventSummary {
  /** ISO 8601. */
  readonly createdAt: string;
  readonly message: string;
}

export interface AssertionResult {
  readonly that: string;
  /** As a sentence: `at most 90`. */
  readonly limit: string;
  readonly actual: number | string | null;
  readonly holds: boolean;
}

/** Columns of equal length, one entry a step and scope. */
export interface Timeline {
  readonly stepSeconds: number;
  readonly columns: Readonly<Record<TimelineColumn, readonly TimelineCell[]>>;
}

/** Null: the scope does not have it. */
export type TimelineCell = string | number | null;

/** One line of the bill: an hour of the clock, a SKU, a zone, a cluster, a capacity provider or launch type and a service; amounts are decimal USD. */
export interface CostRow {
  /** ISO 8601 UTC: when the hour of the clock begins. */
  readonly hour: string;
  readonly product: string;
  readonly usageType: string;
  readonly availabilityZone: string;
  readonly cluster: string;
  /** Empty for tasks with a launch type. */
  readonly capacityProvider: string;
  readonly launchType: string;
  /** `serviceName`; empty for standalone tasks and for what is idle of instances. */
  readonly service: string;
  /** FOCUS's word for how the price is made: Dynamic is Spot. */
  readonly pricingCategory: 'Standard' | 'Dynamic' | 'Committed';
  /** Usage, or the hourly fee of a commitment. */
  readonly chargeCategory: 'Usage' | 'Purchase';
  /** `id` of `cost.commitments` that pays for it, or that it is a fee of; empty: none. */
  readonly commitment: string;
  /** Of a commitment: what covers usage, what nobody has used; empty for its fee and where there is none. */
  readonly commitmentStatus: 'Used' | 'Unused' | '';
  readonly quantity: string;
  readonly unit: string;
  /** List price of one unit. */
  readonly rate: string;
  /** Negotiated price of one unit. */
  readonly contractedRate: string;
  readonly listCost: string;
  /** At the negotiated price. */
  readonly contractedCost: string;
  readonly billedCost: string;
  readonly effectiveCost: string;
}
