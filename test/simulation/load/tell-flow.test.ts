import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FlowSums, noFlow, type RequestFlow } from '../../../src/events/request-flow.ts';
import type { ServiceLoad } from '../../../src/simulation/load/service-load.ts';
import { inFlightOf, tellFlow, tellLastFlow } from '../../../src/simulation/load/tell-flow.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';

/** A load whose sums a test moves, and all that was told of it. */
function toldLoad() {
  const flows: RequestFlow[] = [];
  const observer = {
    requestsFlowed: (_at: number, _of: number, flow: RequestFlow) => flows.push({ ...flow }),
  };
  const simulation = { now: 0, listeners: { requestsFlowed: [observer] } } as unknown as Simulation;
  const load = { service: 3, sums: noFlow(), told: noFlow() } as unknown as ServiceLoad;
  const move = (parts: Partial<FlowSums>) => {
    for (const [kind, by] of Object.entries(parts)) load.sums[kind as keyof FlowSums] += by;
  };
  return {
    load,
    flows,
    move,
    tell: () => tellFlow(simulation, load),
    end: () => tellLastFlow(simulation, load),
  };
}

function sumOf(flows: readonly RequestFlow[]): FlowSums {
  const sum = noFlow();
  for (const flow of flows)
    for (const kind of Object.keys(sum) as (keyof FlowSums)[]) sum[kind] += flow[kind];
  return sum;
}

test('whole requests are told, parts of one wait for the rest', () => {
  const { flows, move, tell } = toldLoad();
  move({ offered: 10.6, served: 7.5 });
  tell();
  move({ offered: 0.4, served: 0.4, rejected: 0.9 });
  tell();
  move({ served: 0.1, rejected: 0.1 });
  tell();
  expect(flows).toEqual([
    { ...noFlow(), offered: 10, served: 7 },
    { ...noFlow(), offered: 1 },
    { ...noFlow(), served: 1, rejected: 1 },
  ]);
});

test('what rounding took from a whole request does not hold it back', () => {
  const { flows, move, tell } = toldLoad();
  for (let tenth = 0; tenth < 10; tenth++) move({ served: 0.1 });
  tell();
  expect(flows).toEqual([{ ...noFlow(), served: 1 }]);
});

test('at the end parts of what failed go to those that were served', () => {
  const { flows, move, end } = toldLoad();
  move({ offered: 10, served: 7.3, timedOut: 1.4, rejected: 0.3, failedCalls: 1 });
  end();
  expect(sumOf(flows)).toEqual({ ...noFlow(), offered: 10, served: 8, timedOut: 1, failedCalls: 1 });
});

test('also where most of them failed', () => {
  const { flows, move, end } = toldLoad();
  move({ offered: 10, served: 3.3, rejected: 6.7 });
  end();
  expect(sumOf(flows)).toEqual({ ...noFlow(), offered: 10, served: 4, rejected: 6 });
});

test('where none was served they are failures of the kind that has the most', () => {
  const { flows, move, end } = toldLoad();
  move({ offered: 3, cutOff: 1.2, noTarget: 1.8 });
  end();
  expect(sumOf(flows)).toEqual({ ...noFlow(), offered: 3, cutOff: 1, noTarget: 2 });
});

test('what is in flight at the end is left open', () => {
  const { load, flows, move, end } = toldLoad();
  move({ offered: 10, served: 4.6 });
  expect(inFlightOf(load.sums)).toBeCloseTo(5.4, 9);
  end();
  expect(sumOf(flows)).toEqual({ ...noFlow(), offered: 10, served: 5 });
});

const part = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 1000, noNaN: true }),
  fc.constantFrom(0.5, 1e-7, 1),
);
const step = fc.record({
  inFlight: part,
  served: part,
  rejected: part,
  timedOut: part,
  cutOff: part,
  noTarget: part,
  errors: part,
  failedCalls: part,
});

test('whatever comes, whole numbers from 0 up are told, never more than there was, and the end balances', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { load, flows, move, tell, end } = toldLoad();
      for (const { inFlight, ...ended } of steps) {
        const offered = inFlight + Object.values(ended).reduce((sum, each) => sum + each, 0);
        move({ ...ended, offered });
        tell();
        const told = sumOf(flows);
        expect(told).toEqual(load.told);
        for (const kind of Object.keys(told) as (keyof FlowSums)[]) {
          expect(told[kind]).toBeLessThanOrEqual(load.sums[kind] + 1e-6);
          expect(told[kind]).toBeGreaterThan(load.sums[kind] - 1);
        }
      }
      end();
      for (const flow of flows)
        for (const count of Object.values(flow)) {
          expect(Number.isInteger(count)).toBe(true);
          expect(count).toBeGreaterThanOrEqual(0);
        }
      const told = sumOf(flows);
      expect(Math.abs(told.offered - load.sums.offered)).toBeLessThanOrEqual(0.5);
      expect(inFlightOf(told)).toBe(Math.round(inFlightOf(load.sums)) + 0);
    }),
    { numRuns: 100, seed: 6 },
  );
});
