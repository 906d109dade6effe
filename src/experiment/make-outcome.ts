import { type LevelStatistics, Quantity } from '../analysis/level-statistics.ts';
import type { TaskStatistics } from '../analysis/task-statistics.ts';
import type { Bill } from '../billing/bill.ts';
import { Digest } from '../kernel/digest.ts';
import { clusterReservation, clusterUtilisation } from '../model/ecs-metrics.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import { checkAssertions } from './assertions.ts';
import { costRows } from './cost-rows.ts';
import { costSummary } from './cost-summary.ts';
import { groupsSummary } from './fleets-summary.ts';
import type { InstancesSummary, StreamedOutcome, TasksSummary, UtilizationSummary } from './outcome.ts';
import { outcomeWarnings } from './outcome-warnings.ts';
import { rightSizing } from './right-sizing.ts';
import type { RunParts } from './run.ts';
import { activitySummaries, alarmSummaries } from './scaling-summary.ts';
import { servicesSummary } from './services-summary.ts';
import { tidy } from './tidy.ts';
import { timelineColumns } from './timeline-columns.ts';
import { makeViews } from './views/make-views.ts';

/** Puts the outcome of an ended run together. */
export function makeOutcome(
  scenario: Scenario,
  simulation: Simulation,
  bill: Bill,
  parts: RunParts,
): StreamedOutcome {
  const { warmUpMs, seed } = scenario.simulation;
  const { startMs, now } = simulation;
  const measuredMs = Math.max(0, now - warmUpMs);
  const tasks = tasksSummary(simulation, parts.tasks);
  const services = servicesSummary(simulation, parts.levels, parts, measuredMs);
  const cpu = utilization(parts.levels, now, measuredMs, CPU);
  const bare: StreamedOutcome = {
    schemaVersion: 1,
    scenario: { name: scenario.name, description: scenario.description, digest: scenario.digest },
    seed,
    simulation: {
      start: formatInstant(startMs),
      end: formatInstant(startMs + now),
      durationSeconds: now / 1000,
      warmUpSeconds: warmUpMs / 1000,
    },
    region: scenario.region,
    uncertain: scenario.uncertain,
    run: { events: simulation.events },
    digest: finalDigest(simulation, parts.usageDigest),
    cost: costSummary(scenario, simulation, bill, {
      tasksStarted: tasks.started,
      services,
      usedVcpu: cpu.used,
      measuredMs,
    }),
    tasks,
    utilization: {
      cpu,
      memory: utilization(parts.levels, now, measuredMs, MEMORY),
    },
    instances: instancesSummary(simulation, parts.levels, measuredMs),
    services,
    rightSizing: rightSizing(simulation, parts.uses, services),
    capacityProviders: capacityProviders(scenario, simulation, parts),
    autoScalingGroups: groupsSummary(simulation, parts),
    assertions: [],
    warnings: [],
    timeline: timelineColumns(parts.timeline.table, parts.timeline.stepMs, startMs),
    costs: costRows(bill.hours, simulation, bill.commitmentTerms),
    alarms: alarmSummaries(simulation, parts.scaling),
    activities: activitySummaries(simulation, parts.scaling),
    activitiesLeftOut: parts.scaling.activitiesLeftOut,
    views: null,
  };
  const outcome = { ...bare, warnings: outcomeWarnings(scenario, simulation, bare, parts) };
  return {
    ...outcome,
    assertions: checkAssertions(scenario.assertions, outcome),
    // Made when they are read: a text report does without them.
    get views() {
      return makeViews(scenario, simulation, bill, outcome, parts);
    },
  };
}

function finalDigest(simulation: Simulation, usage: Digest): string {
  const digest = new Digest();
  digest.restore(simulation.digest.snapshot());
  digest.addText(usage.hex());
  return digest.hex();
}

function tasksSummary(simulation: Simulation, counted: TaskStatistics): TasksSummary {
  const { requested, started, stopped, succeeded, failed, interrupted, gaveUp, waits } = counted;
  const live = counted.live(simulation.now);
  const { tasks, cpu, memory } = simulation.roundedUp;
  return {
    requested,
    started,
    stopped,
    succeeded,
    failed,
    interrupted,
    userInitiated: counted.userInitiated,
    serviceSchedulerInitiated: counted.serviceSchedulerInitiated,
    failedHealthChecks: counted.failedHealthChecks,
    gaveUp,
    runningAtEnd: live.running,
    pendingAtEnd: { count: live.pending, oldestSeconds: live.oldestMs / 1000 },
    wait: {
      mean: tidy(waits.mean() / 1000),
      p50: tidy(waits.percentile(0.5) / 1000),
      p95: tidy(waits.percentile(0.95) / 1000),
      p99: tidy(waits.percentile(0.99) / 1000),
      max: waits.max / 1000,
    },
    placementFailures: counted.placementFailures(),
    roundedUp: { tasks, vcpu: cpu / 1024, memoryGib: memory / 1024 },
  };
}

type Quantities = Readonly<Record<'registered' | 'reserved' | 'used' | 'fargate' | 'usedFargate', Quantity>>;

const CPU: Quantities = {
  registered: Quantity.cpuRegistered,
  reserved: Quantity.cpuReserved,
  used: Quantity.cpuUsed,
  fargate: Quantity.cpuFargate,
  usedFargate: Quantity.cpuUsedFargate,
};
const MEMORY: Quantities = {
  registered: Quantity.memoryRegistered,
  reserved: Quantity.memoryReserved,
  used: Quantity.memoryUsed,
  fargate: Quantity.memoryFargate,
  usedFargate: Quantity.memoryUsedFargate,
};

/** 1,024 CPU units are a vCPU, 1,024 MiB a GiB. */
function utilization(
  levels: LevelStatistics,
  now: number,
  measuredMs: number,
  of: Quantities,
): UtilizationSummary {
  const mean = (quantity: Quantity) =>
    measuredMs === 0 ? 0 : Number(levels.integral(quantity, now)) / measuredMs / 1024;
  const registered = mean(of.registered);
  const reserved = mean(of.reserved);
  const used = mean(of.used);
  return {
    registered: tidy(registered),
    reserved: tidy(reserved + mean(of.fargate)),
    used: tidy(used + mean(of.usedFargate)),
    reservedFraction: tidy((clusterReservation(reserved, registered, 1) ?? 0) / 100),
    usedFraction: tidy((clusterUtilisation(used, registered, 1) ?? 0) / 100),
  };
}

function instancesSummary(
  simulation: Simulation,
  levels: LevelStatistics,
  measuredMs: number,
): InstancesSummary {
  const { entries, now } = simulation;
  let total = 0n;
  const byType: Record<string, bigint> = {};
  for (const [entry, { countedAs }] of entries.entries()) {
    const ms = levels.instanceMs(entry, now);
    total += ms;
    if (ms > 0n) byType[countedAs] = (byType[countedAs] ?? 0n) + ms;
  }
  return {
    launched: levels.launched,
    terminated: levels.terminated,
    running: { mean: measuredMs === 0 ? 0 : tidy(Number(total) / measuredMs), max: levels.instancesMax },
    hours: tidy(Number(total) / HOUR_MS),
    byType: Object.fromEntries(
      Object.entries(byType).map(([type, ms]) => [type, tidy(Number(ms) / HOUR_MS)]),
    ),
  };
}

/** Also those that no task has used. */
function capacityProviders(
  { clusters }: Scenario,
  { providers, now }: Simulation,
  { levels, fleets }: RunParts,
): StreamedOutcome['capacityProviders'] {
  const names = new Set(clusters.flatMap((cluster) => cluster.capacityProviders));
  return Object.fromEntries(
    [...names].map((name) => {
      const provider = providers.findIndex((facts) => facts.name === name);
      const isUsed = provider >= 0;
      return [
        name,
        {
          tasks: isUsed ? levels.startedOn(provider) : 0,
          instances: isUsed ? levels.ofProvider(provider)[Quantity.instances]! : 0,
          reservation: { mean: reservationOf(isUsed ? fleets.reservation(provider, now) : null) },
        },
      ];
    }),
  );
}

function reservationOf(mean: number | null): number | null {
  return mean === null ? null : tidy(mean);
}

const HOUR_MS = 3_600_000;
