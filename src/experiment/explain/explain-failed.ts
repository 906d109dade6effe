import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { findQueue, type WaitQueue } from '../../simulation/waiting.ts';
import type { Workload } from '../../simulation/workload.ts';
import type { Behind, Decision, InstanceDecision, Provisioning, Refused } from './decision.ts';
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
  if (workloadOf(simulation, task).fargate)
    return { ...fargateQuestion(simulation, task), result: { kind: 'refused', reason: text } };
  const decision = explainDecision(simulation, task);
  const refusal = decision.result.kind === 'refused' ? decision.result : ABLE;
  const behind = wasTried ? null : explainQueue(simulation, task);
  return { ...decision, result: { kind: 'refused', ...refusal, reason: text, behind } };
}

/** The run has just accepted a task that nobody has room for: it waits in PROVISIONING (ecs: ). */
export function explainAccepted(simulation: Simulation, task: TaskIndex): InstanceDecision {
  const decision = explainDecision(simulation, task);
  const behind = explainQueue(simulation, task);
  const reason = findQueue(simulation, task, workloadOf(simulation, task))!.reason;
  const refusal =
    decision.result.kind === 'refused' ? decision.result : { ...ABLE, reason: simulation.reasons[reason]! };
  const provisioning = inState(refusal, 'accepted');
  return { ...decision, result: { kind: 'refused', ...refusal, behind, provisioning } };
}

/** The run is about to end a task whose time in PROVISIONING is over (ecs: ). */
export function explainTimedOut(simulation: Simulation, task: TaskIndex): InstanceDecision {
  const decision = explainDecision(simulation, task);
  const { result } = decision;
  if (result.kind !== 'refused') return decision;
  return { ...decision, result: { ...result, provisioning: inState(result, 'timedOut') } };
}

function inState(
  { provisioning }: Pick<Refused, 'provisioning'>,
  state: Provisioning['state'],
): Provisioning | null {
  return provisioning === null ? null : { ...provisioning, state };
}

/** Of one that could be placed, but for those before it. */
const ABLE = { left: null, closest: [], helps: [], provisioning: null } as const;

/** Who waits before a task; nobody, if it is the first. */
function explainQueue(simulation: Simulation, task: TaskIndex): Behind | null {
  const workload = workloadOf(simulation, task);
  const queue = findQueue(simulation, task, workload);
  const first = queue === undefined ? task : firstOf(simulation, queue);
  if (queue === undefined || first === task) return null;
  return {
    task: simulation.taskId(first),
    order: queue.strict ? 'strict' : 'like',
    waiting: workload.waiting,
  };
}

/** The first in line. */
function firstOf({ tasks }: Simulation, queue: WaitQueue): TaskIndex {
  if (queue.head !== NONE) return queue.head;
  return queue.polls.reduce((first, task) => (tasks.ordinal[task]! < tasks.ordinal[first]! ? task : first));
}

function workloadOf({ workloadStates, tasks }: Simulation, task: TaskIndex): Workload {
  return workloadStates[tasks.workload[task]!]!;
}
