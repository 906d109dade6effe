import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import type { CostSummary } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { complaintsOf, small } from '../support/load.ts';

const tag = (key: string, value: string) => ({ key, value });
const TAGS = [tag('team', 'shop'), tag('stage', 'prod')];

/** A task on Fargate of 1 vCPU and 2 GB for an hour, and a service that has another one. */
function scenario(definition: object, workload: object, service: object): string {
  return small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '1h' },
    timings: 'instant',
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    taskDefinitions: [
      {
        family: 'job',
        cpu: 1024,
        memory: 2048,
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'job', image: 'job' }],
        ...definition,
      },
    ],
    workloads: [
      {
        taskDefinition: 'job',
        launchType: 'FARGATE',
        arrivals: { burst: { at: '0s', count: 1 } },
        duration: '10h',
        ...workload,
      },
    ],
    services: [
      { serviceName: 'web', taskDefinition: 'job', launchType: 'FARGATE', desiredCount: 1, ...service },
    ],
  });
}

async function byTag(...parts: Parameters<typeof scenario>): Promise<CostSummary['byTag']> {
  const loaded = await loadScenario(scenario(...parts), { fileName: 's.yaml', files: memoryFiles({}) });
  return runScenario(loaded).cost.byTag;
}

const HOUR = 0.04937;

test('tasks have the tags that they are given and those that are propagated to them, and no others', async () => {
  expect(await byTag({ tags: TAGS }, {}, { tags: TAGS })).toEqual({});
  expect(await byTag({ tags: TAGS }, {}, { propagateTags: 'NONE' })).toEqual({});
  expect(await byTag({ tags: TAGS }, {}, { propagateTags: 'TASK_DEFINITION' })).toEqual({
    'team=shop': HOUR,
    'stage=prod': HOUR,
  });
  expect(await byTag({ tags: TAGS }, {}, { tags: [tag('team', 'web')], propagateTags: 'SERVICE' })).toEqual({
    'team=web': HOUR,
  });
});

test('of a key that a task is given and that its definition has, its own value counts; values are summed', async () => {
  const workload = { tags: [tag('team', 'ops')], propagateTags: 'TASK_DEFINITION' };
  expect(await byTag({ tags: TAGS }, workload, { propagateTags: 'TASK_DEFINITION' })).toEqual({
    'team=ops': HOUR,
    'team=shop': HOUR,
    'stage=prod': 2 * HOUR,
  });
  expect(await byTag({}, { tags: [{ key: 'empty' }] }, {})).toEqual({ 'empty=': HOUR });
});

test('a key twice is refused, and what a task cannot have', async () => {
  expect(await complaintsOf(scenario({}, { tags: [...TAGS, tag('team', 'x')] }, {}))).toEqual([
    'workloads[0].tags[2].key: expected each key once, received "team".',
  ]);
  expect(await complaintsOf(scenario({}, { propagateTags: 'SERVICE' }, {}))).toEqual([
    'workloads[0].propagateTags: expected one of TASK_DEFINITION, NONE, received "SERVICE".',
  ]);
});
