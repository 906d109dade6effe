import { toGrid } from '../../environment/distributions/sampler.ts';
import { TaskStatus } from '../../model/task-status.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import { targetHealthChanges } from '../../policies/deployment/target-health.ts';
import { changeTaskStatus } from '../change-status.ts';
import { taskRunning } from '../life.ts';
import { noteTasks } from '../load/loads-pass.ts';
import { setPass } from '../services/pass.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { setNextCheck } from './targets-changed.ts';
import { type TargetChange, type TaskTargets, targetPlanOf } from './task-targets.ts';

/**
 * The containers of a task run. With two or more target groups its registration is part of ACTIVATING, and true is the
 * answer; with one it comes after RUNNING (ecs: ).
 */
export function activateTargets(simulation: Simulation, task: TaskIndex): boolean {
  const targets = simulation.targets.get(task);
  if (targets === undefined || !targetPlanOf(simulation, task).activates) return false;
  changeTaskStatus(simulation, task, TaskStatus.ACTIVATING);
  setRegistration(simulation, task, targets);
  return true;
}

/** A task is RUNNING; whether its health is one of targets. */
export function registerRunning(simulation: Simulation, task: TaskIndex): boolean {
  const targets = simulation.targets.size === 0 ? undefined : simulation.targets.get(task);
  if (targets === undefined) return false;
  if (!targetPlanOf(simulation, task).activates) setRegistration(simulation, task, targets);
  return true;
}

function setRegistration(simulation: Simulation, task: TaskIndex, { registerMs }: TaskTargets): void {
  simulation.setTaskTimer(registerMs, Phase.START, TimerKind.TARGETS_REGISTERED, task);
}

/** TARGETS_REGISTERED: the load balancer knows the task, and begins to check it (ecs: ). */
export function targetsRegistered(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now, deployments } = simulation;
  const targets = simulation.targets.get(task)!;
  const { service } = deployments[tasks.deployment[task]! - 1]!;
  targets.registeredAt = now;
  targets.changes = changesOf(simulation, task, targets);
  service.registeredTargets++;
  simulation.countEvent();
  simulation.digest.add(now, 60, tasks.ordinal[task]!, targets.changes[0]?.at ?? 0);
  if (tasks.status[task] === TaskStatus.ACTIVATING) taskRunning(simulation, task);
  setNextCheck(simulation, task, targets);
  noteTasks(simulation, service.index);
  setPass(simulation, service, now);
}

/** All that its checks will say, if nobody stops it before. */
function changesOf(simulation: Simulation, task: TaskIndex, targets: TaskTargets): TargetChange[] {
  const { now, scenario, containers } = simulation;
  const { resolutionMs } = scenario.simulation;
  const runs = containers.get(task)?.runs;
  return targetPlanOf(simulation, task)
    .groups.flatMap(({ check, container, readyAfterMs }, group) => {
      const startedAt = runs?.[container]?.startedAt ?? now - targets.registerMs;
      const fromStart = [{ fromMs: 0, untilMs: readyAfterMs }, ...targets.failing];
      const failing = fromStart.map(({ fromMs, untilMs }) => ({
        fromMs: fromMs + startedAt - now,
        untilMs: untilMs + startedAt - now,
      }));
      const changes = targetHealthChanges(check, targets.firstCheckMs[group]!, failing);
      return changes.map(({ atMs, status }) => ({ at: now + toGrid(atMs, resolutionMs), group, status }));
    })
    .sort((one, other) => one.at - other.at);
}
