import { StopCode, TaskStatus } from '../../model/task-status.ts';
import { delayUntil, NONE, type TaskIndex } from '../../model/task-table.ts';
import { judgeStart, startDeadline } from '../../policies/containers/dependency.ts';
import { HEALTH_STATUSES } from '../../policies/containers/health-check.ts';
import { afterExit } from '../../policies/containers/restart-policy.ts';
import { agentBackAt, waitsForAgent } from '../api/disconnect-agents.ts';
import { essentialExited, setExit, stopAccepted, taskStarted } from '../life.ts';
import { noteRestart } from '../load/loads-pass.ts';
import { graceEndsAt, seeTaskHealth } from '../services/service-health.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { ContainerPlan, PlannedContainer } from './container-plan.ts';
import { beginRun, type ContainerRun, endRun, nextHealthAt, stateOf, waitingRun } from './container-run.ts';
import { stoppingContainerEnded } from './stop-containers.ts';
import { healthOf, planOf, type TaskContainers } from './task-containers.ts';

const NEVER: number = Number.POSITIVE_INFINITY;

/** The images will be there: the containers that depend on none start after `delayMs`, the others in their turn (ecs: ). */
export function startContainers(simulation: Simulation, task: TaskIndex, delayMs: number): void {
  const plan = planOf(simulation, task);
  const inside = simulation.containers.get(task)!;
  inside.runs = plan.containers.map(({ dependsOn }) =>
    waitingRun(dependsOn.length === 0 ? simulation.now + delayMs : NEVER),
  );
  setNextChange(simulation, task, plan, inside);
}

/** CONTAINERS_CHANGED: a container starts or ends, its health changes, or the wait for it is over (ecs: ). */
export function containersChanged(simulation: Simulation, task: TaskIndex): void {
  const inside = simulation.containers.get(task);
  if (inside === undefined || inside.nextAt !== simulation.now) return;
  if (simulation.tasks.status[task] === TaskStatus.STOPPING) {
    stoppingContainerEnded(simulation, task, inside);
    return;
  }
  if (waitsForAgent(simulation, task, TimerKind.CONTAINERS_CHANGED)) {
    inside.nextAt = agentBackAt(simulation, task);
    return;
  }
  const plan = planOf(simulation, task);
  const news = passInstant(simulation, task, plan, inside);
  if (news !== 'taskStops') settle(simulation, task, plan, inside, news);
}

/** The first essential container has ended by itself; whether it starts again in its place (ecs: ). */
export function restartMain(simulation: Simulation, task: TaskIndex, exitCode: number): boolean {
  const inside = simulation.containers.get(task);
  if (inside === undefined) return false;
  const plan = planOf(simulation, task);
  if (whatFollows(simulation, plan.containers[plan.main]!, inside.runs[plan.main]!, exitCode) !== 'restart') {
    endRun(inside.runs[plan.main]!, exitCode);
    return false;
  }
  begin(simulation, plan, inside, plan.main);
  noteRestart(simulation, task);
  setExit(simulation, task);
  settle(simulation, task, plan, inside, 'none');
  return true;
}

/** A restart is none: the container is RUNNING before and after it (ecs: ). */
type StatusNews = 'none' | 'containers';

/** Takes the containers over this instant; whether that changes the status of one, or was the end of the task. */
function passInstant(
  simulation: Simulation,
  task: TaskIndex,
  plan: ContainerPlan,
  inside: TaskContainers,
): StatusNews | 'taskStops' {
  const { now } = simulation;
  let news: StatusNews = 'none';
  for (let isNews = true; isNews; ) {
    isNews = false;
    for (const [i, run] of inside.runs.entries()) {
      if (run.startsAt <= now) {
        begin(simulation, plan, inside, i);
        isNews = true;
        news = 'containers';
      }
      if (run.endsAt <= now) {
        if (!containerEnded(simulation, task, plan, inside, i)) return 'taskStops';
        isNews = true;
        if (run.exitCode !== null) news = 'containers';
      }
      for (; nextHealthAt(run) <= now; isNews = true) {
        run.health = run.changes[0]!.status;
        run.changes = run.changes.slice(1);
      }
      if (run.startedAt !== NONE || run.startsAt !== NEVER) continue;
      const judgement = judgeStart(plan.dependencies[i]!, statesOf(plan, inside), now);
      if (judgement === 'never') {
        stopAccepted(simulation, task, StopCode.TaskFailedToStart, simulation.reason(DEPENDENCY_FAILED));
        return 'taskStops';
      }
      if (judgement === 'wait') continue;
      run.startsAt = now + delayUntil(simulation.tasks.startedAt[task]!);
      isNews = true;
    }
  }
  return news;
}

/** The agent's sentence is not published. */
const DEPENDENCY_FAILED = 'Container dependency not met: a container ended or timed out before its condition';

/** What the new states mean to the task: it is RUNNING when all have started, and its health may be another. */
function settle(
  simulation: Simulation,
  task: TaskIndex,
  plan: ContainerPlan,
  inside: TaskContainers,
  news: StatusNews,
): void {
  const { tasks, now, listeners } = simulation;
  const health = healthOf(plan, inside);
  simulation.countEvent();
  simulation.digest.add(now, 50, tasks.ordinal[task]!, HEALTH_STATUSES.indexOf(health));
  const isHealthNews = health !== inside.health;
  inside.health = health;
  if (isHealthNews) for (const observer of listeners.taskHealthChanged) observer.taskHealthChanged(now, task);
  if (tasks.status[task] === TaskStatus.PENDING && inside.runs.every(({ startedAt }) => startedAt !== NONE))
    taskStarted(simulation, task);
  else if (news === 'containers' && !isHealthNews)
    for (const observer of listeners.containersChanged) observer.containersChanged(now, task);
  if (plan.isChecked && tasks.deployment[task] !== NONE) seeTaskHealth(simulation, task);
  setNextChange(simulation, task, plan, inside);
}

/** The task is RUNNING at last: its health counts from now on, and its grace period is known. */
export function followHealth(simulation: Simulation, task: TaskIndex): void {
  seeTaskHealth(simulation, task);
  setNextChange(simulation, task, planOf(simulation, task), simulation.containers.get(task)!);
}

function begin(
  { now, scenario }: Simulation,
  { containers }: ContainerPlan,
  { runs, failing }: TaskContainers,
  container: number,
): void {
  beginRun(runs[container]!, containers[container]!, failing, now, scenario.simulation.resolutionMs);
}

/** It starts again, stays as it is, or ends the task; then false (ecs: ). */
function containerEnded(
  simulation: Simulation,
  task: TaskIndex,
  plan: ContainerPlan,
  inside: TaskContainers,
  container: number,
): boolean {
  const planned = plan.containers[container]!;
  const run = inside.runs[container]!;
  const { exitCode } = planned;
  const next = whatFollows(simulation, planned, run, exitCode);
  if (next === 'restart') {
    begin(simulation, plan, inside, container);
    if (container === plan.main) noteRestart(simulation, task);
  } else endRun(run, exitCode);
  if (next !== 'stopTask') return true;
  if (container === plan.main) simulation.tasks.exitCode[task] = exitCode;
  essentialExited(simulation, task);
  return false;
}

function whatFollows(
  { now }: Simulation,
  planned: PlannedContainer,
  { startedAt, begunAt }: ContainerRun,
  exitCode: number,
): ReturnType<typeof afterExit> {
  return afterExit(planned, {
    exitCode,
    atMs: now,
    startedAtMs: startedAt,
    lastRestartAtMs: begunAt === startedAt ? null : begunAt,
    isStopping: false,
  });
}

/** Sets the timer of the next change; an earlier one that is still set is ignored. */
function setNextChange(
  simulation: Simulation,
  task: TaskIndex,
  plan: ContainerPlan,
  inside: TaskContainers,
): void {
  const { now, tasks } = simulation;
  let next = NEVER;
  for (const [i, run] of inside.runs.entries()) {
    next = Math.min(next, run.startsAt, run.endsAt, nextHealthAt(run));
    if (run.startedAt === NONE && run.startsAt === NEVER)
      next = Math.min(next, startDeadline(plan.dependencies[i]!, statesOf(plan, inside)));
  }
  if (inside.health === 'UNHEALTHY' && tasks.deployment[task] !== NONE) {
    const graceEnds = graceEndsAt(simulation, task);
    if (graceEnds > now) next = Math.min(next, graceEnds);
  }
  inside.nextAt = next;
  if (next !== NEVER) simulation.setTaskTimer(next - now, Phase.START, TimerKind.CONTAINERS_CHANGED, task);
}

function statesOf({ containers }: ContainerPlan, { runs }: TaskContainers): ReturnType<typeof stateOf>[] {
  return runs.map((run, i) => stateOf(run, containers[i]!));
}
