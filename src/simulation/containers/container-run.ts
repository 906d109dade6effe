import { PROBE_MS } from '../../catalog/container-settings.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { NONE } from '../../model/task-table.ts';
import type { ContainerState } from '../../policies/containers/dependency.ts';
import {
  type FailingTime,
  type HealthChange,
  type HealthStatus,
  healthChanges,
} from '../../policies/containers/health-check.ts';
import type { PlannedContainer } from './container-plan.ts';

/** Infinity: it is not known that it will ever come. */
const NEVER: number = Number.POSITIVE_INFINITY;

/** One container of a task. Instants are milliseconds from the run's start. */
export interface ContainerRun {
  /** When it starts or starts again; Infinity: it waits for another one, or has started. */
  startsAt: number;
  /** Its first start and its latest one, -1: not yet. */
  startedAt: number;
  begunAt: number;
  /** When it ends by itself; Infinity: it does not. */
  endsAt: number;
  /** Once it has ended for good. */
  exitCode: number | null;
  health: HealthStatus;
  /** Changes of its health still to come, counted from its latest start. */
  changes: readonly HealthChange[];
}

export function waitingRun(startsAt: number = NEVER): ContainerRun {
  return {
    startsAt,
    startedAt: NONE,
    begunAt: NONE,
    endsAt: NEVER,
    exitCode: null,
    health: 'UNKNOWN',
    changes: [],
  };
}

/** It starts, or starts again: its health is unknown, and every change of it is known from now on (ecs: ). */
export function beginRun(
  run: ContainerRun,
  { healthCheck, readyAfterMs, runsForMs }: PlannedContainer,
  failing: readonly FailingTime[],
  now: number,
  resolutionMs: number,
): void {
  run.startsAt = NEVER;
  run.begunAt = now;
  if (run.startedAt === NONE) run.startedAt = now;
  run.endsAt = runsForMs === null ? NEVER : now + runsForMs;
  run.health = 'UNKNOWN';
  run.changes =
    healthCheck === null
      ? []
      : healthChanges(healthCheck, PROBE_MS, [{ fromMs: 0, untilMs: readyAfterMs }, ...failing]).map(
          ({ atMs, status }) => ({ atMs: toGrid(atMs, resolutionMs), status }),
        );
}

/** It has ended for good. */
export function endRun(run: ContainerRun, exitCode: number): void {
  run.exitCode = exitCode;
  run.endsAt = NEVER;
  run.health = 'UNKNOWN';
  run.changes = [];
}

export function isRunning({ begunAt, exitCode }: ContainerRun): boolean {
  return begunAt !== NONE && exitCode === null;
}

/** When its health changes next. */
export function nextHealthAt({ begunAt, changes }: ContainerRun): number {
  return changes.length === 0 ? NEVER : begunAt + changes[0]!.atMs;
}

/** What those who depend on it look at. */
export function stateOf(
  { startedAt, exitCode, health }: ContainerRun,
  { startTimeoutMs }: PlannedContainer,
): ContainerState {
  return { startedAtMs: startedAt === NONE ? null : startedAt, exitCode, health, startTimeoutMs };
}
