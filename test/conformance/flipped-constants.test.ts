import { expect, onTestFinished, test, vi } from 'vitest';
import type { Adapter } from '../../src/conformance/adapter.ts';
import type { adapters } from '../../src/conformance/adapters/registry.ts';
import { agrees } from '../../src/conformance/compare.ts';
import { workedExamples } from '../../src/conformance/worked-examples.ts';

type Module = Record<string, unknown>;
type Flip = readonly [module: string, flip: (actual: Module) => Module];

const EXAMPLES = workedExamples();

const figures = (flipped: Module): Flip => ['scenario/operations/published-figures', () => flipped];
const keepAll = { narrow() {} };
const allowAll = { allows: () => true };
/** Chains that an order of the fleet answers: by the most instead of the least, or without looking at the spread. */
const orders = (need: object): Flip => [
  'policies/placement/place-by-order',
  () => ({ orderNeed: () => need }),
];
const nothingHolds: Flip = ['simulation/ledger', () => ({ takeHost: () => true })];

/** For each area one thing that the model says, said differently. */
const FLIPS: Record<keyof typeof adapters, Flip> = {
  'fargate-task-size': ['catalog/fargate-sizes', () => ({ fargateMemoryChoices: () => [512] })],
  'task-size-parse': [
    'units/size',
    ({ parseCpuUnits }) => ({ parseCpuUnits: (text: unknown) => call(parseCpuUnits, text) / 1.024 }),
  ],
  'ephemeral-storage': figures({ DEFAULT_EPHEMERAL_STORAGE_GIB: 21 }),
  'memory-reservation': [
    'scenario/operations/container-definition',
    () => ({
      containerMemory: ({ memory }: { memory: number }) => ({ reservedMib: memory, hardLimitMib: memory }),
    }),
  ],
  'memory-validation': ['scenario/operations/container-definition', () => ({ checkContainer: () => [] })],
  'stop-timeout': figures({ DEFAULT_STOP_TIMEOUT_SECONDS: 31 }),
  'registered-memory': figures({ BYTES_PER_MIB: 1_000_000 }),
  'registered-resources': figures({ CPU_UNITS_PER_VCPU: 1000 }),
  'remaining-resources': figures({ RESERVED_TCP_PORTS: [22, 2375, 2376, 51678, 51679, 51680] }),
  'fit-memory': ['scenario/operations/register-task-definition', halfTheNeed],
  'fit-cpu': ['scenario/operations/register-task-definition', halfTheNeed],
  'fit-m5large': figures({ CPU_UNITS_PER_VCPU: 512 }),
  'stopping-resources': nothingHolds,
  'host-queue-fifo': nothingHolds,
  'order-of-filters': ['policies/placement/constraints/member-of', () => ({ memberOf: allowAll })],
  'binpack-place': orders({ field: 'memory', attribute: -1, most: true }),
  'spread-instance': ['policies/placement/strategies/spread', () => ({ spread: keepAll })],
  'spread-then-binpack': orders({ field: 'memory', attribute: -1, most: false }),
  'spread-group-scope': figures({ FAMILY_GROUP_PREFIX: 'service:' }),
  'distinct-instance': [
    'policies/placement/constraints/distinct-instance',
    () => ({ distinctInstance: allowAll }),
  ],
  'placement-limits': figures({ MAX_PLACEMENT_CONSTRAINTS: 11 }),
  'runtask-count': figures({ MAX_TASKS_PER_CALL: 11 }),
  cron: [
    'units/schedule',
    ({ nextOccurrence }) => ({
      nextOccurrence: (...given: unknown[]) => call(nextOccurrence, ...given) + 60_000,
    }),
  ],
  fargate: ['billing/fargate', () => ({ billedEphemeralGib: (gib: number) => gib })],
  'fargate-duration': ['billing/fargate', () => ({ fargateBilledSeconds: (ms: number) => ms / 1000 })],
  ec2: ['billing/ec2', () => ({ instanceCharge: (ms: bigint, rate: bigint) => (ms * rate) / 36_010_000n })],
  'ec2-duration': ['billing/ec2', () => ({ ec2BilledMs: (ms: number) => ms })],
};

test.each(Object.entries(FLIPS))(
  '%s fails when the model says something else',
  async (area, [module, flip]) => {
    const path = `../../src/${module}.ts`;
    onTestFinished(() => void vi.doUnmock(path));
    vi.resetModules();
    vi.doMock(path, async (importActual) => {
      const actual = await importActual<Module>();
      return { ...actual, ...flip(actual) };
    });
    const { [exportOf(area)]: adapter } = (await import(
      `../../src/conformance/adapters/${area}.ts`
    )) as Record<string, Adapter>;
    const failed: string[] = [];
    for (const { id, given, expect: expected, tolerance } of EXAMPLES.filter(
      (example) => example.area === area,
    )) {
      const answer = await adapter!.answer(given);
      if (typeof answer !== 'symbol' && !agrees(expected, answer, tolerance)) failed.push(id);
    }
    expect(failed).not.toEqual([]);
  },
);

function exportOf(area: string): string {
  return area.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

function call(original: unknown, ...given: unknown[]): number {
  return (original as (...given: unknown[]) => number)(...given);
}

function halfTheNeed({ taskNeed }: Module): Module {
  return {
    taskNeed(task: unknown) {
      const need = (taskNeed as (task: unknown) => { cpu: number; memory: number; gpu: number })(task);
      return { ...need, cpu: need.cpu / 2, memory: need.memory / 2 };
    },
  };
}
