import { capacityProviderReservation } from '../policies/capacity/managed-scaling.ts';
import type { ManagedScalingSpec } from '../scenario/group-spec.ts';
import { GroupLog } from './group-log.ts';
import { runTo } from './small-run.ts';

/** A group that managed scaling is to make as large as its tasks need. */
export interface ManagedRun {
  /** Instances that it has at first. */
  readonly instances: number;
  readonly tasks: number;
  readonly tasksPerInstance: number;
  readonly managedScaling?: Partial<ManagedScalingSpec>;
  readonly managedTerminationProtection?: boolean;
}

/** Its instances are there when the tasks come. */
const TASKS_AT_MS = 1000;

/** Runs the engine up to and with `untilMs`; its tasks are packed as managed scaling takes them to be (ecs: ). */
export function managedRun(untilMs: number, run: ManagedRun): GroupLog {
  const { instances, tasks, tasksPerInstance, ...group } = run;
  const log = new GroupLog();
  runTo(
    untilMs,
    {
      instances: [],
      autoScalingGroup: { desiredCapacity: instances, cpu: tasksPerInstance, ...group },
      tasks: [
        {
          name: 'task',
          count: tasks,
          cpu: 1,
          atMs: TASKS_AT_MS,
          onGroup: true,
          strategies: [{ type: 'binpack', field: 'cpu' }],
        },
      ],
    },
    log,
  );
  return log;
}

/** Long enough for the first scale-in, short of the second (ecs: ). */
const FIRST_DECISION_MS = 15 * 60_000 + 30_000;

/** What is measured of the group first, and how large it is to be by that. */
export function firstDecision(run: ManagedRun): {
  readonly M: number;
  readonly CapacityProviderReservation: number;
  readonly newDesired: number;
} {
  const managedScaling = { warmUpMs: 0, ...run.managedScaling };
  const { measured, desired } = managedRun(FIRST_DECISION_MS, { ...run, managedScaling });
  const { needed, instances } = measured[0]!;
  return {
    M: needed,
    // AWS's notes print tenths of a percent.
    CapacityProviderReservation: Math.round(capacityProviderReservation(needed, instances) * 10) / 10,
    newDesired: desired[0]?.to ?? run.instances,
  };
}
