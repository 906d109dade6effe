import { expect, onTestFinished, test, vi } from 'vitest';
import type { Adapter } from '../../src/conformance/adapter.ts';
import type { adapters } from '../../src/conformance/adapters/registry.ts';
import { agrees } from '../../src/conformance/compare.ts';
import { withFixtures } from '../../src/conformance/fixtures.ts';
import { workedExamples } from '../../src/conformance/worked-examples.ts';

type Module = Record<string, unknown>;
type Flip = readonly [module: string, flip: (actual: Module) => Module];

const EXAMPLES = withFixtures(workedExamples(), []);

const figures = (flipped: Module): Flip => ['scenario/operations/published-figures', () => flipped];
const allowAll = { allows: () => true };
/** Chains as the index takes them apart: by the most instead of the least, or without looking at the spread. */
const chain = (step: object): Flip => [
  'policies/placement/index/plan',
  () => ({ takeApart: () => ({ spreadBy: -1, step, rest: [] }) }),
];
const withoutConstraints: Flip = [
  'simulation/compile-rules',
  ({ compileRules }) => ({
    compileRules: (simulation: unknown, cluster: unknown, spec: object, provider: number) =>
      call(compileRules, simulation, cluster, { ...spec, placementConstraints: [] }, provider),
  }),
];
const packedByDefault: Flip = [
  'policies/placement/default-strategies',
  () => ({ defaultStrategies: () => [{ type: 'binpack', field: 'memory' }] }),
];
const anyTask: Flip = [
  'policies/placement/choose-stop',
  () => ({ chooseStop: (_fleet: unknown, tasks: readonly { task: number }[]) => tasks[0]!.task }),
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
  'eni-task-limit': figures({ PRIMARY_ENIS: 0 }),
  'ports-static': ['scenario/operations/port-mappings', () => ({ fixedHostPorts: () => [] })],
  'ports-dynamic': [
    'scenario/operations/port-mappings',
    () => ({ fixedHostPorts: () => [{ port: 80, protocol: 'tcp' }] }),
  ],
  'ports-limit': figures({ MOST_RESERVED_PORTS: 101 }),
  'agent-disconnected': ['policies/placement/has-room', () => ({ takesTasks: () => true })],
  'stopping-resources': nothingHolds,
  'host-queue-fifo': nothingHolds,
  'order-of-filters': ['policies/placement/constraints/member-of', () => ({ memberOf: allowAll })],
  'binpack-place': chain({ by: 'order', field: 'memory', attribute: -1, most: true }),
  'spread-instance': chain({ by: 'list' }),
  'spread-then-binpack': chain({ by: 'order', field: 'memory', attribute: -1, most: false }),
  'spread-group-scope': figures({ FAMILY_GROUP_PREFIX: 'service:' }),
  'default-placement': packedByDefault,
  'default-placement-instance': packedByDefault,
  'default-termination': packedByDefault,
  'default-termination-instance': packedByDefault,
  'binpack-scale-in': anyTask,
  'scale-in-spread-binpack': anyTask,
  'distinct-instance': withoutConstraints,
  'memberof-group-cold': ['policies/placement/constraints/member-of', () => ({ memberOf: allowAll })],
  'cluster-query': [
    'policies/placement/cluster-query/query-values',
    () => ({ compareVersions: ([a = 0]: number[], [b = 0]: number[]) => a - b }),
  ],
  'placement-limits': figures({ MAX_PLACEMENT_CONSTRAINTS: 11 }),
  'runtask-count': figures({ MAX_TASKS_PER_CALL: 11 }),
  // The base does not count first, and the last of several is chosen.
  'cp-split': [
    'policies/capacity/pick-provider',
    () => ({ pickProvider: (items: readonly unknown[]) => items.length - 1 }),
  ],
  'cp-split-error': ['scenario/operations/capacity-provider-strategy', () => ({ checkWeights: () => [] })],
  'cas-no-strategy': [
    'policies/placement/unmet',
    () => ({ placementFailureReason: () => 'EMPTY CAPACITY PROVIDER' }),
  ],
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
