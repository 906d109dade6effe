import type { Resources } from '../../scenario/scenario.ts';
import type { Cause } from './cause.ts';
import type { DecisionPicture } from './picture/decision-picture.ts';
import type { Help } from './refusal/help.ts';

/** How ECS came to where a task runs, or that it runs nowhere: plain JSON. */
export type Decision = InstanceDecision | FargateDecision | DaemonDecision;

/** What is decided about. */
export interface DecisionFacts {
  /** ISO 8601. */
  readonly at: string;
  readonly atSeconds: number;
  readonly task: string;
  readonly workload: string;
  /** `family:revision`. */
  readonly taskDefinition: string;
  /** What one task subtracts (ecs: ): CPU units, MiB, whole GPUs. */
  readonly size: Resources;
  readonly group: string;
  readonly cluster: string;
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly capacityProvider: string | null;
  /** How the capacity provider was chosen, when the task was requested at this moment. */
  readonly choice: ProviderChoice | null;
}

/** A task that goes to a container instance (ecs: ). */
export interface InstanceDecision extends DecisionFacts {
  readonly where: 'instances';
  /** Availability Zone rebalancing asks for a place in this one (ecs: ); `null`: any would do. */
  readonly onlyZone: string | null;
  /** Network interfaces of its own, and host ports such as `tcp/80`, that the task needs beside its size. */
  readonly networkInterfaces: number;
  readonly hostPorts: readonly string[];
  /** Names of the constraints, `memberOf` with its expression. */
  readonly constraints: readonly string[];
  /** Every instance of the cluster in order of registration. */
  readonly instances: readonly ExplainedInstance[];
  /** The strategies in turn; none when nobody was left to choose from. */
  readonly steps: readonly StrategyStep[];
  readonly result: Placed | Opened | Refused;
  /** What pictures show beside it, where somebody asked for them. */
  readonly picture?: DecisionPicture;
}

export interface ExplainedInstance {
  readonly containerInstance: string;
  readonly instanceType: string | null;
  readonly availabilityZone: string;
  /** Remaining resources before the decision. */
  readonly left: Resources;
  /** All that rules it out; empty: it can take the task. */
  readonly ruledOut: readonly Cause[];
}

/** How one strategy narrowed the candidates. */
export interface StrategyStep {
  readonly strategy: string;
  /** `cpu`, `memory`, `instanceId`, an attribute's name, or empty. */
  readonly field: string;
  /** Whether Amazon ECS has it. */
  readonly ecs: boolean;
  /** What it looked at, one after the other; empty: it had nothing to decide. */
  readonly looks: readonly Look[];
  readonly before: number;
  /** Container instances that stay. */
  readonly kept: readonly string[];
}

/** One look at every candidate. */
export interface Look {
  /** What the candidates are judged by, such as `MiB left`. */
  readonly by: string;
  readonly best: 'lowest' | 'highest' | 'true' | 'position';
  /** Of a look by position: the number that was drawn of [0, 1), if one was, and which of so many it names, from 0. */
  readonly drawn: number | null;
  readonly position: number | null;
  readonly candidates: readonly JudgedCandidate[];
}

export interface JudgedCandidate {
  readonly containerInstance: string;
  /** By what it is judged; `null` where its position decides. */
  readonly value: number | boolean | null;
  /** The attribute's value, where the strategy looks at one; `null`: it does not carry it. */
  readonly attribute?: string | null;
  readonly stays: boolean;
}

/** It runs on an instance that was there. */
export interface Placed {
  readonly kind: 'placed';
  readonly containerInstance: string;
  readonly availabilityZone: string;
  /** How many were equally good in the end, and how one of them was taken; one needs no tie-break. */
  readonly tie: { readonly equals: number; readonly by: 'first' | 'random'; readonly drawn: number | null };
}

/** An instance of an ideal fleet opened for it; `null` while the run has not said which. */
export interface Opened {
  readonly kind: 'opened';
  readonly containerInstance: string | null;
  readonly availabilityZone: string | null;
}

/** It was not placed. */
export interface Refused {
  readonly kind: 'refused';
  /** In ECS's words (ecs: ). */
  readonly reason: string;
  /** Tasks that wait before it, so that it was not tried; `null`: it was. */
  readonly behind: Behind | null;
  /** What all ACTIVE instances of the cluster have left together, and the most that one has; `null`: there is room. */
  readonly left: { readonly all: Resources; readonly most: Resources } | null;
  /** Instances with the fewest causes against them, the least short first. */
  readonly closest: readonly string[];
  readonly helps: readonly Help[];
  /** Of a task whose capacity provider has managed scaling: it waits for an instance, or may not; `null`: of others. */
  readonly provisioning: Provisioning | null;
}

/** How it stands with a task without an instance of a capacity provider with managed scaling (ecs: ). */
export interface Provisioning {
  /** ECS accepts it now; it waits on; its time is up, and it fails to start; or too many are in PROVISIONING, and it is refused for that. */
  readonly state: 'accepted' | 'waiting' | 'timedOut' | 'full';
  /** Tasks of the cluster in PROVISIONING, without it. */
  readonly tasks: number;
  /** Why no instance takes it, in ECS's words. */
  readonly lacks: string;
  /** The Auto Scaling group, and for each kind of instance that it launches now why an empty one could not take the task; `null`: it could. */
  readonly group: string;
  readonly launches: readonly { readonly instanceType: string | null; readonly unmet: string | null }[];
}

export interface Behind {
  /** The first in line. */
  readonly task: string;
  /** `like`: of its like, so if that one does not fit, neither does this; `strict`: by `waitOrder: strict`. */
  readonly order: 'like' | 'strict';
  /** Tasks of the workload that wait already. */
  readonly waiting: number;
}

/** A task on Fargate, which spreads over the zones of its subnets (ecs: ). */
export interface FargateDecision extends DecisionFacts {
  readonly where: 'Fargate';
  /** As of container instances. */
  readonly onlyZone: string | null;
  /** The size that was asked for, where it was rounded up; `null`: it was not. */
  readonly roundedFrom: Resources | null;
  readonly zones: readonly FargateZone[];
  readonly result:
    | {
        readonly kind: 'placed';
        readonly availabilityZone: string;
        /** `null`: none is named. */
        readonly subnet: string | null;
        /** Whether the subnet had an address left; without one the task fails to start (ecs: ). */
        readonly hasAddress: boolean;
      }
    | { readonly kind: 'refused'; readonly reason: string };
}

/** A DAEMON service has one task on each ACTIVE container instance that matches (ecs: ): there is nothing to choose. */
export interface DaemonDecision extends DecisionFacts {
  readonly where: 'daemon';
  readonly result: {
    readonly kind: 'placed';
    readonly containerInstance: string;
    readonly availabilityZone: string;
  };
}

export interface FargateZone {
  readonly availabilityZone: string;
  /** Tasks of the same service, or of none, and of the same capacity provider, or of none, that are there. */
  readonly tasks: number;
  /** The task's subnets there and their free addresses; `null`: it names none, and there are addresses for everybody. */
  readonly subnets: readonly { readonly subnetId: string; readonly addressesLeft: number }[] | null;
  readonly ruledOut: 'not asked for' | 'no subnet' | 'outage' | 'no address' | null;
}

/** How a capacity provider strategy was read for one task (ecs: ). */
export interface ProviderChoice {
  readonly by: 'only' | 'base' | 'weight';
  /** Whether the tasks of one call of RunTask count, or all of the workload, or those that the service has now. */
  readonly counted: 'call' | 'workload' | 'service';
  readonly items: readonly {
    readonly capacityProvider: string;
    readonly base: number;
    readonly weight: number;
    /** Tasks that it had got before this one. */
    readonly tasks: number;
    readonly chosen: boolean;
  }[];
}
