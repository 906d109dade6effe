import { expect, test } from 'vitest';
import { complaintsOf, load, smallWorkload } from '../../support/load.ts';

const withWork = (work: unknown, others: Readonly<Record<string, unknown>> = {}) =>
  smallWorkload({ duration: undefined, work, ...others });
const sourceOf = async (text: string) => (await load(text)).workloads[0]!.source;

test('work is vCPU-seconds: a number or a distribution', async () => {
  expect(await sourceOf(withWork({ vcpuSeconds: 600 }))).toMatchObject({
    duration: { kind: 'work', vcpuMs: { kind: 'constant', value: 600_000 } },
  });
  expect(await sourceOf(withWork({ vcpuSeconds: { exponential: { mean: 30 } } }))).toMatchObject({
    duration: { kind: 'work', vcpuMs: { kind: 'exponential', mean: 30_000 } },
  });
});

test('observed work can stand in a file', async () => {
  const text = withWork({ vcpuSeconds: { empirical: { file: 'w.csv', column: 's' } } });
  const { source } = (await load(text, { files: { 'w.csv': 's\n3\n1.5\n' } })).workloads[0]!;
  expect(source).toMatchObject({
    duration: { kind: 'work', vcpuMs: { kind: 'empirical', values: [1500, 3000] } },
  });
});

test('what tasks use is by default what they reserve', async () => {
  const usageOf = async (stated: Readonly<Record<string, unknown>>) =>
    (await load(smallWorkload(stated))).workloads[0]!.usage;
  expect(await usageOf({})).toEqual({ cpu: 1, memory: 1 });
  expect(await usageOf({ usage: { cpu: 1.5 } })).toEqual({ cpu: 1.5, memory: 1 });
  expect(await usageOf({ usage: { memory: 0.4 } })).toEqual({ cpu: 1, memory: 0.4 });
});

test.each([
  [{ work: { vcpuSeconds: 1 } }, 'workloads[0].work: expected no `work` beside `duration`, received one.'],
  [
    { duration: undefined },
    'workloads[0].duration: expected how long a task runs, such as 90s, received nothing.',
  ],
  [
    { duration: undefined, work: { vcpuSeconds: 1 }, usage: { cpu: 0 } },
    'workloads[0].usage.cpu: expected a number above 0 beside `work`, received 0.',
  ],
  [
    { duration: undefined, work: { vcpuSeconds: 0 } },
    'workloads[0].work.vcpuSeconds: expected a number of vCPU-seconds above 0, received 0. A task without work takes a `duration`.',
  ],
  [{ usage: { cpu: -1 } }, 'workloads[0].usage.cpu: expected a number from 0 up, received -1.'],
  [
    { duration: undefined, work: { vcpuSeconds: -1 } },
    'workloads[0].work.vcpuSeconds: expected a duration such as 90s, or a mapping with one of exponential, lognormal, weibull, pareto, uniform, empirical, received -1.',
  ],
])('%j is refused', async (stated, complaint) => {
  expect(await complaintsOf(smallWorkload(stated))).toEqual([complaint]);
});

test('without CPU no work is done', async () => {
  const taskDefinitions = [
    { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', memory: 1024 }] },
  ];
  const workload = { duration: undefined, work: { vcpuSeconds: 1 } };
  expect(await complaintsOf(smallWorkload(workload, { taskDefinitions }))).toEqual([
    'workloads[0].work: expected a task definition with `cpu` beside `work`, received job:1, which has none. A task uses what it reserves, times `usage.cpu`.',
  ]);
});

test('a trace brings its durations, and takes usage', async () => {
  const columns = { submitted: 't', duration: 'd', vcpu: 'c', memoryGiB: 'm' };
  const trace = { file: 't.csv', columns };
  const files = { 't.csv': 't,d,c,m\n0,5,1,1\n' };
  const text = (others: Readonly<Record<string, unknown>>) =>
    smallWorkload({ taskDefinition: undefined, arrivals: undefined, duration: undefined, trace, ...others });
  expect(await complaintsOf(text({ work: { vcpuSeconds: 1 } }), { files })).toEqual([
    'workloads[0].work: expected no `work` beside `trace`, whose rows bring it, received one.',
  ]);
  expect((await load(text({ usage: { cpu: 0.5 } }), { files })).workloads[0]!.usage).toEqual({
    cpu: 0.5,
    memory: 1,
  });
});
