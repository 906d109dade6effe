import type { Resources } from '../../scenario/scenario.ts';
import type { Decision, ProviderChoice } from './decision.ts';
import type { ManagedExplanation } from './managed/managed-explanation.ts';
import type { ScalingExplanation } from './scaling/scaling-explanation.ts';

/** An answer to one question about a run: plain JSON. */
export type Explanation =
  | TaskExplanation
  | MomentExplanation
  | FailedExplanation
  | ScalingExplanation
  | ManagedExplanation;

interface ExplanationFacts {
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string;
}

/** Why one task was placed where it was, or not. */
export interface TaskExplanation extends ExplanationFacts, TaskStory {
  readonly question: 'task';
}

export interface TaskStory {
  readonly task: string;
  /** ISO 8601. */
  readonly requestedAt: string;
  readonly choice: ProviderChoice | null;
  /** `timedOut`: it failed to start, after as long in PROVISIONING as ECS waits for capacity (ecs: ); `waiting`: at the end of the run. */
  readonly end: 'placed' | 'givenUp' | 'timedOut' | 'waiting';
  readonly endedAt: string;
  /** When ECS accepted it without an instance: it waited in PROVISIONING from then on (ecs: ); `null`: it did not. */
  readonly provisioningAt: string | null;
  /** From the first request to the end; 0 when it was placed at once. */
  readonly waitedSeconds: number;
  /** Refusals, those of the first of its queue included, which were its own as well. */
  readonly refusals: number;
  readonly firstRefusal: Decision | null;
  /** Where there was more than one. */
  readonly lastRefusal: Decision | null;
  /** What came free from the first refusal to the end. */
  readonly released: Releases | null;
  readonly acceptance: Decision | null;
}

/** Room that tasks have given back on the instances of a cluster. */
export interface Releases {
  readonly tasks: number;
  readonly instances: number;
  readonly room: Resources;
  /** The last on the instances that came closest, and how many there were before them. */
  readonly onClosest: readonly Release[];
  readonly onClosestBefore: number;
  /** The last on the instance that took the task, if without it that would not have had room. */
  readonly letIn: Release | null;
}

/** What one task gave back. */
export interface Release extends Resources {
  /** ISO 8601. */
  readonly at: string;
  readonly task: string;
  readonly containerInstance: string;
  /** Its network interface, which comes back when the task is STOPPED and no sooner (ecs: ). */
  readonly networkInterfaces: number;
}

/** What was decided at one moment. */
export interface MomentExplanation extends ExplanationFacts {
  readonly question: 'at';
  /** ISO 8601. */
  readonly askedAt: string;
  /** The first moment from there on at which something was decided; `null`: nothing was, up to the end. */
  readonly at: string | null;
  /** ISO 8601: how far it was run. */
  readonly runUntil: string;
  readonly decisions: readonly Decision[];
  /** Further decisions of the moment in short, and how many more there were. */
  readonly brief: readonly BriefDecision[];
  readonly more: number;
}

export interface BriefDecision {
  readonly task: string;
  /** `null`: on Fargate, or nowhere. */
  readonly containerInstance: string | null;
  readonly availabilityZone: string | null;
  /** Why nowhere. */
  readonly reason: string | null;
  /** It was accepted, and waits in PROVISIONING. */
  readonly waits: boolean;
}

/** Why tasks were refused when they were requested, or found no capacity while they were in PROVISIONING. */
export interface FailedExplanation extends ExplanationFacts {
  readonly question: 'failed';
  /** Refused, and failed to start after their time in PROVISIONING. */
  readonly tasks: number;
  readonly timedOut: number;
  /** By kind of task and reason, most tasks first. */
  readonly kinds: readonly FailedKind[];
  /** Further kinds, and their tasks. */
  readonly more: { readonly kinds: number; readonly tasks: number };
}

export interface FailedKind {
  readonly kind: string;
  /** They were refused, or failed to start after their time in PROVISIONING (ecs: ). */
  readonly failure: 'refused' | 'timedOut';
  readonly reason: string;
  readonly tasks: number;
  /** The first of them. */
  readonly first: Decision;
}
