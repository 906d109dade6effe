import { expect, test } from 'vitest';
import { type ScenarioFacts, scenarioFacts } from '../../../../src/experiment/compare/plan/scenario-facts.ts';
import { load, served, small, smallWorkload } from '../../../support/load.ts';

const FILES = {
  'jobs.csv': 'at,lasts,vcpu,gib\n0,60,0.5,1\n60,60,0.5,1\n',
  'rate.csv': 't,n\n0,10\n60,20\n120,10\n',
};

const factsOf = async (text: string): Promise<ScenarioFacts> =>
  scenarioFacts(await load(text, { files: FILES }));

const file = { file: 'rate.csv', timeColumn: 't', valueColumn: 'n', per: '1m' };

test('arrivals that stand in a file are recorded, whether as rows or as a rate', async () => {
  const trace = {
    file: 'jobs.csv',
    columns: { submitted: 'at', duration: 'lasts', vcpu: 'vcpu', memoryGiB: 'gib' },
  };
  const rows = (more = {}) => small({ workloads: [{ trace: { ...trace, ...more }, cluster: 'main' }] });
  const rate = (value: unknown) =>
    served([{ service: 'web', requests: { rate: value, cpuMsPerRequest: 5 } }]);
  const recorded = async (text: string) => {
    const { recorded: names, repeatsRecording } = await factsOf(text);
    return [names, repeatsRecording];
  };
  expect(await recorded(rows())).toEqual([['jobs.csv'], false]);
  expect(await recorded(rows({ repeat: 2 }))).toEqual([['jobs.csv'], true]);
  expect(await recorded(rate(file))).toEqual([['web'], false]);
  expect(await recorded(rate({ ...file, repeat: true }))).toEqual([['web'], true]);
  expect(await recorded(rate([{ constant: 5 }, file]))).toEqual([['web'], false]);
  expect(await recorded(rate({ constant: 5 }))).toEqual([[], false]);
  const arrivals = { poisson: { rate: file } };
  expect((await factsOf(smallWorkload({ arrivals }))).recorded).toEqual(['job']);
  expect((await factsOf(small())).recorded).toEqual([]);
});

test('processors are those that tasks may run on, as `speed` calls them', async () => {
  const both = small({
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['FARGATE'],
        containerInstances: [{ ec2InstanceType: 'm5.large' }, { ec2InstanceType: 'm7g.large' }],
      },
    ],
    speed: { m7g: 1.2 },
    workloads: [{ taskDefinition: 'job', arrivals: { every: '1m', limit: 1 }, duration: '90s' }],
  });
  expect(await factsOf(both)).toMatchObject({
    processors: ['m5', 'm7g (arm64)'],
    speed: { m7g: 1.2 },
    worksByCpu: false,
    startsAtOnce: false,
  });
  const onFargate = small({
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    timings: 'instant',
    taskDefinitions: [
      {
        family: 'job',
        cpu: '512',
        memory: '1024',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        runtimePlatform: { cpuArchitecture: 'ARM64' },
        containerDefinitions: [{ name: 'job', image: 'job' }],
      },
    ],
    workloads: [
      {
        taskDefinition: 'job',
        launchType: 'FARGATE',
        arrivals: { every: '1m', limit: 1 },
        work: { vcpuSeconds: 30 },
      },
    ],
  });
  expect(await factsOf(onFargate)).toMatchObject({
    processors: ['fargate (arm64)'],
    worksByCpu: true,
    startsAtOnce: true,
  });
});
