import type { TaskStatistics } from '../../analysis/task-statistics.ts';
import type { BillHour, BillLine } from '../../billing/bill-line.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { divideRounded } from '../../units/money.ts';
import type { StreamedOutcome } from '../outcome.ts';
import type { RunParts } from '../run.ts';

const MOST_LISTED = 6;

/** What a run shows of what its result rests on. */
export interface Evidence {
  /** Tasks that started on each, and of those on instances the ones with network interfaces. */
  readonly fargateTasks: number;
  readonly instanceTasks: number;
  readonly awsvpcTasks: number;
  /** Instances that groups launched, but for warm starts. */
  readonly coldStarts: number;
  /** Changes of desired capacity in groups with managed scaling, and activities of scaling policies. */
  readonly managedActivities: number;
  readonly policyActivities: number;
  /** Whether an instance of a type that AWS rents ran. */
  readonly hasTypes: boolean;
  readonly cost: Pick<StreamedOutcome['cost'], 'total'>;
  readonly measuredSeconds: number;
  /** What was bought as Spot, in percent of On-Demand. */
  readonly spotPercents: readonly { readonly what: string; readonly percent: number }[];
  /** Task definitions that ran and of whose use nothing is said; the first few. */
  readonly tasksOfNoStatedUse: readonly string[];
  /** Instance types on which requests or work were done though nothing is said of their speed; Fargate is one. */
  readonly speedTypes: readonly string[];
}

export function evidenceOf(
  scenario: Scenario,
  simulation: Simulation,
  outcome: StreamedOutcome,
  { tasks, scaling }: RunParts,
  hours: readonly BillHour[],
): Evidence {
  const groups = Object.values(outcome.autoScalingGroups);
  const isManaged = scenario.autoScalingGroups.map(
    ({ provider }) => (provider?.managedScaling ?? null) !== null,
  );
  const { activities } = scaling;
  const types = Object.keys(outcome.instances.byType).filter((type) =>
    simulation.entries.some(({ ec2InstanceType }) => ec2InstanceType === type),
  );
  const started = startedOf(simulation, tasks);
  const { durationSeconds, warmUpSeconds } = outcome.simulation;
  const { fargateTasks, instanceTasks } = started;
  return {
    ...started,
    coldStarts: groups.reduce((sum, { warmPool }) => sum + warmPool.coldStarts, 0),
    managedActivities: activities.filter((one) => one.kind === 'group' && isManaged[one.group]).length,
    policyActivities: activities.filter((one) => one.kind === 'scaled' && one.activity.decision !== null)
      .length,
    hasTypes: types.length > 0,
    cost: outcome.cost,
    measuredSeconds: Math.max(0, durationSeconds - warmUpSeconds),
    spotPercents: spotPercents(hours),
    tasksOfNoStatedUse: noStatedUse(outcome),
    speedTypes: doesWork(scenario)
      ? [...(instanceTasks > 0 ? types : []), ...(fargateTasks > 0 ? ['fargate'] : [])]
          .filter((type) => !type.startsWith('m5.') && isUnstated(type, scenario.speed))
          .slice(0, MOST_LISTED)
      : [],
  };
}

function startedOf(
  { workloads, definitions }: Simulation,
  { waitsByWorkload }: TaskStatistics,
): Pick<Evidence, 'fargateTasks' | 'instanceTasks' | 'awsvpcTasks'> {
  const sums = { fargateTasks: 0, instanceTasks: 0, awsvpcTasks: 0 };
  for (const [workload, { count }] of waitsByWorkload.entries()) {
    const { launchType, definition } = workloads[workload]!;
    if (launchType === 'FARGATE') sums.fargateTasks += count;
    else sums.instanceTasks += count;
    if (launchType !== 'FARGATE' && definitions[definition]!.networkMode === 'awsvpc')
      sums.awsvpcTasks += count;
  }
  return sums;
}

/** Lines of Spot against what the same would have cost On-Demand. */
function spotPercents(hours: readonly BillHour[]): Evidence['spotPercents'] {
  const of = { 'Fargate Spot': [0n, 0n], 'Spot Instances': [0n, 0n] };
  let before: readonly BillLine[] | null = null;
  for (const { lines } of hours) {
    // Hours that used the same have the same list: once is enough for a ratio of prices.
    if (lines === before) continue;
    before = lines;
    for (const { pricingCategory, isInstance, list, onDemandAmount } of lines) {
      if (pricingCategory !== 'Dynamic') continue;
      const sums = of[isInstance ? 'Spot Instances' : 'Fargate Spot'];
      sums[0]! += list;
      sums[1]! += onDemandAmount;
    }
  }
  return Object.entries(of).flatMap(([what, [paid, onDemand]]) =>
    onDemand! > 0n ? [{ what, percent: Number(divideRounded(100n * paid!, onDemand!)) }] : [],
  );
}

function noStatedUse({ rightSizing }: StreamedOutcome): string[] {
  const names = rightSizing.flatMap(({ vcpu, taskDefinition }) => (vcpu.isStated ? [] : [taskDefinition]));
  return [...new Set(names)].slice(0, MOST_LISTED);
}

function doesWork({ loads, workloads }: Scenario): boolean {
  return (
    loads.some(({ requests }) => requests !== null) ||
    workloads.some(({ source }) => source.kind === 'arrivals' && source.duration.kind === 'work')
  );
}

function isUnstated(type: string, speed: Scenario['speed']): boolean {
  const family = type.slice(0, type.indexOf('.'));
  return ['arm64', 'x86_64', type, family].every((name) => !Object.hasOwn(speed, name));
}
