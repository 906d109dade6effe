import { expect, test } from 'vitest';
import { load, served, smallWorkload } from '../../support/load.ts';

const REQUESTS = { rate: { constant: 5 }, cpuMsPerRequest: 20 };

/** A definition `job` of 512 CPU units and 1024 MiB, with a hard limit of CPU when it has a `cpu` of its own. */
const definition = (level: object, container: object = { memory: 1024 }) => ({
  taskDefinitions: [
    {
      family: 'job',
      ...level,
      containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, ...container }],
    },
  ],
});
const LIMITED = definition({ cpu: '512' });

const warningsOf = async (text: string) => (await load(text)).warnings.map(({ message }) => message);
const ofTasks = (usage: object, parts: object = {}) => warningsOf(smallWorkload({ usage }, { ...parts }));
const ofService = (workload: object, parts: object = {}) =>
  warningsOf(served([{ service: 'web', ...workload }], { ...parts }));
const codesOf = async (workload: object, parts: object = {}) =>
  (await load(served([{ service: 'web', ...workload }], { ...parts }))).warnings.map(({ code }) => code);

const HELD =
  'its tasks would use 1.5 times the CPU that they reserve, but what job:1 reserves is a hard limit: they use all of it, and no more.';

test('CPU above a hard limit is said to be held to it', async () => {
  expect(await ofTasks({ cpu: 1.5 }, LIMITED)).toEqual([`Workload job: ${HELD}`]);
  expect(await ofService({ usage: { cpu: 1.5 } }, LIMITED)).toEqual([`Workload web: ${HELD}`]);
  expect(await ofTasks({ cpu: 1 }, LIMITED)).toEqual([]);
  expect(await ofTasks({ cpu: 1.5 })).toEqual([]);
});

test('usage that leaves no CPU for requests', async () => {
  expect(await ofService({ usage: { cpu: 1 }, requests: REQUESTS }, LIMITED)).toEqual([
    'Workload web: `usage.cpu` of 1 takes all the CPU that job:1 can have, and leaves none for `requests`, whose own CPU comes on top of it.',
  ]);
  expect(await codesOf({ usage: { cpu: 1.5 }, requests: REQUESTS }, LIMITED)).toEqual([
    'no-cpu-for-requests',
  ]);
  expect(await codesOf({ usage: { cpu: 0.9 }, requests: REQUESTS }, LIMITED)).toEqual([]);
  expect(await codesOf({ usage: { cpu: 1.5 }, requests: REQUESTS })).toEqual([]);
  const queue = { messages: { constant: 1 }, workMs: 100 };
  expect(await codesOf({ usage: { cpu: 1 }, requests: { queue } }, LIMITED)).toEqual([]);
});

test('memory above a hard limit kills', async () => {
  const killed =
    'each task would use 1536 MiB of memory, above the hard limit of job:1, 1024 MiB: its container is killed as soon as it has started (OutOfMemoryError).';
  expect(await ofTasks({ memory: 1.5 })).toEqual([`Workload job: ${killed}`]);
  expect(await ofService({ usage: { memory: 1.5 } })).toEqual([`Workload web: ${killed}`]);
  expect(await ofTasks({ memory: 1 })).toEqual([]);
  expect(await ofTasks({ memory: 1.5 }, definition({}, { memoryReservation: 1024 }))).toEqual([]);
  expect(await ofTasks({ memory: 2 }, definition({}, { memory: 2048, memoryReservation: 1024 }))).toEqual([]);
});

test('parts of a reservation are not percent', async () => {
  const soft = definition({}, { memoryReservation: 64 });
  expect(await ofTasks({ cpu: 50, memory: 80 }, soft)).toEqual([
    'Workload job: `usage.cpu` of 50 is 50 times what its tasks reserve; 1 is all of it, 0.5 half.',
    'Workload job: `usage.memory` of 80 is 80 times what its tasks reserve; 1 is all of it, 0.5 half.',
  ]);
  expect(await codesOf({ usage: { cpu: 4, memory: 4 } }, soft)).toEqual([]);
  expect(await codesOf({ usage: { cpu: 5 } }, soft)).toEqual(['usage-many-times']);
});
