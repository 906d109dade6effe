import type { RequestCounts } from '../../environment/load/request-counts.ts';
import type { FlowSums } from '../../events/request-flow.ts';
import type { RequestPart } from '../../events/world.ts';
import type { LogHistogram } from '../../kernel/log-histogram.ts';
import type { TaskIndex } from '../../model/task-table.ts';
import type { LoadSpec, RequestsSpec } from '../../scenario/scenario.ts';
import type { HandsProfile } from './hands-profile.ts';
import type { StationCpu } from './station-cpu.ts';

/**
 * The load of one service. Between two changes everything about it is constant: what has happened since the last one is worked
 * out when the next one comes (`settle-load.ts`). Rates are requests a millisecond, instants ms from the run's start.
 */
export interface ServiceLoad {
  readonly index: number;
  readonly spec: LoadSpec & { readonly requests: RequestsSpec };
  readonly service: number;
  /** What comes from outside, period by period; `null`: nothing does. */
  readonly counts: RequestCounts | null;
  /** The loads that call it, and by which of their calls. */
  readonly callers: readonly { readonly load: number; readonly call: number }[];
  /** The loads that it calls. */
  readonly calls: readonly { readonly load: number; readonly perRequest: number }[];
  /** By call, how often a request that goes on makes it now: not after one that failed, and again after a host that did. */
  callsMade: readonly number[];
  /** What comes now, from outside and from callers; and what of it finds no task. */
  rate: number;
  lostRate: number;
  /** How long its present period is. */
  periodMs: number;
  /** What of it goes on to the services that it calls. */
  admittedRate: number;
  stations: Station[];
  /** Requests that still go to tasks which have gone. */
  leftBehind: LeftBehind[];
  /** Up to here everything is counted. */
  settledAt: number;
  /** Its rate or its tasks may be others than its stations say. */
  isChanged: boolean;
  hasOtherTasks: boolean;
  /** Service Connect sends a task that does not work the less the more comes, so shares change with the rate (ecs: ). */
  isPuttingOut: boolean;
  /** When the parts that its tasks get change by themselves, or Infinity (slow start). */
  sharesUntil: number;
  /** When something about it changes by itself next, or Infinity. */
  dueAt: number;
  isAvailable: boolean;
  /** A container of it was killed for its memory last, or -1. */
  killedAt: number;
  /** Response times of what is served now; `null`: nothing is. */
  responses: LogHistogram | null;
  /** Part of the requests that fail now, by whatever cause. */
  failedShare: number;
  /** Everything since the beginning, as real numbers; and what of it was told, as whole ones. */
  readonly sums: FlowSums;
  readonly told: FlowSums;
  /** What its requests come by: from outside first, then its callers in their order. */
  readonly sources: RequestSource[];
  /** Where they go, once somebody has asked since its stations are as they are. */
  spread: readonly RequestPart[] | null;
  /** Use that was told of its tasks: CPU units and MiB. */
  readonly uses: ToldUse[];
  /** The queue that its tasks work on; `null`: requests come to them. */
  readonly queue: QueueState | null;
}

/** What some of a load's requests come by; counted only where somebody listens. */
export interface RequestSource {
  /** The service whose calls they are, or -1, and which of its calls. */
  readonly caller: number;
  readonly call: number;
  /** What comes now, and what of it is in flight. */
  rate: number;
  open: number;
  /** Everything since the beginning, as real numbers; and what of it was told, as whole ones. */
  came: number;
  answered: number;
  toldCame: number;
  toldAnswered: number;
}

/** Use of a load's tasks of one workload on one capacity provider: CPU units and MiB, and what of it observers know. */
export interface ToldUse {
  readonly workload: number;
  readonly provider: number;
  cpu: number;
  memory: number;
  toldCpu: number;
  toldMemory: number;
}

/** A part of the requests that goes to a task which has gone, for so long; it may fade meanwhile. */
export interface LeftBehind {
  readonly share: number;
  readonly since: number;
  readonly forMs: number;
  readonly fades: boolean;
}

/** Tasks of a service that are alike: the same CPU, and the same part of the requests comes to each. */
export interface Station {
  readonly workload: number;
  readonly provider: number;
  readonly tasks: readonly TaskIndex[];
  /** Counted over the run, by task: a row that another task has taken is not this one. */
  readonly ordinals: readonly number[];
  /** By zone, how many of them lie there; zones behind the last of them are left out. */
  readonly zones: readonly number[];
  /** Part of the service's requests that come to all of them. */
  readonly share: number;
  /** Whether they work: what comes to others fails. */
  readonly works: boolean;
  /** Whether they are RUNNING, not on their way to STOPPED: only then what they use is counted (ecs: ). */
  readonly isRunning: boolean;
  /** Requests of all of them together are spread so well that they are one queue (least outstanding requests). */
  readonly isPooled: boolean;
  /** Work of one of its vCPUs, relative to one of speed 1. */
  readonly speed: number;
  /** Requests that its tasks finish without getting new ones; `null`: they get some, or have none. */
  readonly leaving: Leaving | null;
  /** What its requests are worked on by; `null`: not looked at yet. */
  cpu: StationCpu | null;
  /** What comes to them, and what they can serve at most. */
  rate: number;
  capacity: number;
  /** Response times below full load; `null`: there is a backlog, or nothing comes. */
  responses: LogHistogram | null;
  rejectedShare: number;
  timedOutShare: number;
  failedCallsShare: number;
  /** Response times of a request that has a task to itself. */
  alone: LogHistogram;
  /** The most requests that can wait for them. */
  mostWaiting: number;
  /** In flight as at any time under such a load, and beyond that. */
  standing: number;
  /** What `standing` is coming to. */
  standingGoal: number;
  backlog: number;
  /** vCPUs and MiB that each of them uses. */
  usedCpu: number;
  usedMemory: number;
  /** MiB that each would use without a limit. */
  wantedMemory: number;
  /** vCPUs that each would use of an instance of its own. */
  wantedCpu: number;
}

/** What is in flight in tasks that get no new requests. */
export interface Leaving {
  /** Since when, and how many requests were in flight then. */
  readonly since: number;
  readonly inFlight: number;
  /** How long they take from their beginning on; any part of that may have passed. */
  readonly responses: LogHistogram;
  readonly timedOutShare: number;
  readonly failedCallsShare: number;
}

/** A queue of messages that the tasks of a service take from, in order; amounts are messages. */
export interface QueueState {
  /** That wait, beyond what hands take at once. */
  backlog: number;
  /** That workers have in hand, and what that is coming to. */
  inHand: number;
  inHandGoal: number;
  /** When those that wait were put in, the oldest first, and how many they are together. */
  followed: number;
  readonly batches: { readonly fromMs: number; readonly untilMs: number; readonly messages: number }[];
  /** Whose workers were cut off: they come back into the queue at `at`; and when they were put in. */
  hidden: { readonly at: number; readonly messages: number; readonly cameAt: number }[];
  /** Those that came back so far. */
  returned: number;
  /** What all workers can do a millisecond; 0: there is none. */
  capacity: number;
  /** How long messages take; `null`: there is no worker. */
  profile: HandsProfile | null;
}
