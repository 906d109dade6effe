import type { Outcome, ServiceSummary } from '../../src/experiment/outcome.ts';
import { formatInstant } from '../../src/units/calendar.ts';
import { EMPTY_OUTCOME, timelineOf } from './outcome.ts';
import { EMPTY_VIEWS } from './outcome-views.ts';

const START_MS = Date.UTC(2026, 2, 2);
const MINUTE_MS = 60_000;

/** A run of no length with one task. */
export function onePoint(): Outcome {
  const { simulation, cost, tasks, utilization } = EMPTY_OUTCOME;
  return {
    ...EMPTY_OUTCOME,
    simulation: { ...simulation, end: simulation.start, durationSeconds: 0 },
    cost: { ...cost, total: 0.000_01, byProduct: { AWSFargate: 0.000_01 } },
    tasks: { ...tasks, requested: 1, started: 1, runningAtEnd: 1 },
    utilization: { ...utilization, cpu: { ...utilization.cpu, reserved: 1 } },
    timeline: {
      stepSeconds: 60,
      columns: timelineOf([{ time: simulation.start, running: 1, pending: 0, cpuReserved: 1, cpuUsed: 0 }]),
    },
    views: {
      ...EMPTY_VIEWS,
      waits: { bounds: [0.1, 0.125], counts: [1], by: [], left: 0 },
      cost: { start: simulation.start, stepSeconds: 3600, byPurpose: { fargate: [0.000_01] } },
    },
  };
}

/** A year from January on, minute by minute for a day in May, else by the hour. */
export function wholeYear(): Outcome {
  const start = Date.UTC(2027, 0, 1);
  const peak = Date.UTC(2027, 4, 7, 3, 14);
  const end = Date.UTC(2028, 0, 1);
  const times = Array.from({ length: 365 * 24 }, (_, hour) => start + (hour + 1) * 60 * MINUTE_MS);
  times.push(peak);
  times.sort((a, b) => a - b);
  return {
    ...EMPTY_OUTCOME,
    simulation: {
      start: formatInstant(start),
      end: formatInstant(end),
      durationSeconds: (end - start) / 1000,
      warmUpSeconds: 0,
    },
    tasks: { ...EMPTY_OUTCOME.tasks, requested: 9000, started: 9000 },
    timeline: {
      stepSeconds: 3600,
      columns: timelineOf(
        times.map((time, i) => ({
          time: formatInstant(time),
          running: time === peak ? 777 : i % 7,
          pending: i % 3,
        })),
      ),
    },
  };
}

const LONG = 'n'.repeat(255);
const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(2)>"\'&amp;';

/** Names as long as AWS lets some be, and names that would be markup. */
export function longNames(): Outcome {
  const of = (name: string) => [name, serviceOf(name)] as const;
  const names = [`main/${LONG}`, `main/${MARKUP}`];
  return {
    ...EMPTY_OUTCOME,
    scenario: { name: MARKUP, description: `${MARKUP}\n${LONG}`, digest: MARKUP },
    seed: LONG,
    services: Object.fromEntries(names.map(of)),
    cost: { ...EMPTY_OUTCOME.cost, total: 1, byProduct: { [MARKUP]: 1 } },
    assertions: [{ that: MARKUP, limit: LONG, actual: MARKUP, holds: false }],
    warnings: [{ code: 'x', message: MARKUP + LONG, count: 1, firstAt: '' }],
    timeline: { stepSeconds: 60, columns: timelineOf(names.flatMap(serviceRows)) },
    views: {
      ...EMPTY_VIEWS,
      marks: [{ at: formatInstant(START_MS), until: null, kind: MARKUP, subject: LONG, what: MARKUP }],
      assumptions: [{ name: LONG, value: MARKUP, source: 'assumed', key: LONG, because: MARKUP }],
    },
  };
}

/** So many services with requests. */
export function manyServices(count: number, name: string = 'service'): Outcome {
  const names = Array.from({ length: count }, (_, i) => `main/${name}-${i}`);
  return {
    ...EMPTY_OUTCOME,
    services: Object.fromEntries(names.map((name, i) => [name, { ...serviceOf(name), failedRequests: i }])),
    timeline: {
      stepSeconds: 60,
      columns: timelineOf(names.flatMap(serviceRows)),
    },
  };
}

function serviceRows(name: string): Parameters<typeof timelineOf>[0][number][] {
  return Array.from({ length: 6 }, (_, step) => ({
    scope: 'service',
    name,
    time: formatInstant(START_MS + (step + 1) * MINUTE_MS),
    desired: 3,
    running: step % 4,
    pending: 1,
    requests: 100 * step,
    failedRequests: step,
    latencyP50Ms: 10,
    latencyP95Ms: 20,
    latencyP99Ms: 30 + step,
  }));
}

function serviceOf(name: string): ServiceSummary {
  const instant = formatInstant(START_MS + 2 * MINUTE_MS);
  const deployment = (id: string) => ({
    id,
    taskDefinition: `${name}:1`,
    status: 'PRIMARY' as const,
    rolloutState: 'COMPLETED' as const,
    rolloutStateReason: name,
    createdAt: instant,
    updatedAt: instant,
    finishedAt: null,
    rolledBackAt: null,
  });
  return {
    desiredCount: 3,
    runningCount: 3,
    pendingCount: 0,
    desired: { mean: 3, min: 3, max: 3 },
    running: { mean: 2.5, min: 0, max: 3 },
    belowDesiredSeconds: 60,
    requests: 1500,
    failedRequests: 15,
    requestsBy: null,
    latencyMs: { mean: 12, p50: 10, p95: 20, p99: 35 },
    requestCountPerTarget: null,
    unavailableSeconds: 0,
    queue: null,
    cpuUtilization: null,
    memoryUtilization: null,
    scaling: null,
    deployments: [deployment('a'), deployment('b')],
    events: [],
  };
}

/** So many instances that come one after the other, in as many bands and boxes as an outcome has. */
export function hugeFleet(count: number): Outcome {
  const bands = 80;
  const columns = 168;
  const start = formatInstant(START_MS);
  return {
    ...EMPTY_OUTCOME,
    instances: { ...EMPTY_OUTCOME.instances, launched: count, running: { mean: count / 2, max: count } },
    views: {
      ...EMPTY_VIEWS,
      fleet: {
        start,
        columnSeconds: 3600 / columns,
        columns,
        instances: count,
        rows: Array.from({ length: bands }, (_, band) => ({
          id: `i-${band}a`,
          lastId: `i-${band}z`,
          instances: count / bands,
          instanceType: 'm5.large',
          availabilityZone: '',
          entry: 'fleet',
          cluster: 'main',
          launchedAt: start,
          endedAt: null,
          fromColumn: band,
          // Never two alike beside each other: as many strokes as there can be.
          percents: Array.from({ length: columns - band }, (_, i) => ((i * 37 + band) % 5) * 25),
          states: '',
        })),
      },
      packing: {
        kinds: Array.from({ length: 20 }, (_, i) => ({
          service: `main/service-${i}`,
          taskDefinition: 'web:1',
          vcpu: 0.25,
          memoryGib: 0.5,
        })),
        moments: (['busiest', 'half', 'end'] as const).map((moment) => ({
          at: start,
          moment,
          instances: Array.from({ length: 60 }, (_, i) => ({
            id: `i-${i}`,
            instanceType: 'm5.large',
            availabilityZone: 'us-east-1a',
            draining: i % 9 === 0,
            vcpu: 2,
            memoryGib: 8,
            kinds: [i % 20, (i + 1) % 20],
            counts: [2, 1],
            otherTasks: i % 2,
            otherVcpu: 0.25 * (i % 2),
            otherMemoryGib: i % 2,
          })),
          notShown: count - 60,
          tasks: 3 * count,
          cpuPercent: 38,
          memoryPercent: 20,
        })),
      },
    },
  };
}
