import { DEFAULT_TIMINGS, type Delay, type PullTiming, type Timings } from '../../catalog/defaults.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { formatDuration } from '../../units/duration.ts';
import { exp } from '../../units/elementary.ts';
import type { Assumption } from '../outcome-views.ts';
import type { Evidence } from './evidence.ts';

/** A month has 730 hours (billing spec section 8). */
const MONTH_SECONDS = 730 * 3600;

/** The assumed values that bore on a run: only what the scenario left as it is, and only where the run shows that it counted. */
export function assumptionsOf({ timings }: Pick<Scenario, 'timings'>, seen: Evidence): Assumption[] {
  return [...OF_TIMINGS.flatMap((row) => ofTiming(row, timings, seen)), ...ofPrices(seen), ...ofUse(seen)];
}

interface TimingRow {
  readonly key: keyof Timings;
  readonly name: string;
  readonly source: Assumption['source'];
  /** Why it bore on the run; `null`: it did not. */
  readonly because: (seen: Evidence) => string | null;
}

const FARGATE = ({ fargateTasks }: Evidence) => counted(fargateTasks, 'task', 'started on Fargate');
const INSTANCES = ({ instanceTasks }: Evidence) => counted(instanceTasks, 'task', 'started on instances');
const ACTIVITIES = ({ policyActivities }: Evidence) =>
  counted(policyActivities, 'activity', 'came of scaling policies', 'activities');

/** Sources as the catalogue says beside each value. */
const OF_TIMINGS: readonly TimingRow[] = [
  {
    key: 'fargate.provision',
    name: 'Time in which Fargate provisions a task',
    source: 'calibrated',
    because: FARGATE,
  },
  {
    key: 'fargate.host',
    name: 'Time until the host of a Fargate task begins to pull',
    source: 'calibrated',
    because: FARGATE,
  },
  { key: 'pull.fargate', name: 'Image pulls on Fargate', source: 'calibrated', because: FARGATE },
  {
    key: 'ec2.agentHandover',
    name: "Time until an instance's agent takes a task up",
    source: 'calibrated',
    because: INSTANCES,
  },
  { key: 'pull.ec2', name: 'Image pulls on instances', source: 'calibrated', because: INSTANCES },
  {
    key: 'ec2.eni',
    name: 'Time in which an instance attaches a network interface',
    source: 'calibrated',
    because: ({ awsvpcTasks }) => counted(awsvpcTasks, 'task', 'started on instances in awsvpc mode'),
  },
  {
    key: 'container.start',
    name: 'Start of the containers of a task',
    source: 'calibrated',
    because: ({ fargateTasks, instanceTasks }) => counted(fargateTasks + instanceTasks, 'task', 'started'),
  },
  {
    key: 'ec2.instanceToActive',
    name: 'From the launch of an instance until it takes tasks',
    source: 'assumed',
    because: ({ coldStarts }) => counted(coldStarts, 'instance', 'came to groups by a launch'),
  },
  {
    key: 'managedScaling.delay',
    name: 'Until managed scaling sees its metric',
    source: 'assumed',
    because: ({ managedActivities }) =>
      counted(managedActivities, 'change', 'of desired capacity by managed scaling'),
  },
  {
    key: 'cloudwatch.delay',
    name: 'Until an alarm sees a data point',
    source: 'calibrated',
    because: ACTIVITIES,
  },
  {
    key: 'scaling.actionDelay',
    name: 'From an alarm to the new desired count',
    source: 'calibrated',
    because: ACTIVITIES,
  },
  {
    key: 'instance.memoryFraction',
    name: "Part of a type's memory that its instances register, where nobody has measured it",
    source: 'assumed',
    because: ({ instanceTasks, hasTypes }) =>
      hasTypes && instanceTasks > 0 ? 'It says how many tasks an instance holds.' : null,
  },
];

function ofTiming({ key, name, source, because }: TimingRow, timings: Timings, seen: Evidence): Assumption[] {
  const value = timings[key];
  const reason = because(seen);
  if (reason === null || JSON.stringify(value) !== JSON.stringify(DEFAULT_TIMINGS[key])) return [];
  return [{ name, value: valueText(value), source, key: `timings["${key}"]`, because: reason }];
}

function ofPrices({ cost, measuredSeconds, spotPercents }: Evidence): Assumption[] {
  const spot = spotPercents.map(
    ({ what, percent }): Assumption => ({
      name: `Price of ${what}, the same over the whole run`,
      value: `${percent} % of On-Demand`,
      source: 'assumed',
      key: '',
      because: `${what} was used: prices of Spot move with time.`,
    }),
  );
  if (cost.total === 0 || measuredSeconds === 0 || measuredSeconds >= MONTH_SECONDS) return spot;
  const times = MONTH_SECONDS / measuredSeconds;
  return [
    ...spot,
    {
      name: 'The month goes on like the run',
      value: `${times >= 100 ? Math.round(times) : times.toPrecision(3)} times the run`,
      source: 'assumed',
      key: 'simulation.duration',
      because: `The monthly figure is made of ${formatDuration(measuredSeconds * 1000)}.`,
    },
  ];
}

function ofUse({ tasksOfNoStatedUse, speedTypes }: Evidence): Assumption[] {
  const use: Assumption = {
    name: 'Tasks use all that they reserve',
    value: '100 %',
    source: 'assumed',
    key: 'workloads[].usage',
    because: `Nothing is said of ${tasksOfNoStatedUse.join(', ')}.`,
  };
  const speed: Assumption = {
    name: 'A vCPU does the work of one of an m5',
    value: 'speed 1',
    source: 'assumed',
    key: 'speed',
    because: `Work was done on ${speedTypes.join(', ')}.`,
  };
  return [...(tasksOfNoStatedUse.length > 0 ? [use] : []), ...(speedTypes.length > 0 ? [speed] : [])];
}

function counted(count: number, noun: string, what: string, plural: string = `${noun}s`): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? noun : plural} ${what}.`;
}

function valueText(value: Timings[keyof Timings]): string {
  if (typeof value === 'number') return value <= 1 ? `${100 * value} %` : formatDuration(value);
  if (typeof value !== 'object') return String(value);
  return 'baseMs' in value ? pullText(value) : delayText(value);
}

function delayText(delay: Delay): string {
  return delay.kind === 'constant'
    ? formatDuration(delay.value)
    : `median ${formatDuration(exp(delay.mu))}, 95 % within ${formatDuration(exp(delay.mu + Z_95 * delay.sigma))}`;
}

function pullText({ baseMs, megabytesPerSecond }: PullTiming): string {
  return `${formatDuration(baseMs)} and ${megabytesPerSecond} MB/s`;
}

/** 95 % of a normal distribution lie below so many standard deviations. */
const Z_95 = 1.644_853_626_951_472_2;
