import { expect, onTestFinished, test, vi } from 'vitest';
import { HEALTH_CHECK } from '../../src/catalog/container-settings.ts';
import { DEFAULT_TIMINGS, type Timings } from '../../src/catalog/defaults.ts';
import { describeMeasurements } from '../../src/conformance/measurements/describe-measurements.ts';
import { measurements } from '../../src/conformance/measurements/measurements.ts';
import type { MeasuredFigure } from '../../src/conformance/measurements/run-measurements.ts';
import { runMeasurements } from '../../src/conformance/measurements/run-measurements.ts';

const SLOW_LAUNCHES = { capacity: 100, refill: 5, perSeconds: 1 };

const figures = await runMeasurements();
const simulated = figures.filter((figure) => figure.simulated !== null);
const nameOf = ({ id, what }: MeasuredFigure) => `${id} ${what}`;

test('an error is what the simulated figure is off, in percent of the measured one or of the bound that it passes', () => {
  for (const { measured, simulated: found, errorPercent, ...figure } of simulated) {
    const bounds = typeof measured === 'number' ? [measured, measured] : [measured.from, measured.to];
    const [low, high] = [bounds[0]!, bounds[1] ?? 1e9];
    let off = 0;
    if (found! < low) off = -(1 - found! / low) * 100;
    if (found! > high) off = (found! / high - 1) * 100;
    expect(Math.abs(errorPercent! - off), `${figure.id} ${figure.what}`).toBeLessThan(0.0501);
  }
});

test('each figure is written down as it was measured, and simulated as the defaults add up', () => {
  const of = (name: string) => figures.find((figure) => nameOf(figure) === name)!;
  const median = (name: 'fargate.provision' | 'fargate.host' | 'container.start' | 'lb.deregistration') => {
    const delay = DEFAULT_TIMINGS[name];
    return delay.kind === 'lognormal' ? Math.exp(delay.mu) / 1000 : Number.NaN;
  };
  // Seconds, worked out by hand from the measured instants: 11:02:13.877 to 11:02:17.190, and so on.
  const rows: [name: string, measured: unknown, simulated: number][] = [
    ['ecs:X-9.1 created to connected', 3.313, median('fargate.provision')],
    ['ecs:X-9.3 connected to pull start', 13.65, median('fargate.host')],
    ['ecs:X-9.8 created to connected', 4.948, median('fargate.provision')],
    ['ecs:X-9.8 pulled to RUNNING', 2.093, median('container.start')],
    ['ecs:X-9.6 PENDING to RUNNING', 70, median('fargate.host') + 2 + 900 / 11 + median('container.start')],
    ['ecs:X-9.9 created to RUNNING, mean', 56.9, 3.7 + 8 + 2 + 413 / 11 + 1],
    ['ecs:X-9.9 standard deviation of that', 3.178, 0.2 * (2 + 413 / 11)],
    ['ecs:X-9.7 created to RUNNING', { from: 1, to: 3 }, 2 + 0.5 + 1],
    ['ecs:X-9.4 nearly all RUNNING', 270, (3500 * 0.95 - 100) / 20 + 3.7 + 8 + 2 + 200 / 11 + 1],
    ['ecs:X-9.10 DEACTIVATING to STOPPING', 360, 300 + median('lb.deregistration')],
    // Launch and boot of the first instance, network interface, agent, image, start.
    ['ecs:X-9.5 first task RUNNING', 150, 5 + 60 + 6 + 2 + (1 + 200 / 25) + 1],
    // 334, 167, 84, 42, 34: four steps, a minute apart.
    ['ecs:X-5.22 steps of 50 %, 334 to 34 instances', 600, 3 * 60],
  ];
  for (const [name, measured, expected] of rows) {
    expect(of(name).measured, name).toEqual(measured);
    // Medians do not add up, and a deviation of 200 is one by chance.
    expect(Math.abs(of(name).simulated! / expected - 1), name).toBeLessThan(0.18);
  }
});

test('those that set no default are named, and the others stand under the default that they set', () => {
  expect(simulated.filter(({ heldOut }) => heldOut).map(nameOf)).toEqual([
    'ecs:X-9.4 first task RUNNING',
    'ecs:X-9.4 nearly all RUNNING',
    'ecs:X-9.5 all RUNNING',
    'ecs:X-9.8 created to connected',
    'ecs:X-9.8 stopping to containers ended',
    'ecs:X-9.10 new RUNNING, old DEACTIVATING',
    'scaling:X-2.79 scale-out to tasks provisioned',
    'scaling:X-2.80 scale-out to tasks provisioned',
    'scaling:R-1.18 load step to scale-out, mean',
    'ecs:X-5.22 steps of 50 %, 334 to 34 instances',
  ]);
  const used = new Map<string, Set<string>>();
  for (const { id, usedFor } of simulated)
    for (const name of usedFor) used.set(name, (used.get(name) ?? new Set()).add(id.replace('ecs:X-', '')));
  expect(Object.fromEntries([...used].map(([name, ids]) => [name, [...ids]]))).toEqual({
    'fargate.provision': ['9.1', '9.3'],
    'fargate.host': ['9.1', '9.3', '9.8'],
    'container.start': ['9.1', '9.3', '9.2', '9.8'],
    'pull.fargate': ['9.6', '9.9'],
    'ec2.eni': ['9.2'],
    'ec2.agentHandover': ['9.7'],
    'pull.ec2.cached': ['9.7'],
    'ec2.instanceToActive': ['9.5'],
    'fargate.deprovision': ['9.8', '9.10'],
    'lb.deregistration': ['9.10'],
    'cloudwatch.delay': ['scaling:X-2.79'],
    'cloudwatch.delay.highResolution': ['scaling:X-2.80'],
    'scaling.actionDelay': ['scaling:X-2.79', 'scaling:X-2.80'],
  });
  for (const { heldOut, usedFor } of simulated) expect(heldOut).toBe(usedFor.length === 0);
});

test('what is not modelled has no simulated figure and is neither', () => {
  const others = figures.filter((figure) => figure.simulated === null);
  expect(new Set(others.map(({ id }) => id))).toEqual(new Set(['ecs:R-9.8', 'ecs:X-5.22']));
  for (const { errorPercent, heldOut, usedFor } of others)
    expect({ errorPercent, heldOut, usedFor }).toEqual({ errorPercent: null, heldOut: false, usedFor: [] });
});

test.each([...new Set(simulated.flatMap(({ usedFor }) => usedFor))])(
  'another %s moves every figure that set it',
  async (name) => {
    const before = simulated.filter(({ usedFor }) => usedFor.includes(name));
    const after = await withLonger(
      name,
      before.map(({ id }) => id),
    );
    for (const figure of before)
      expect(after.get(nameOf(figure))!, nameOf(figure)).toBeGreaterThan(figure.simulated! * 1.01);
  },
);

test.each([
  ['ecs:X-9.4 first task RUNNING', 'pull.fargate'],
  ['ecs:X-9.5 all RUNNING', 'ec2.instanceToActive'],
  ['ecs:X-9.8 created to connected', 'fargate.provision'],
] as const)('%s follows %s, which it did not set', async (name, timing) => {
  const before = simulated.find((figure) => nameOf(figure) === name)!;
  const after = await withLonger(timing, [before.id]);
  expect(after.get(name)!).toBeGreaterThan(before.simulated! * 1.2);
});

test.each([
  ['ecs:X-9.4 nearly all RUNNING', 'catalog/launch-rates', { fargateLaunchRate: () => SLOW_LAUNCHES }],
  [
    'ecs:X-9.8 stopping to containers ended',
    'scenario/operations/published-figures',
    { DEFAULT_STOP_TIMEOUT_SECONDS: 60 },
  ],
  [
    'ecs:X-5.22 steps of 50 %, 334 to 34 instances',
    'policies/capacity/managed-scaling',
    // A fifth at most, not half.
    { scaleInStep: (instances: number, wanted: number) => Math.max(wanted, Math.floor(instances * 0.8)) },
  ],
  [
    'ecs:X-9.10 new RUNNING, old DEACTIVATING',
    'catalog/container-settings',
    { HEALTH_CHECK: { ...HEALTH_CHECK, interval: { ...HEALTH_CHECK.interval, preset: 60 } } },
  ],
])('%s follows %s', async (name, module, flipped) => {
  const before = simulated.find((figure) => nameOf(figure) === name)!;
  const path = `../../src/${module}.ts`;
  onTestFinished(() => void vi.doUnmock(path));
  vi.resetModules();
  vi.doMock(path, async (importActual) => ({ ...(await importActual<object>()), ...flipped }));
  const { runMeasurements: run } = await import('../../src/conformance/measurements/run-measurements.ts');
  const after = byName(await run(measurements.filter(({ id }) => id === before.id)));
  expect(after.get(name)!).toBeGreaterThan(before.simulated! * 1.2);
});

test('the text keeps to 80 columns, what was held out first, every figure with its error', () => {
  const text = describeMeasurements(figures);
  const lines = text.trimEnd().split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const [held, used, others] = ['  Held out ', '  Used to set a default ', '  Not modelled '].map((title) =>
    lines.findIndex((line) => line.startsWith(title)),
  ) as [number, number, number];
  expect(0 < held && held < used && used < others).toBe(true);
  expect(lines.slice(held, used).filter((line) => line.endsWith(' held out'))).toHaveLength(10);
  expect(lines.slice(used).filter((line) => line.endsWith(' held out'))).toEqual([]);
  expect(lines.find((line) => line.includes('stopping to'))).toMatch(/ended +43\.4 s +30 s +-31 % held out$/);
  for (const { what } of figures) expect(text).toContain(`    ${what} `);
});

/** The simulated figures of some measurements, by name, where a default takes longer. */
async function withLonger(name: keyof Timings, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const defaults = DEFAULT_TIMINGS as Record<keyof Timings, unknown>;
  const before = defaults[name];
  defaults[name] = longer(name);
  try {
    return byName(await runMeasurements(measurements.filter(({ id }) => ids.includes(id))));
  } finally {
    defaults[name] = before;
  }
}

function byName(all: readonly MeasuredFigure[]): ReadonlyMap<string, number> {
  return new Map(
    all.flatMap((figure) => (figure.simulated === null ? [] : [[nameOf(figure), figure.simulated]])),
  );
}

/** Twice as long, or half as fast. */
function longer(name: keyof Timings): unknown {
  const timing = DEFAULT_TIMINGS[name];
  if (typeof timing === 'number') return timing * 2;
  if (typeof timing !== 'object') return timing;
  if ('megabytesPerSecond' in timing) return { ...timing, megabytesPerSecond: timing.megabytesPerSecond / 2 };
  return timing.kind === 'constant'
    ? { ...timing, value: timing.value * 2 }
    : { ...timing, mu: timing.mu + Math.log(2) };
}
