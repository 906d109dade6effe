import { cheapestFargateSize, isFargateSize } from '../../catalog/fargate-sizes.ts';
import { PROVISIONING_FULL } from '../../events/refusals.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { pickProvider } from '../../policies/capacity/pick-provider.ts';
import { fargateSizeProblem } from '../../scenario/operations/fargate-size.ts';
import { acceptInProvisioning, isHeldFromProvisioning, waitsInProvisioning } from '../groups/provisioning.ts';
import { taskGivenUp } from '../life.ts';
import { makeTask } from '../make-task.ts';
import { findInstance, placeOnFargate, placeOnInstance } from '../place.ts';
import { fargateRefusal } from '../rates/fargate-launches.ts';
import { callRunTask, mayCallRunTask, RATE_EXCEEDED } from '../rates/run-task-calls.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { findQueue, joinQueue, refusalReason } from '../waiting.ts';
import type { Workload } from '../workload.ts';

/** RunTask for the next task of a workload: everything random about it is drawn here. */
export function runTask(simulation: Simulation, workload: Workload): void {
  simulation.eventsThisInstant = 0;
  const provider = chooseProvider(simulation, workload);
  const task = makeTask(simulation, workload, provider);
  const problem = workload.fargate ? fitFargate(simulation, workload, task) : null;
  if (problem !== null) {
    refuse(simulation, workload, task, simulation.reason(problem), true);
    return;
  }
  if (!mayCallRunTask(simulation, workload, provider)) {
    refuse(simulation, workload, task, simulation.reason(RATE_EXCEEDED), false);
    return;
  }
  callRunTask(simulation, workload);
  if (workload.fargate) {
    runOnFargate(simulation, workload, task, provider);
    return;
  }
  const queue = findQueue(simulation, task, workload);
  if (queue !== undefined && (queue.strict || !queue.armed)) {
    refuse(simulation, workload, task, queue.reason, false);
    return;
  }
  const instance = findInstance(simulation, task);
  if (instance === NONE) refuse(simulation, workload, task, refusalReason(simulation, task), false);
  else placeOnInstance(simulation, task, instance);
}

function runOnFargate(simulation: Simulation, workload: Workload, task: TaskIndex, provider: number): void {
  const queue = findQueue(simulation, task, workload);
  if (queue?.strict === true) {
    refuse(simulation, workload, task, queue.reason, false);
    return;
  }
  const refusal = fargateRefusal(simulation, workload, provider, simulation.tasks.cpu[task]!);
  if (refusal === null) placeOnFargate(simulation, task, workload);
  else refuse(simulation, workload, task, simulation.reason(refusal), false);
}

/** A refused task waits, retries or is given up, as its workload says; `final` when no later call could be accepted. */
function refuse(
  simulation: Simulation,
  workload: Workload,
  task: TaskIndex,
  reason: number,
  final: boolean,
): void {
  const { tasks, now } = simulation;
  const lacksCapacity = !final && simulation.reasons[reason] !== RATE_EXCEEDED;
  if (lacksCapacity && waitsInProvisioning(simulation, task, workload)) {
    acceptInProvisioning(simulation, task, workload, reason);
    return;
  }
  const isHeld = lacksCapacity && isHeldFromProvisioning(simulation, task, workload);
  const answer = isHeld ? simulation.reason(PROVISIONING_FULL) : reason;
  tasks.stopReason[task] = answer;
  for (const observer of simulation.listeners.placementFailed) observer.placementFailed(now, task, answer);
  const { onFailure } = workload.spec;
  if (final || onFailure.kind === 'giveUp') {
    taskGivenUp(simulation, task);
    return;
  }
  const last = workload.lastRetryMs;
  if (last !== null) {
    if (last <= 0) {
      taskGivenUp(simulation, task);
      return;
    }
    simulation.setTaskTimer(last, Phase.ARRIVAL, TimerKind.GIVE_UP, task);
  }
  joinQueue(simulation, task, workload, answer);
}

/** Once for each task, before its placement, and for good (ecs: ); -1 for a launch type. */
export function chooseProvider(
  { now, scenario }: Simulation,
  workload: Workload,
  strategy: Workload['spec']['capacityProviderStrategy'] = workload.spec.capacityProviderStrategy,
): number {
  const { chosen } = workload;
  if (strategy.length === 0) return NONE;
  if (scenario.timings['capacityProvider.split'] === 'call' && workload.calledAt !== now) {
    workload.calledAt = now;
    chosen.fill(0);
  }
  const item = pickProvider(strategy, chosen);
  chosen[item]!++;
  return strategy[item]!.provider;
}

/** What Fargate answers when it does not have the task's size; a trace may ask to be rounded up to the cheapest that holds it. */
function fitFargate(simulation: Simulation, workload: Workload, task: TaskIndex): string | null {
  const { tasks, roundedUp } = simulation;
  const cpu = tasks.cpu[task]!;
  const memory = tasks.memory[task]!;
  if (workload.spec.source.kind !== 'trace' || isFargateSize(cpu, memory)) return null;
  const size = workload.spec.source.trace.fargateSize === 'roundUp' ? cheapestFargateSize(cpu, memory) : null;
  if (size === null) return fargateSizeProblem(cpu, memory);
  if (simulation.now >= simulation.scenario.simulation.warmUpMs) {
    roundedUp.tasks++;
    roundedUp.cpu += size.cpu - cpu;
    roundedUp.memory += size.memory - memory;
  }
  tasks.cpu[task] = size.cpu;
  tasks.memory[task] = size.memory;
  return null;
}
