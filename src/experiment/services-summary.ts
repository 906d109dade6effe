import { type LevelStatistics, Quantity } from '../analysis/level-statistics.ts';
import type { QueueExtremes, RequestStatistics } from '../analysis/request-statistics.ts';
import type { ScalingStatistics } from '../analysis/scaling-statistics.ts';
import type { CountOverTime, ServiceStatistics } from '../analysis/service-statistics.ts';
import type { UtilizationStatistics } from '../analysis/utilization-statistics.ts';
import { failedOf } from '../events/request-flow.ts';
import type { DeploymentFacts, ServiceFacts } from '../events/world.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { requestCountPerTarget } from '../requests/utilisation.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type {
  DeploymentSummary,
  LatencySummary,
  QueueSummary,
  ServiceSummary,
  TaskCountSummary,
  UseSummary,
} from './outcome.ts';
import { scalingSummary } from './scaling-summary.ts';
import { tidy } from './tidy.ts';

/** DescribeServices shows so many events of a service (ecs: ). */
const MOST_EVENTS = 100;

/** What became of each service, by `cluster/name`; `measuredMs` is the time after the warm-up. */
export function servicesSummary(
  simulation: Simulation,
  levels: LevelStatistics,
  { services: statistics, requests, utilization, scaling }: ServiceParts,
  measuredMs: number,
): Record<string, ServiceSummary> {
  const { services, startMs, now } = simulation;
  const entries = services.map((facts, service): [string, ServiceSummary] => {
    const atEnd = levels.ofService(service);
    const summary = {
      desiredCount: atEnd[Quantity.desired]!,
      runningCount: atEnd[Quantity.running]!,
      pendingCount: atEnd[Quantity.pending]!,
      desired: countSummary(statistics.desired(service, now), measuredMs),
      running: countSummary(statistics.running(service, now), measuredMs),
      belowDesiredSeconds: statistics.belowDesiredMs(service, now) / 1000,
      ...requestFigures(requests, service, now, Number(statistics.running(service, now).countMs)),
      cpuUtilization: useSummary(utilization.cpu(service, now)),
      memoryUtilization: useSummary(utilization.memory(service, now)),
      scaling: scalingSummary(simulation, scaling, simulation.targetOfService.get(service)),
      deployments: facts.deployments.map((deployment) => deploymentSummary(deployment, startMs)),
      events: eventsOf(facts, startMs),
    };
    return [facts.name, summary];
  });
  return Object.fromEntries(entries);
}

/** What a service's figures are made from. */
interface ServiceParts {
  readonly services: ServiceStatistics;
  readonly requests: RequestStatistics;
  readonly utilization: UtilizationStatistics;
  readonly scaling: ScalingStatistics;
}

type RequestFigures = Pick<
  ServiceSummary,
  | 'requests'
  | 'failedRequests'
  | 'requestsBy'
  | 'requestCountPerTarget'
  | 'latencyMs'
  | 'unavailableSeconds'
  | 'queue'
>;

const NOTHING_OFFERED: RequestFigures = {
  requests: null,
  failedRequests: null,
  requestsBy: null,
  requestCountPerTarget: null,
  latencyMs: null,
  unavailableSeconds: null,
  queue: null,
};

function requestFigures(
  requests: RequestStatistics,
  service: number,
  now: number,
  runningMs: number,
): RequestFigures {
  const totals = requests.totals(service);
  if (totals === null) return NOTHING_OFFERED;
  const { served, rejected, timedOut, cutOff, noTarget, errors, failedCalls, offered } = totals.flow;
  const failed = failedOf(totals.flow);
  const queue = requests.queue(service);
  return {
    requests: offered,
    failedRequests: failed,
    requestsBy: {
      served,
      inFlightAtStart: totals.inFlightBefore,
      inFlightAtEnd: totals.inFlightBefore + offered - served - failed,
      rejected,
      timedOut,
      cutOff,
      noTarget,
      errors,
      failedCalls,
    },
    requestCountPerTarget: runningMs === 0 ? null : tidy(requestCountPerTarget(offered, runningMs)),
    latencyMs: latencySummary(totals.responses.whole(new LogHistogram())),
    unavailableSeconds: requests.unavailableMs(service, now) / 1000,
    queue: queue === null ? null : queueSummary(queue),
  };
}

function latencySummary(responses: LogHistogram | null): LatencySummary | null {
  if (responses === null) return null;
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((fraction) => tidy(responses.quantile(fraction)));
  return { mean: tidy(responses.mean()), p50: p50!, p95: p95!, p99: p99! };
}

function queueSummary({ atEnd, most, oldestMs, returned }: QueueExtremes): QueueSummary {
  return { messagesAtEnd: atEnd, messagesMax: most, oldestMaxSeconds: oldestMs / 1000, returned };
}

function useSummary(percents: LogHistogram | null): UseSummary | null {
  return percents === null ? null : { mean: tidy(percents.mean()), p95: tidy(percents.quantile(0.95)) };
}

function countSummary({ countMs, min, max }: CountOverTime, measuredMs: number): TaskCountSummary {
  return { mean: measuredMs === 0 ? 0 : tidy(Number(countMs) / measuredMs), min, max };
}

function deploymentSummary(deployment: DeploymentFacts, startMs: number): DeploymentSummary {
  const { id, taskDefinition, status, rolloutState, rolloutStateReason } = deployment;
  const instant = (atMs: number | null) => (atMs === null ? null : formatInstant(startMs + atMs));
  return {
    id,
    taskDefinition,
    status,
    rolloutState,
    rolloutStateReason,
    createdAt: formatInstant(startMs + deployment.createdAt),
    updatedAt: formatInstant(startMs + deployment.updatedAt),
    finishedAt: instant(deployment.finishedAt),
    rolledBackAt: instant(deployment.rolledBackAt),
  };
}

function eventsOf({ events }: ServiceFacts, startMs: number): ServiceSummary['events'] {
  return events
    .slice(-MOST_EVENTS)
    .reverse()
    .map(({ at, message }) => ({ createdAt: formatInstant(startMs + at), message }));
}
