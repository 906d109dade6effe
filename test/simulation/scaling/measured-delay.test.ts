import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../../src/catalog/defaults.ts';
import { Observer } from '../../../src/events/observer.ts';
import { Stream } from '../../../src/kernel/streams.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { instances, requests, scalableTarget, scenarioWith } from '../../support/scenario.ts';

const RUNS = 100;

/** When a service of four tasks, 30 % busy, comes to be 100 % busy: somewhere in the second ten minutes. */
const stepAt = (seed: number) => 600_000 + Math.floor(new Stream(`step ${seed}`).next() * 600_000);

/** Seconds from there to the first scale-out with target tracking at 50 %, in ascending order. */
function delays(periodMs: 20_000 | 60_000, timings: Scenario['timings']): number[] {
  return Array.from({ length: RUNS }, (_, seed) => {
    const first = new FirstScaleOut();
    const at = stepAt(seed);
    const rate = { atMs: [0, at], perSecond: [60, 199], endMs: null, repeat: false };
    const source = { of: 'service', service: 0, metric: 'CPUUtilization' } as const;
    const term = { id: 'm1', label: 'CPU', source, statistic: { kind: 'Average' } } as const;
    const scenario = scenarioWith({
      simulation: { durationMs: 1_800_000, seed: `${seed}` },
      cluster: { containerInstances: [instances(1, 16_384, 16_384)] },
      workloads: [],
      services: [{ desiredCount: 4 }],
      loads: [
        {
          name: 'web',
          service: 0,
          usage: { cpu: 0, memory: 0.5 },
          requests: requests(60, { rate, cpuTime: { kind: 'constant', meanMs: 20 } }),
        },
      ],
      scalableTargets: [
        scalableTarget({
          minCapacity: 4,
          policies: [
            {
              kind: 'targetTracking',
              policyName: 'cpu',
              targetValue: 50,
              query: { periodMs, terms: [term], expression: null },
              scaleOutCooldownMs: 300_000,
              scaleInCooldownMs: 300_000,
              disableScaleIn: false,
              warmUpMs: 0,
            },
          ],
        }),
      ],
      timings,
    });
    const simulation = createSimulation(scenario, [first]);
    for (let until = at; first.at < 0 && until < 1_800_000; until += 60_000) advanceTo(simulation, until);
    return (first.at - at) / 1000;
  }).sort((one, other) => one - other);
}

class FirstScaleOut extends Observer {
  at = -1;

  override scalingActed(at: number): void {
    if (this.at < 0) this.at = at;
  }
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const quantile = (list: readonly number[], fraction: number) => list[Math.floor(fraction * list.length)]!;

test('from a load step to the scale-out it takes what AWS measured: 363 s with metrics of 60 s (scaling:X-2.79)', () => {
  const found = delays(60_000, DEFAULT_TIMINGS);
  expect(Math.abs(mean(found) - 363)).toBeLessThan(36.3);
  const width = quantile(found, 0.95) - quantile(found, 0.05);
  expect(width).toBeGreaterThan(65);
  expect(width).toBeLessThan(100);
});

test('and 86 s with metrics of 20 s (scaling:X-2.80)', () => {
  expect(Math.abs(mean(delays(20_000, DEFAULT_TIMINGS)) - 86)).toBeLessThan(8.6);
});

test('without any delay it would be 197 s, from 156 s to 239 s in nine of ten cases (scaling:X-2.81)', () => {
  const found = delays(60_000, { ...DEFAULT_TIMINGS, 'cloudwatch.delay': 0, 'scaling.actionDelay': 0 });
  expect(Math.abs(mean(found) - 197)).toBeLessThan(10);
  expect(Math.abs(quantile(found, 0.05) - 156)).toBeLessThan(10);
  expect(Math.abs(quantile(found, 0.95) - 239)).toBeLessThan(10);
});
