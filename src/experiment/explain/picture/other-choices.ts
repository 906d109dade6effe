import { assert } from '../../../kernel/assert.ts';
import type { Fleet } from '../../../model/fleet.ts';
import { GroupCounts } from '../../../model/group-counts.ts';
import { Holding, NONE } from '../../../model/task-table.ts';
import { narrowByStrategies, placeByNarrowing } from '../../../policies/placement/place-task.ts';
import type { DecodedStrategy, PlacementView } from '../../../policies/placement/placement.ts';
import { strategyOf } from '../../../policies/placement/registry.ts';
import type { PlacementStrategySpec } from '../../../scenario/scenario.ts';
import { chainName, knownChains } from '../../race-chains.ts';
import { tasksOn } from '../cause.ts';
import type { InstanceDecision } from '../decision.ts';
import type { PlacementQuestion } from '../placement-question.ts';
import { RecordingCandidates } from '../recording-candidates.ts';
import { breakTie, ForetoldDraws } from '../strategy-steps.ts';
import type { OtherChoice } from './decision-picture.ts';

const ZONE = 'ecs.availability-zone';

/** What each chain of the race would choose for this task, now; the task's own first, which must choose what was decided. */
export function otherChoices(question: PlacementQuestion, decision: InstanceDecision): OtherChoice[] {
  const { result, steps } = decision;
  if (result.kind === 'refused') return [];
  // An instance that opens is nobody's choice: all were full, or its own chain kept nobody.
  if (result.kind === 'opened' && steps.length === 0) return [];
  const seen = seenByAll(question);
  const own = question.rules.strategies;
  const written = choiceOf(question, seen, own, true);
  assert(
    written.containerInstance === (result.kind === 'placed' ? result.containerInstance : null),
    'the same chain of strategies chooses another container instance when it is compared with others',
  );
  const others = knownChains().filter((chain) => !isChain(own, chain));
  return [
    written,
    ...others.map((chain) => choiceOf(question, seen, decoded(chain, question.view.fleet), false)),
  ];
}

/** The cluster with what strategies look at that nobody of this scenario asks for: task groups, and the zone as an attribute. */
function seenByAll(question: PlacementQuestion): PlacementView {
  const { simulation, view, request } = question;
  const { tasks } = simulation;
  const attributes = [...view.fleet.attributes, view.fleet.zone];
  const fleet = Object.create(view.fleet, { attributes: { value: attributes } }) as Fleet;
  const groups = new GroupCounts(fleet);
  for (const instance of view.members.subarray(0, view.memberCount))
    for (const task of tasksOn(question, instance)) {
      if (tasks.group[task] !== request.group) continue;
      groups.placed(request.group, instance);
      if ((tasks.holding[task]! & Holding.CONTROL) === 0) groups.released(request.group, instance);
    }
  return { ...view, fleet, groups };
}

function choiceOf(
  question: PlacementQuestion,
  view: PlacementView,
  strategies: readonly DecodedStrategy[],
  asWritten: boolean,
): OtherChoice {
  const { simulation, request, rules } = question;
  const candidates = new RecordingCandidates();
  placeByNarrowing(question.view, request, { ...rules, strategies: [], tie: 'first' }, candidates, NO_DRAWS);
  const draws = new ForetoldDraws(question);
  const counts = [candidates.count];
  for (const strategy of strategies) {
    narrowByStrategies(view, request, [strategy], 'first', candidates, draws);
    counts.push(candidates.count);
  }
  draws.take();
  const placementStrategy = strategies.map(({ type, field }) => ({
    type: type as PlacementStrategySpec['type'],
    field,
  }));
  const isKept = candidates.count > 0;
  const { instance, tie } = isKept ? breakTie(question, candidates, draws) : { instance: NONE, tie: null };
  return {
    name: strategies.length === 0 ? 'no strategy' : chainName(placementStrategy),
    placementStrategy,
    ecs: strategies.every(({ type }) => strategyOf(type).ecs),
    asWritten,
    counts,
    containerInstance: isKept ? simulation.instanceId(instance) : null,
    tie,
  };
}

const NO_DRAWS = { next: () => 0 };

function decoded(chain: readonly PlacementStrategySpec[], fleet: Fleet): DecodedStrategy[] {
  // The zone's column comes after those that the run has.
  return chain.map(({ type, field }) => ({
    type,
    field,
    attribute: field === ZONE ? fleet.attributes.length : NONE,
  }));
}

function isChain(own: readonly DecodedStrategy[], chain: readonly PlacementStrategySpec[]): boolean {
  return (
    own.length === chain.length &&
    own.every(({ type, field }, i) => type === chain[i]!.type && field === chain[i]!.field)
  );
}
