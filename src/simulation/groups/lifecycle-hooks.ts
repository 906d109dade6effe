import { drawMs } from '../../environment/distributions/draw.ts';
import { toGrid } from '../../environment/distributions/sampler.ts';
import { waitForAll, waitOf } from '../../policies/fleet/lifecycle-hook.ts';
import type { LifecycleHookSpec } from '../../scenario/group-spec.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import type { Group } from './group.ts';
import type { MemberWait } from './members.ts';

/**
 * The hooks of a transition begin to wait for an instance now: LIFECYCLE_WAIT_OVER comes when it has waited for as long as it must.
 * All of them wait side by side (scaling: ). `null`: there are none.
 */
export function beginWait(
  simulation: Simulation,
  { hookTimes }: Group,
  instance: number,
  hooks: readonly LifecycleHookSpec[] | undefined,
  isWarmStart = false,
): MemberWait | null {
  if (hooks === undefined) return null;
  const { timers, now, scenario } = simulation;
  const { resolutionMs } = scenario.simulation;
  const { ms, result } = waitForAll(
    hooks.map(({ completedAfter, completedAfterWarmStart, ...hook }) => {
      const after = isWarmStart ? completedAfterWarmStart : completedAfter;
      const completedMs = after === null ? null : drawMs(after, hookTimes.next());
      return waitOf({ ...hook, completedMs });
    }),
  );
  const until = now + toGrid(ms, resolutionMs);
  timers.push(until, Phase.START, TimerKind.LIFECYCLE_WAIT_OVER, instance, 0);
  return { until, result };
}

/** Whether the agents of instances that launch wait for one of the hooks. */
export function holdRegistration(hooks: readonly LifecycleHookSpec[] | undefined): boolean {
  return hooks?.some(({ holdsRegistration }) => holdsRegistration) ?? false;
}
