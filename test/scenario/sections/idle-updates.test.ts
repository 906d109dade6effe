import { expect, test } from 'vitest';
import { load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const container = [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }];

/** Which of the updates, an hour apart, are told to change nothing. */
async function idle(updates: readonly Parts[], deploymentConfiguration: Parts = {}): Promise<string[]> {
  const text = small({
    simulation: { duration: '1d' },
    taskDefinitions: [1, 2].map(() => ({ family: 'job', containerDefinitions: container })),
    services: [{ serviceName: 'web', taskDefinition: 'job:1', desiredCount: 2, deploymentConfiguration }],
    actions: updates.map((update, i) => ({ at: `${i + 1}h`, updateService: { service: 'web', ...update } })),
  });
  const { warnings } = await load(text);
  expect(warnings.filter(({ code }) => code !== 'update-without-effect')).toEqual([]);
  return warnings.map(({ message }) => message);
}

const told = (hours: number, hint = '') =>
  `UpdateService of main/web, ${hours} h from the start, changes nothing: it asks for nothing but what is so already.${hint}`;
const HINT = ' The same task definition is deployed again only with `forceNewDeployment`.';

test('an update that says nothing, or what is so already', async () => {
  expect(await idle([{}])).toEqual([told(1)]);
  expect(await idle([{ forceNewDeployment: false, desiredCount: 2 }])).toEqual([told(1)]);
  expect(await idle([{ taskDefinition: 'job:1' }])).toEqual([told(1, HINT)]);
  expect(await idle([{ deploymentConfiguration: { maximumPercent: 200 } }])).toEqual([told(1)]);
});

test('one that changes anything at all is not told of', async () => {
  expect(await idle([{ desiredCount: 3 }])).toEqual([]);
  expect(await idle([{ taskDefinition: 'job' }])).toEqual([]);
  expect(await idle([{ taskDefinition: 'job:1', forceNewDeployment: true }])).toEqual([]);
  expect(await idle([{ deploymentConfiguration: { minimumHealthyPercent: 50 } }])).toEqual([]);
});

test('what is so already is what the updates before have left', async () => {
  expect(await idle([{ desiredCount: 3 }, { desiredCount: 3 }, { desiredCount: 2 }])).toEqual([told(2)]);
  expect(await idle([{ taskDefinition: 'job:2' }, { taskDefinition: 'job:2' }])).toEqual([told(2, HINT)]);
});

test('a circuit breaker may have gone back to the first definition: then the second one is asked for anew', async () => {
  const breaker = { deploymentCircuitBreaker: { enable: true, rollback: true } };
  const updates = [{ taskDefinition: 'job:1' }, { taskDefinition: 'job:2' }, { taskDefinition: 'job:2' }];
  expect(await idle(updates, breaker)).toEqual([told(1, HINT)]);
});
