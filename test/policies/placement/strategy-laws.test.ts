import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strategyOf } from '../../../src/policies/placement/registry.ts';
import { everyStrategy, narrowed, type SpecimenInstance, specimenView } from '../../support/placement.ts';

const instance = fc
  .record({
    cpu: fc.integer({ min: 1, max: 8 }),
    memory: fc.integer({ min: 1, max: 8 }),
    gpu: fc.constantFrom(0, 0, 2),
    used: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(2)),
    zone: fc.nat(2),
    rack: fc.integer({ min: -1, max: 2 }),
    ofGroup: fc.nat(3),
    others: fc.nat(2),
  })
  .map(({ cpu, memory, gpu, used, ...rest }): SpecimenInstance => {
    const left = (total: number, taken: number) => Math.max(1, total - taken) * 512;
    return {
      cpu: cpu * 512,
      memory: memory * 512,
      gpu,
      cpuFree: left(cpu, used[0]),
      memoryFree: left(memory, used[1]),
      gpuFree: Math.max(0, gpu - used[2]),
      ...rest,
    };
  });

const fleets = fc.record({
  instances: fc.array(instance, { minLength: 1, maxLength: 12 }),
  lastPlaced: fc.integer({ min: -1, max: 11 }),
  candidates: fc.array(fc.nat(11), { minLength: 1 }),
  cpu: fc.integer({ min: 0, max: 512 }),
  memory: fc.integer({ min: 0, max: 512 }),
  drawn: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
type Specimen = typeof fleets extends fc.Arbitrary<infer T> ? T : never;

/** What a strategy keeps, and how often it drew. */
function keep(specimen: Specimen, type: string, field: string, changed: Partial<Specimen> = {}) {
  const { instances, cpu, memory, drawn, ...rest } = { ...specimen, ...changed };
  const lastPlaced = Math.min(rest.lastPlaced, specimen.instances.length - 1);
  const view = specimenView(instances, { lastPlaced });
  let draws = 0;
  const next = () => {
    draws++;
    return drawn;
  };
  const strategy = everyStrategy().find((each) => each.type === type && each.field === field)!;
  const narrow = (from: readonly number[]) =>
    narrowed(view, { cpu, memory, gpu: 0, group: 0 }, strategy, from, { next });
  const candidates = changed.candidates ?? candidatesOf(specimen);
  return { kept: narrow(candidates), again: narrow, candidates, draws };
}

/** Positions that the fleet has, in order and once each. */
function candidatesOf({ candidates, instances }: Specimen): number[] {
  const known = candidates.map((candidate) => candidate % instances.length);
  return [...new Set(known)].sort((a, b) => a - b);
}

function law(property: (specimen: Specimen) => void): void {
  fc.assert(fc.property(fleets, property), { numRuns: 40, seed: 5 });
}

test.each(everyStrategy())('$type $field keeps some of the candidates, in their order', ({ type, field }) => {
  law((specimen) => {
    const { kept, candidates } = keep(specimen, type, field);
    expect(kept.length).toBeGreaterThan(0);
    expect(candidates.filter((candidate) => kept.includes(candidate))).toEqual(kept);
  });
});

test.each(everyStrategy())('$type $field draws once if it is random, else never', ({ type, field }) => {
  law((specimen) => {
    expect(keep(specimen, type, field).draws).toBe(type === 'random' ? 1 : 0);
  });
});

/** It weighs by how many candidates there are. */
const countsCandidates = ({ type }: { type: string }) => type === 'topologySpread';

test.each(everyStrategy().filter((each) => each.type !== 'random' && !countsCandidates(each)))(
  '$type $field asked again keeps the same',
  ({ type, field }) => {
    law((specimen) => {
      const { kept, again } = keep(specimen, type, field);
      expect(again(kept)).toEqual(kept);
    });
  },
);

test.each(everyStrategy().filter((each) => each.type !== 'random' && !countsCandidates(each)))(
  '$type $field: one candidate more wins, ties, or changes nothing',
  ({ type, field }) => {
    law((specimen) => {
      const added = specimen.instances.length;
      const instances = [...specimen.instances, { ...specimen.instances[0]!, ofGroup: 0 }];
      const { kept, candidates } = keep(specimen, type, field, { instances });
      const larger = keep(specimen, type, field, { instances, candidates: [...candidates, added] });
      expect([kept, [...kept, added], [added]]).toContainEqual(larger.kept);
    });
  },
);

test.each(everyStrategy())('$type $field never looks at what others have left', ({ type, field }) => {
  law((specimen) => {
    const candidates = candidatesOf(specimen);
    const instances = specimen.instances.map((each, i) =>
      candidates.includes(i) ? each : { ...each, cpu: 64, memory: 64, cpuFree: 1, memoryFree: 1, gpu: 9 },
    );
    expect(keep(specimen, type, field, { instances }).kept).toEqual(keep(specimen, type, field).kept);
  });
});

test.each(everyStrategy())('$type $field: what is all twice as large is placed alike', ({ type, field }) => {
  law((specimen) => {
    const instances = specimen.instances.map((each) => ({
      ...each,
      cpu: each.cpu * 2,
      memory: each.memory * 2,
      cpuFree: each.cpuFree! * 2,
      memoryFree: each.memoryFree! * 2,
    }));
    const doubled = { instances, cpu: specimen.cpu * 2, memory: specimen.memory * 2 };
    expect(keep(specimen, type, field, doubled).kept).toEqual(keep(specimen, type, field).kept);
  });
});

test('only what counts tasks depends on the counts', () => {
  for (const { type, field } of everyStrategy()) {
    const { countsTasks } = strategyOf(type);
    let differs = false;
    law((specimen) => {
      const instances = specimen.instances.map((each) => ({ ...each, ofGroup: 0, others: 0 }));
      const without = keep(specimen, type, field, { instances }).kept;
      differs ||= without.join() !== keep(specimen, type, field).kept.join();
    });
    expect({ type, field, differs }).toEqual({ type, field, differs: countsTasks === true });
  }
});
