import fc from 'fast-check';
import type { AutoScalingGroupSpec, LifecycleHookSpec, WarmPoolSpec } from '../../src/scenario/group-spec.ts';
import { canAbandonAll } from '../../src/scenario/sections/fleet/endless-launches.ts';

const after = fc.option(
  fc.constantFrom(
    { kind: 'constant' as const, value: 0 },
    { kind: 'constant' as const, value: 45_000 },
    { kind: 'exponential' as const, mean: 60_000 },
  ),
  { freq: 6 },
);

/** A hook that lets most instances go on. */
const hook: fc.Arbitrary<Omit<LifecycleHookSpec, 'name'>> = fc.record({
  heartbeatMs: fc.constantFrom(30_000, 120_000),
  defaultResult: fc.constantFrom('CONTINUE', 'CONTINUE', 'ABANDON'),
  completedAfter: after,
  completedAfterWarmStart: after,
  result: fc.constantFrom('CONTINUE', 'CONTINUE', 'CONTINUE', 'ABANDON'),
  heartbeatEveryMs: fc.option(fc.constantFrom(10_000, 25_000)),
  heartbeats: fc.option(fc.integer({ min: 1, max: 3 })),
  holdsRegistration: fc.boolean(),
});

const hooks = fc
  .array(hook, { maxLength: 2 })
  .map((list) => list.map((one, i): LifecycleHookSpec => ({ ...one, name: `hook${i}` })));

const warmPool: fc.Arbitrary<WarmPoolSpec> = fc.record({
  minSize: fc.constantFrom(0, 0, 1, 2),
  maxPrepared: fc.option(fc.nat(6)),
  poolState: fc.constantFrom('Stopped', 'Stopped', 'Running', 'Hibernated'),
  reuseOnScaleIn: fc.boolean(),
});

type HooksAndPool = Pick<AutoScalingGroupSpec, 'launchHooks' | 'terminationHooks' | 'warmPool'>;

/** Lifecycle hooks and a warm pool of a group; `likely`: how often there is each. `lets`: no launch hook abandons everybody. */
export function hooksAndPool(likely: number, lets: 'nobody in' | 'some in'): fc.Arbitrary<HooksAndPool> {
  const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: likely });
  return fc
    .record({ launching: sometimes(hooks), terminating: sometimes(hooks), pool: sometimes(warmPool) })
    .map(({ launching: all = [], terminating = [], pool }) => {
      const launching = lets === 'some in' ? all.filter((one) => !canAbandonAll(one)) : all;
      return { launching, terminating, pool };
    })
    .map(({ launching, terminating, pool }) => ({
      ...(launching.length > 0 ? { launchHooks: launching } : {}),
      ...(terminating.length > 0 ? { terminationHooks: terminating } : {}),
      ...(pool === undefined ? {} : { warmPool: pool }),
    }));
}
