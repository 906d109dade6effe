import type { TaskIndex } from '../../model/task-table.ts';
import { beginSlowStart } from '../load/slow-start.ts';
import { say } from '../services/service-events.ts';
import { graceEndsAt, seeTaskHealth } from '../services/service-health.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { type TaskTargets, targetHealthOf, targetPlanOf } from './task-targets.ts';

/** TARGETS_CHANGED: the health of a target changes, or a failed check is ignored no longer (ecs: ). */
export function targetsChanged(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now, deployments } = simulation;
  const targets = simulation.targets.get(task)!;
  if (targets.nextAt !== now) return;
  const { groups } = targetPlanOf(simulation, task);
  const { service } = deployments[tasks.deployment[task]! - 1]!;
  const due = targets.changes.filter(({ at }) => at <= now);
  targets.changes = targets.changes.slice(due.length);
  for (const { group, status } of due) {
    const before = targets.health[group];
    targets.health[group] = status;
    if (status === 'HEALTHY' && group === 0) beginSlowStart(simulation, task, targets, before === 'UNKNOWN');
    simulation.countEvent();
    simulation.digest.add(now, 61, tasks.ordinal[task]!, group);
    if (status === 'UNHEALTHY')
      say(
        simulation,
        service,
        `(task ${simulation.taskId(task)}) is unhealthy in (target-group ${groups[group]!.arn}) due to (reason Health checks failed).`,
        true,
      );
  }
  seeTaskHealth(simulation, task);
  setNextCheck(simulation, task, targets);
}

/** Sets the timer of the next change; an earlier one that is still set is ignored. */
export function setNextCheck(simulation: Simulation, task: TaskIndex, targets: TaskTargets): void {
  const { now } = simulation;
  let next = targets.changes[0]?.at ?? Number.POSITIVE_INFINITY;
  if (targetHealthOf(simulation, task) === 'UNHEALTHY') {
    const graceEnds = graceEndsAt(simulation, task);
    if (graceEnds > now) next = Math.min(next, graceEnds);
  }
  targets.nextAt = next;
  if (next !== Number.POSITIVE_INFINITY)
    simulation.setTaskTimer(next - now, Phase.START, TimerKind.TARGETS_CHANGED, task);
}
