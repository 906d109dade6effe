import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';

const EXACT = 'timings: { base: instant, pull.fargate: { base: 2s, megabytesPerSecond: 10, sigma: 0 } }';
const CLUSTER = 'clusters: [{ clusterName: c, capacityProviders: [FARGATE] }]';

async function meanWait(text: string): Promise<number> {
  const files = memoryFiles({ 't.csv': 't,d,v,m\n0,60,4,8\n' });
  return runScenario(await loadScenario(text, { files, fileName: 's.yaml' }), files).tasks.wait.mean;
}

test('a row of a trace pulls at the speed of its own size, as a task definition of that size does (ecs:R-9.9)', async () => {
  const traced = await meanWait(`${EXACT}
${CLUSTER}
images: { trace: { sizeMb: 900 } }
workloads:
  - { cluster: c, launchType: FARGATE, trace: { file: t.csv, columns: { submitted: t, duration: d, vcpu: v, memoryGiB: m } } }
`);
  const defined = await meanWait(`${EXACT}
${CLUSTER}
images: { trace: { sizeMb: 900 } }
taskDefinitions:
  - { family: same, cpu: "4096", memory: "8192", networkMode: awsvpc, requiresCompatibilities: [FARGATE], containerDefinitions: [{ name: same, image: trace }] }
workloads:
  - { cluster: c, launchType: FARGATE, taskDefinition: same, arrivals: { burst: { at: 0s, count: 1 } }, duration: 60s }
`);
  expect(traced).toBe(62);
  expect(defined).toBe(62);
});
