import type { TaskIndex } from '../../../model/task-table.ts';
import type { PlacementStrategySpec, Resources } from '../../../scenario/scenario.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import type { Decision, InstanceDecision, Placed } from '../decision.ts';
import { questionOf } from '../placement-question.ts';
import { fleetPicture } from './fleet-picture.ts';
import { otherChoices } from './other-choices.ts';

/** What pictures of a decision show beside it, before it was taken: plain JSON. */
export interface DecisionPicture {
  readonly fleet: FleetPicture;
  /** What every chain of the race of strategies would choose for this task on this fleet, its own first; none where nobody can take it. */
  readonly choices: readonly OtherChoice[];
}

/** The container instances of the cluster: those that stayed longest first, then those that come closest. */
export interface FleetPicture {
  /** Who reserves something on those that are shown: services, or task definitions of standalone tasks; the most tasks first. */
  readonly kinds: readonly string[];
  readonly instances: readonly PicturedInstance[];
  /** Further instances that could take the task, and that could not. */
  readonly notShown: { readonly able: number; readonly ruledOut: number };
}

export interface PicturedInstance {
  readonly containerInstance: string;
  readonly instanceType: string | null;
  readonly availabilityZone: string;
  readonly registered: Resources;
  /** What tasks reserve there by kind, an index of `kinds`. */
  readonly reserved: readonly ({ readonly kind: number; readonly tasks: number } & Resources)[];
  /** Kept beside for daemons that are still to start there (ecs: ). */
  readonly kept: Resources;
}

/** How another chain of strategies would narrow the same candidates. */
export interface OtherChoice {
  /** `spread(AZ), binpack(memory)`. */
  readonly name: string;
  readonly placementStrategy: readonly PlacementStrategySpec[];
  readonly ecs: boolean;
  readonly asWritten: boolean;
  /** Candidates before the first strategy, and after each. */
  readonly counts: readonly number[];
  /** `null`: it keeps nobody, and the ideal fleet opens an instance. */
  readonly containerInstance: string | null;
  readonly tie: Placed['tie'] | null;
}

/** A decision that has just been explained, with its picture; of one without container instances there is none. */
export function withPicture(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number,
  decision: InstanceDecision,
): InstanceDecision;
export function withPicture(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number,
  decision: Decision,
): Decision;
export function withPicture(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number,
  decision: Decision,
): Decision {
  if (decision.where !== 'instances') return decision;
  const question = questionOf(simulation, task, onlyZone);
  const choices = otherChoices(question, decision);
  return { ...decision, picture: { fleet: fleetPicture(question, decision, choices), choices } };
}
