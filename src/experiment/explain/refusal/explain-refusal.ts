import { PROVISIONING_FULL } from '../../../events/refusals.ts';
import type { TaskIndex } from '../../../model/task-table.ts';
import type { Resources } from '../../../scenario/scenario.ts';
import type { ExplainedInstance, Refused } from '../decision.ts';
import type { PlacementQuestion } from '../placement-question.ts';
import { byCloseness, type CloseInstance } from './closest.ts';
import { explainProvisioning } from './explain-provisioning.ts';
import type { Help } from './help.ts';
import { tryConstraints, tryEnds, tryLarger, tryMoreInstances, tryRoom } from './try-helps.ts';

/** Instances that are named as closest. */
const CLOSEST = 3;

/** Why nobody takes the task, who comes closest, and what would have helped. */
export function explainRefusal(
  question: PlacementQuestion,
  instances: readonly ExplainedInstance[],
  lacks: string,
  task: TaskIndex,
): Refused {
  const close = byCloseness(question, instances);
  const helps: readonly Help[] = [
    ...tryRoom(question, close),
    ...tryEnds(question, close),
    ...tryConstraints(question, close),
    ...tryMoreInstances(question),
    ...tryLarger(question),
  ];
  const provisioning = explainProvisioning(question, task, lacks);
  return {
    kind: 'refused',
    reason: provisioning?.state === 'full' ? PROVISIONING_FULL : lacks,
    behind: null,
    left: leftOf(question, close),
    closest: close.slice(0, CLOSEST).map(({ row }) => question.simulation.instanceId(row)),
    helps,
    provisioning,
  };
}

function leftOf({ simulation }: PlacementQuestion, close: readonly CloseInstance[]): Refused['left'] {
  const { cpuFree, memoryFree, gpuFree } = simulation.fleet;
  const gather = (add: (sum: number, amount: number) => number): Resources => ({
    cpu: close.reduce((sum, { row }) => add(sum, cpuFree[row]!), 0),
    memory: close.reduce((sum, { row }) => add(sum, memoryFree[row]!), 0),
    gpu: close.reduce((sum, { row }) => add(sum, gpuFree[row]!), 0),
  });
  return {
    all: gather((sum, amount) => sum + amount),
    most: gather((most, amount) => Math.max(most, amount)),
  };
}
