import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TaskStatus } from '../../../src/model/task-status.ts';
import { chooseStop, type ServiceTask } from '../../../src/policies/placement/choose-stop.ts';
import { defaultStrategies } from '../../../src/policies/placement/default-strategies.ts';
import type { DecodedStrategy } from '../../../src/policies/placement/placement.ts';
import { decoded, type SpecimenInstance, specimenView } from '../../support/placement.ts';

const SIZE = { cpu: 100, memory: 200 };
const byDefault = (launchType: 'EC2' | 'FARGATE' = 'EC2') =>
  defaultStrategies('service', launchType).map(({ type, field }) => decoded(type, field));
const ZONES = decoded('spread', 'ecs.availability-zone');

/** Tasks of a service on instances by position, each with the zone of its instance; -1 is Fargate. */
function tasksOn(zones: readonly number[], ...on: readonly (number | Partial<ServiceTask>)[]): ServiceTask[] {
  return on.map((each, task) => {
    const parts = typeof each === 'number' ? { instance: each } : each;
    const instance = parts.instance ?? -1;
    return {
      task,
      lastStatus: TaskStatus.RUNNING,
      protectionEnabled: false,
      zone: zones[instance] ?? 0,
      instance,
      ...SIZE,
      ...parts,
    };
  });
}

/** Every task that can be the next to stop. */
function possible(
  instances: readonly SpecimenInstance[],
  tasks: readonly ServiceTask[],
  strategies: readonly DecodedStrategy[],
): number[] {
  const { fleet } = specimenView(instances);
  const chosen = Array.from({ length: 60 }, (_, i) =>
    chooseStop(fleet, tasks, strategies, { next: () => i / 60 }),
  );
  return [...new Set(chosen)].sort((a, b) => a - b);
}

describe('which task a service stops', () => {
  const box = (zone: number, parts: Partial<SpecimenInstance> = {}) => ({
    cpu: 4000,
    memory: 4000,
    zone,
    ...parts,
  });
  const fleet = [box(0), box(0), box(1), box(2)];
  const zones = [0, 0, 1, 2];

  test('without a strategy: in the zone with the most, there on the instance with the most', () => {
    expect(possible(fleet, tasksOn(zones, 0, 1, 1, 2, 2, 3), byDefault())).toEqual([1, 2]);
  });

  test('with a spread over the zones alone: any task of the zone', () => {
    expect(possible(fleet, tasksOn(zones, 0, 1, 1, 2, 2, 3), [ZONES])).toEqual([0, 1, 2]);
  });

  test('on Fargate: any task of the zone with the most', () => {
    const tasks = tasksOn([], { zone: 0 }, { zone: 1 }, { zone: 1 }, { zone: 2 });
    expect(possible([], tasks, byDefault('FARGATE'))).toEqual([1, 2]);
  });

  test('with binpack: where the most would be left', () => {
    const left = [box(0, { memoryFree: 900, cpuFree: 10 }), box(0, { memoryFree: 800, cpuFree: 20 })];
    expect(possible(left, tasksOn(zones, 0, 1), [decoded('binpack', 'memory')])).toEqual([0]);
    expect(possible(left, tasksOn(zones, 0, 1), [decoded('binpack', 'cpu')])).toEqual([1]);
    // What the task gives back counts: 800 + 500 against 900 + 200.
    const larger = tasksOn(zones, 0, { instance: 1, memory: 500 });
    expect(possible(left, larger, [decoded('binpack', 'memory')])).toEqual([1]);
  });

  test('with random, and with what is not of ECS: any task', () => {
    for (const type of ['random', 'firstFit', 'leastAllocated'])
      expect(possible(fleet, tasksOn(zones, 0, 1, 1), [decoded(type)])).toEqual([0, 1, 2]);
  });

  test('an attribute that an instance has not is a value of its own', () => {
    const racks = [box(0, { rack: 1 }), box(0), box(0)];
    expect(possible(racks, tasksOn(zones, 0, 1, 2), [decoded('spread', 'rack')])).toEqual([1, 2]);
  });

  test('one that does not run yet goes first, the furthest from it before the others', () => {
    const { PROVISIONING, PENDING, ACTIVATING } = TaskStatus;
    const tasks = tasksOn(
      zones,
      0,
      { instance: 3, lastStatus: ACTIVATING },
      { instance: 3, lastStatus: PENDING },
      { lastStatus: PROVISIONING },
    );
    expect(possible(fleet, tasks, byDefault())).toEqual([3]);
    expect(possible(fleet, tasks.slice(0, 3), byDefault())).toEqual([2]);
    expect(possible(fleet, tasks.slice(0, 2), byDefault())).toEqual([1]);
  });

  test('a protected task stays, and counts', () => {
    const safe = { instance: 0, protectionEnabled: true };
    expect(possible(fleet, tasksOn(zones, safe, 1, 2), byDefault())).toEqual([1]);
    expect(possible(fleet, tasksOn(zones, safe, safe), byDefault())).toEqual([-1]);
  });
});

const services = fc.record({
  zones: fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }),
  on: fc.array(fc.record({ at: fc.nat(5), protectionEnabled: fc.boolean(), running: fc.boolean() }), {
    maxLength: 12,
  }),
  stops: fc.nat(12),
  chain: fc.constantFrom(
    byDefault(),
    [ZONES],
    [ZONES, decoded('binpack', 'memory')],
    [decoded('binpack', 'cpu')],
    [decoded('random')],
  ),
  drawn: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

test('k stops: only unprotected tasks, each once, one draw each, and who does not run first', () => {
  fc.assert(
    fc.property(services, ({ zones, on, stops, chain, drawn }) => {
      const { fleet } = specimenView(zones.map((zone) => ({ cpu: 4000, memory: 4000, zone })));
      let tasks = tasksOn(
        zones,
        ...on.map(({ at, protectionEnabled, running }) => ({
          instance: at % zones.length,
          protectionEnabled,
          lastStatus: running ? TaskStatus.RUNNING : TaskStatus.PENDING,
        })),
      );
      const free = tasks.filter(({ protectionEnabled }) => !protectionEnabled).length;
      let draws = 0;
      const next = () => {
        draws++;
        return drawn;
      };
      for (let i = 0; i < stops; i++) {
        const chosen = chooseStop(fleet, tasks, chain, { next });
        const task = tasks.find(({ task }) => task === chosen);
        expect(task === undefined).toBe(i >= free);
        if (task === undefined) continue;
        expect(task.protectionEnabled).toBe(false);
        const waiting = tasks.some(
          ({ protectionEnabled, lastStatus }) => !protectionEnabled && lastStatus === TaskStatus.PENDING,
        );
        expect(task.lastStatus === TaskStatus.PENDING).toBe(waiting);
        tasks = tasks.filter((other) => other !== task);
      }
      expect(draws).toBe(Math.min(stops, free));
    }),
    { numRuns: 200, seed: 3 },
  );
});

test('a balanced service stays balanced: after any number of stops its zones differ by one at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      fc.gen(),
      (zones, count, gen) => {
        const { fleet } = specimenView(Array.from({ length: 6 }, () => ({ cpu: 4000, memory: 4000 })));
        const on = Array.from({ length: count }, (_, i) => ({ instance: i % 6, zone: i % zones }));
        let tasks = tasksOn([], ...on);
        while (tasks.length > 0) {
          const perZone = [0, 1, 2]
            .slice(0, zones)
            .map((zone) => tasks.filter((t) => t.zone === zone).length);
          expect(Math.max(...perZone) - Math.min(...perZone)).toBeLessThanOrEqual(1);
          const draws = { next: () => gen(fc.nat, 99) / 100 };
          const stopped = chooseStop(fleet, tasks, byDefault(), draws);
          tasks = tasks.filter(({ task }) => task !== stopped);
        }
      },
    ),
    { numRuns: 100, seed: 4 },
  );
});

test('a chain is read in turn: the crowded zone, and there where the most would be left', () => {
  const fleet = [
    { cpu: 4000, memory: 4000, memoryFree: 3900, zone: 0 },
    { cpu: 4000, memory: 4000, memoryFree: 100, zone: 1 },
    { cpu: 4000, memory: 4000, memoryFree: 3800, zone: 1 },
  ];
  const tasks = tasksOn([0, 1, 1], 0, 1, 2);
  expect(possible(fleet, tasks, [ZONES, decoded('binpack', 'memory')])).toEqual([2]);
  expect(possible(fleet, tasks, [decoded('binpack', 'memory'), ZONES])).toEqual([0]);
});
