import type { HealthStatus } from './health-check.ts';

/** What a container can wait for in another one (ecs: ). */
export const DEPENDENCY_CONDITIONS = ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'] as const;

export type DependencyCondition = (typeof DEPENDENCY_CONDITIONS)[number];

/** `dependsOn`, the other container by its position in the task. */
export interface ContainerDependency {
  readonly container: number;
  readonly condition: DependencyCondition;
}

/** What the dependents of a container look at. */
export interface ContainerState {
  /** Its first start; null: not yet. */
  readonly startedAtMs: number | null;
  /** Of its end for good; null: it runs, will be restarted or has not started. */
  readonly exitCode: number | null;
  readonly health: HealthStatus;
  /** From its start to the condition, null: as long as it takes (ecs: ). */
  readonly startTimeoutMs: number | null;
}

/**
 * Whether a container can start now, has to wait, or never starts because a dependency ended without meeting its condition
 * or took longer than its `startTimeout`: then the task stops (ecs: ).
 */
export function judgeStart(
  dependsOn: readonly ContainerDependency[],
  states: readonly ContainerState[],
  nowMs: number,
): 'start' | 'wait' | 'never' {
  let judgement: 'start' | 'wait' = 'start';
  for (const { container, condition } of dependsOn) {
    const state = states[container]!;
    if (isMet(condition, state)) continue;
    if (cannotBeMet(condition, state) || deadlineOf(condition, state) <= nowMs) return 'never';
    judgement = 'wait';
  }
  return judgement;
}

/** The instant at which waiting ends by a `startTimeout`, ms; Infinity: at none that is known yet (ecs: ). */
export function startDeadline(
  dependsOn: readonly ContainerDependency[],
  states: readonly ContainerState[],
): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { container, condition } of dependsOn) {
    const state = states[container]!;
    if (!isMet(condition, state)) earliest = Math.min(earliest, deadlineOf(condition, state));
  }
  return earliest;
}

function isMet(condition: DependencyCondition, { startedAtMs, exitCode, health }: ContainerState): boolean {
  switch (condition) {
    case 'START':
      return startedAtMs !== null;
    case 'COMPLETE':
      return exitCode !== null;
    case 'SUCCESS':
      return exitCode === 0;
    case 'HEALTHY':
      return exitCode === null && health === 'HEALTHY';
    default:
      return condition satisfies never;
  }
}

/** Who has ended neither becomes healthy nor ends once more. */
function cannotBeMet(condition: DependencyCondition, { exitCode }: ContainerState): boolean {
  return exitCode !== null && (condition === 'SUCCESS' || condition === 'HEALTHY');
}

function deadlineOf(condition: DependencyCondition, { startedAtMs, startTimeoutMs }: ContainerState): number {
  if (condition === 'START' || startedAtMs === null || startTimeoutMs === null)
    return Number.POSITIVE_INFINITY;
  return startedAtMs + startTimeoutMs;
}
