import fc from 'fast-check';
import { PURPOSES } from '../../src/events/cost-purposes.ts';
import type { OutcomeViews } from '../../src/experiment/outcome-views.ts';

/** Those of a run in which nothing happened. */
export const EMPTY_VIEWS: OutcomeViews = {
  fleet: null,
  packing: { kinds: [], moments: [] },
  waits: { bounds: [], counts: [], by: [], left: 0 },
  cost: { start: '2026-03-02T00:00:00.000Z', stepSeconds: 3600, byPurpose: {} },
  marks: [],
  marksLeftOut: 0,
  assumptions: [],
};

/** Views of the right shape, of names and figures as given. */
export function viewsArbitrary(of: {
  readonly name: fc.Arbitrary<string>;
  readonly count: fc.Arbitrary<number>;
  readonly amount: fc.Arbitrary<number>;
  readonly instant: fc.Arbitrary<string>;
}): fc.Arbitrary<OutcomeViews> {
  const { name, count, amount, instant } = of;
  const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });
  const row = fc.record({
    id: name,
    lastId: name,
    instances: count,
    instanceType: name,
    availabilityZone: name,
    entry: name,
    cluster: name,
    launchedAt: instant,
    endedAt: fc.option(instant),
    fromColumn: count,
    percents: few(fc.option(count)),
    states: fc.constantFrom('', 'bad'),
  });
  const packed = fc.record({
    id: name,
    instanceType: name,
    availabilityZone: name,
    draining: fc.boolean(),
    vcpu: amount,
    memoryGib: amount,
    kinds: few(count),
    counts: few(count),
    otherTasks: count,
    otherVcpu: amount,
    otherMemoryGib: amount,
  });
  return fc.record({
    fleet: fc.option(
      fc.record({ start: instant, columnSeconds: count, columns: count, instances: count, rows: few(row) }),
    ),
    packing: fc.record({
      kinds: few(fc.record({ service: name, taskDefinition: name, vcpu: amount, memoryGib: amount })),
      moments: few(
        fc.record({
          at: instant,
          moment: fc.constantFrom('busiest', 'quarter', 'half', 'threeQuarters', 'end'),
          instances: few(packed),
          notShown: count,
          tasks: count,
          cpuPercent: count,
          memoryPercent: count,
        }),
      ),
    }),
    waits: fc.record({
      bounds: few(amount),
      counts: few(count),
      by: few(fc.record({ service: name, taskDefinition: name, counts: few(count) })),
      left: count,
    }),
    cost: fc.record({
      start: instant,
      stepSeconds: count,
      byPurpose: fc
        .subarray([...PURPOSES])
        .map((purposes) => Object.fromEntries(purposes.map((purpose) => [purpose, [0, 1.5]]))),
    }),
    marks: few(fc.record({ at: instant, until: fc.option(instant), kind: name, subject: name, what: name })),
    marksLeftOut: count,
    assumptions: few(
      fc.record({
        name,
        value: name,
        source: fc.constantFrom('published', 'calibrated', 'assumed'),
        key: name,
        because: name,
      }),
    ),
  });
}
