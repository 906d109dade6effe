import { type LevelStatistics, Quantity } from '../analysis/level-statistics.ts';
import type { CountOverTime, ServiceStatistics } from '../analysis/service-statistics.ts';
import type { DeploymentFacts, ServiceFacts } from '../events/world.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import type { DeploymentSummary, ServiceSummary, TaskCountSummary } from './outcome.ts';
import { tidy } from './tidy.ts';

/** DescribeServices shows so many events of a service (ecs: ). */
const MOST_EVENTS = 100;

/** What became of each service, by `cluster/name`; `measuredMs` is the time after the warm-up. */
export function servicesSummary(
  { services, startMs, now }: Simulation,
  levels: LevelStatistics,
  statistics: ServiceStatistics,
  measuredMs: number,
): Record<string, ServiceSummary> {
  const entries = services.map((facts, service): [string, ServiceSummary] => {
    const atEnd = levels.ofService(service);
    const summary = {
      desiredCount: atEnd[Quantity.desired]!,
      runningCount: atEnd[Quantity.running]!,
      pendingCount: atEnd[Quantity.pending]!,
      desired: countSummary(statistics.desired(service, now), measuredMs),
      running: countSummary(statistics.running(service, now), measuredMs),
      belowDesiredSeconds: statistics.belowDesiredMs(service, now) / 1000,
      deployments: facts.deployments.map((deployment) => deploymentSummary(deployment, startMs)),
      events: eventsOf(facts, startMs),
    };
    return [facts.name, summary];
  });
  return Object.fromEntries(entries);
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
