import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';
import { life } from '../../support/scenario.ts';

type Parts = Readonly<Record<string, unknown>>;

function task(containers: readonly Parts[], parts: Parts = {}): string {
  const containerDefinitions = containers.map((own, i) => ({
    name: `c${i}`,
    image: `i${i}`,
    memory: 64,
    ...own,
  }));
  return small({ taskDefinitions: [{ family: 'job', containerDefinitions }], ...parts });
}
const lives = async (containers: readonly Parts[], parts: Parts = {}) =>
  (await load(task(containers, parts))).taskDefinitions[0]!.containers.map((container) => container.life);

test('a container of which nothing is said simply lives as long as its task', async () => {
  expect(await lives([{}, { restartPolicy: { enabled: false }, startTimeout: 5 }])).toEqual([null, null]);
});

test("what a definition and its images say, with AWS's defaults (ecs:R-1.13 to R-1.17)", async () => {
  const containers = [
    { dependsOn: [{ containerName: 'c1', condition: 'SUCCESS' }], healthCheck: { command: ['CMD', 'x'] } },
    { essential: false, startTimeout: 90 },
    { essential: false, restartPolicy: { enabled: true, ignoredExitCodes: [2] } },
  ];
  const images = { i0: { readyAfter: '20s' }, i2: { sizeMb: 3, runsFor: '9m', exitCode: 1 } };
  const simulation = { duration: '1h' };
  expect(await lives(containers, { images, simulation })).toEqual([
    life({
      dependsOn: [{ container: 1, condition: 'SUCCESS' }],
      healthCheck: { intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 },
      readyAfterMs: 20_000,
    }),
    // Its end is awaited and nothing is said of it: our default.
    life({ startTimeoutMs: 90_000, runsForMs: 5000 }),
    life({
      restartPolicy: { ignoredExitCodes: [2], restartAttemptPeriodMs: 300_000 },
      runsForMs: 540_000,
      exitCode: 1,
    }),
  ]);
});

test('a startTimeout of 0 is none, as the agent reads it', async () => {
  const waits = { dependsOn: [{ containerName: 'c1', condition: 'COMPLETE' }] };
  const [, awaited] = await lives([waits, { essential: false, startTimeout: 0 }]);
  expect(awaited).toEqual(life({ runsForMs: 5000 }));
});

test('a startTimeout for whose end or health nobody waits is told of', async () => {
  const warnings = async (condition: string, startTimeout: number) => {
    const waits = { dependsOn: [{ containerName: 'c1', condition }] };
    const found = await load(task([waits, { essential: false, startTimeout }]));
    return found.warnings.map(({ message }) => message);
  };
  const told = [
    'Task definition job:1: no container waits for the end or the health of c1, so `startTimeout` changes nothing there.',
  ];
  expect(await warnings('START', 60)).toEqual(told);
  expect(await warnings('START', 0)).toEqual([]);
  expect(await warnings('SUCCESS', 60)).toEqual([]);
});

test('what images say of checks and ends that no container has is told of', async () => {
  const warnings = async (containers: readonly Parts[], images: Parts) =>
    (await load(task(containers, { images }))).warnings.map(({ message }) => message);
  const readyAfter = { i0: { readyAfter: '1m' }, i1: { readyAfter: '1m' } };
  expect(await warnings([{ healthCheck: { command: ['CMD', 'x'] } }, {}], readyAfter)).toEqual([
    'Of these images `readyAfter` changes nothing, as no health check and no target group checks their containers: i1.',
    'Known to AWS, without effect here: taskDefinitions[].containerDefinitions[].healthCheck.command.',
  ]);
  const tagged = [{ image: 'shop/web:1' }, { image: 'shop/web:2', healthCheck: {} }];
  expect(await warnings(tagged, { 'shop/web': { readyAfter: '1m' } })).toEqual([]);
  expect(await warnings([{}], { i0: { readyAfter: 0, exitCode: 0 } })).toEqual([]);
  expect(await warnings([{}], { i0: { exitCode: 3 } })).toEqual([
    'Of these images `exitCode` changes nothing, as without `runsFor` their containers do not end by themselves: i0.',
  ]);
  const ends = { i1: { exitCode: 3, runsFor: '1m' } };
  expect(await warnings([{}, { essential: false }], ends)).toEqual([]);
});

test('what AWS would not register is refused', async () => {
  const c1 = { essential: false };
  expect(await complaintsOf(task([{ healthCheck: { interval: 4 } }]))).toEqual([
    'taskDefinitions[0].containerDefinitions[0].healthCheck.interval: expected 5 to 300 seconds, received 4.',
  ]);
  expect(
    await complaintsOf(task([{ dependsOn: [{ containerName: 'c1', condition: 'HEALTHY' }] }, c1])),
  ).toEqual([
    'taskDefinitions[0].containerDefinitions[0].dependsOn[0].condition: expected another condition, because \'c1\' has no healthCheck, received "HEALTHY".',
  ]);
  const circle = [
    { dependsOn: [{ containerName: 'c1', condition: 'START' }] },
    { dependsOn: [{ containerName: 'c0', condition: 'START' }] },
  ];
  expect(await complaintsOf(task(circle))).toEqual([
    'taskDefinitions[0].containerDefinitions[0].dependsOn: expected containers that do not wait for each other, received c0 -> c1 -> c0.',
  ]);
});

test('a run that restarts could keep going for ever needs an end', async () => {
  const restarted = [{ restartPolicy: { enabled: true } }];
  expect(await complaintsOf(task(restarted))).toEqual([
    'simulation.duration: expected a duration, because containers of job:1 can be started again for ever, received nothing.',
  ]);
  expect(await complaintsOf(task(restarted, { simulation: { duration: '1h' } }))).toEqual([]);
});

test('failing health checks name their tasks; where nothing is checked there is a warning', async () => {
  const failures = [{ family: 'job', healthCheckFails: { after: '2m', for: '30s' }, rate: 0.25 }];
  const checked = await load(task([{ healthCheck: {} }], { failures }));
  expect(checked.failures).toEqual([
    {
      kind: 'healthCheck',
      taskDefinitionIndexes: [0],
      service: null,
      share: 0.25,
      afterMs: 120_000,
      forMs: 30_000,
    },
  ]);
  expect(checked.warnings).toEqual([]);
  const unchecked = await load(task([{}], { failures: [{ family: 'job', healthCheckFails: {} }] }));
  expect(unchecked.failures[0]).toMatchObject({ share: 1, afterMs: 0, forMs: null });
  expect(unchecked.warnings.map(({ code }) => code)).toEqual(['failures-without-effect']);
});
