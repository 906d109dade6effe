import { assert } from '../../kernel/assert.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { placeByNarrowing } from '../../policies/placement/place-task.ts';
import type { DecodedConstraint } from '../../policies/placement/placement.ts';
import { placementFailureReason } from '../../policies/placement/unmet.ts';
import { unmetByIdeal } from '../../simulation/ideal-fleet.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { causesOf } from './cause.ts';
import type { ExplainedInstance, InstanceDecision } from './decision.ts';
import { decisionFacts } from './decision-facts.ts';
import { type PlacementQuestion, questionOf } from './placement-question.ts';
import { RecordingCandidates } from './recording-candidates.ts';
import { explainRefusal } from './refusal/explain-refusal.ts';
import { breakTie, ForetoldDraws, narrowStepwise } from './strategy-steps.ts';

/**
 * Why a task goes to the container instance it goes to, or to none, were it placed at this moment: the definition of a
 * placement, step by step. `onlyZone`: among the instances of this zone; -1: of all. It changes nothing; what will be drawn is foretold from a copy of the stream.
 */
export function explainDecision(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number = NONE,
): InstanceDecision {
  const question = questionOf(simulation, task, onlyZone);
  const { requirements, constraints } = question.rules;
  const instances = explainInstances(question);
  const candidates = ableOf(question);
  assert(
    candidates.count === instances.filter(({ ruledOut }) => ruledOut.length === 0).length,
    'a container instance is ruled out by something that was not named, or was named wrongly',
  );
  const draws = new ForetoldDraws(question);
  const steps = narrowStepwise(question, candidates, draws);
  return {
    where: 'instances',
    ...decisionFacts(simulation, task),
    onlyZone: simulation.zones[onlyZone] ?? null,
    networkInterfaces: requirements.enis,
    hostPorts: question.workload.definition.hostPorts.map(({ port, protocol }) => `${protocol}/${port}`),
    constraints: constraints.map(nameOf),
    instances,
    steps,
    result: resultOf(question, task, instances, candidates, draws),
  };
}

/** ECS's order of work up to the strategies (ecs: ): who could take the task. */
function ableOf({ view, request, rules }: PlacementQuestion): RecordingCandidates {
  const candidates = new RecordingCandidates();
  placeByNarrowing(view, request, { ...rules, strategies: [], tie: 'first' }, candidates, {
    next: () => 0,
  });
  return candidates;
}

function resultOf(
  question: PlacementQuestion,
  task: TaskIndex,
  instances: readonly ExplainedInstance[],
  candidates: RecordingCandidates,
  draws: ForetoldDraws,
): InstanceDecision['result'] {
  const { simulation, view, request, rules, workload } = question;
  if (candidates.count > 0) {
    const { instance, tie } = breakTie(question, candidates, draws);
    return {
      kind: 'placed',
      containerInstance: simulation.instanceId(instance),
      availabilityZone: simulation.zones[simulation.fleet.zone[instance]!]!,
      tie,
    };
  }
  Object.assign(simulation.request, request);
  const unmet = unmetByIdeal(simulation, workload.cluster, rules);
  if (unmet === null && view.ideal)
    return { kind: 'opened', containerInstance: null, availabilityZone: null };
  return explainRefusal(question, instances, unmet ?? placementFailureReason(view, request, rules), task);
}

function explainInstances(question: PlacementQuestion): ExplainedInstance[] {
  const { simulation, view } = question;
  const { fleet, entries, zones } = simulation;
  return Array.from(view.members.subarray(0, view.memberCount), (instance) => ({
    containerInstance: simulation.instanceId(instance),
    instanceType: entries[fleet.entry[instance]!]!.ec2InstanceType,
    availabilityZone: zones[fleet.zone[instance]!]!,
    left: {
      cpu: fleet.cpuFree[instance]!,
      memory: fleet.memoryFree[instance]!,
      gpu: fleet.gpuFree[instance]!,
    },
    ruledOut: causesOf(question, instance),
  }));
}

function nameOf(constraint: DecodedConstraint): string {
  return constraint.type === 'memberOf' ? `memberOf(${constraint.expression})` : constraint.type;
}
