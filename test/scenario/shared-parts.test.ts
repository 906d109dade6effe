import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/environment/memory-files.ts';
import { type LoadOptions, loadScenario } from '../../src/scenario/load-scenario.ts';
import { SharedParts } from '../../src/scenario/shared-parts.ts';

const SCENARIO = `
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large, count: 2 }] }]
taskDefinitions: [{ family: report, containerDefinitions: [{ name: report, image: report, cpu: 512, memory: 1024 }] }]
workloads: [{ taskDefinition: report, arrivals: { every: 30s, limit: 20 }, duration: 2m }]
`;

test('loads that share their parts come to what each comes to alone, whatever was set before', async () => {
  const parts = new SharedParts();
  const load = (options: Partial<LoadOptions>) =>
    loadScenario(SCENARIO, { files: memoryFiles({}), fileName: 'any.yaml', ...options });
  const changes: Partial<LoadOptions>[] = [
    { settings: ['clusters[0].containerInstances[0].count=5', 'region=eu-west-1'] },
    { seed: '12' },
    {},
    { settings: ['workloads[0].duration=5m'], until: 60_000 },
  ];
  for (const change of changes)
    expect((await load({ ...change, parts })).scenario).toEqual((await load(change)).scenario);
});
