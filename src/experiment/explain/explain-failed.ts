import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { findQueue, type WaitQueue } from '../../simulation/waiting.ts';
import type { Behind, Decision } from './decision.ts';
import { explainDecision } from './explain-decision.ts';
import { fargateQuestion } from './explain-fargate.ts';

/**
 * A refusal that the run has just announced; `reason` is an index of its reasons. Without `wasTried` a task of its like waits
 * before it, so that its own placement was not tried.
 */
export function explainFailed(
  simulation: Simulation,
  task: TaskIndex,
  reason: number,
  wasTried: boolean,
): Decision {
  const text = simulation.reasons[reason]!;
  if (simulation.workloadStates[simulation.tasks.workload[task]!]!.fargate)
    return { ...fargateQuestion(simulation, task), result: { kind: 'refused', reason: text } };
  const decision = explainDecision(simulation, task);
  const refusal =
    decision.result.kind === 'refused' ? decision.result : { left: null, closest: [], helps: [] };
  const behind = wasTried ? null : explainQueue(simulation, task);
  return { ...decision, result: { kind: 'refused', ...refusal, reason: text, behind } };
}

/** Who waits before a task that is not in its queue yet. */
function explainQueue(simulation: Simulation, task: TaskIndex): Behind | null {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  const queue = findQueue(simulation, task, workload);
  if (queue === undefined) return null;
  return {
    task: simulation.taskId(firstOf(simulation, queue)),
    order: queue.strict ? 'strict' : 'like',
    waiting: workload.waiting,
  };
}

/** The first in line. */
function firstOf({ tasks }: Simulation, queue: WaitQueue): TaskIndex {
  if (queue.head !== NONE) return queue.head;
  return queue.polls.reduce((first, task) => (tasks.ordinal[task]! < tasks.ordinal[first]! ? task : first));
}
