import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explainStrategies } from '../../src/cli/explain-strategies.ts';
import type { StrategyRace } from '../../src/experiment/strategy-race.ts';
import { raceStrategies } from '../../src/io/race-strategies.ts';
import { readScenario } from '../../src/io/read-scenario.ts';
import { UsageError } from '../../src/io/usage-error.ts';
import { folderWith } from './support.ts';

const TRACE = `
clusters: [{ idealFleet: { name: box, registeredResources: { cpu: 4096, memory: 8192 } } }]
workloads:
  - trace: { file: jobs.csv, columns: { submitted: t, duration: d, vcpu: vcpu, memoryGiB: gib } }
    launchType: EC2
    placementStrategy: [{ type: worstFit, field: memory }]
timings: instant
`;
const JOBS = [
  't,d,vcpu,gib',
  '0,100,1,3',
  '1,100,1,3',
  '2,100,1,3',
  '3,100,3,5',
  '4,100,2,2',
  '5,100,2,4',
  '',
];

const signal = new AbortController().signal;

test('a trace is read anew for every strategy; as JSON and as text', async () => {
  const scenario = join(folderWith({ 's.yaml': TRACE, 'jobs.csv': JOBS.join('\n') }), 's.yaml');
  const race = JSON.parse(await explainStrategies({ scenario, format: 'json' }, signal)) as StrategyRace;
  expect(race.strategies.map(({ tasks }) => tasks.placed)).toEqual(race.strategies.map(() => 6));
  // 10 vCPU and 20 GiB: three instances hold them, as trying shows.
  expect(race.strategies[0]!.oracle).toMatchObject({
    tasks: 6,
    optimum: 3,
    at: expect.stringContaining('00:00:05'),
  });
  expect(race.strategies.find(({ asWritten }) => asWritten)!.name).toBe('worstFit(memory)');
  const text = await explainStrategies({ scenario, format: 'text' }, signal);
  for (const { name } of race.strategies) expect(text).toContain(name);
});

test('a seed and a setting count as they do for a run', async () => {
  const scenario = join(folderWith({ 's.yaml': TRACE, 'jobs.csv': JOBS.join('\n') }), 's.yaml');
  const given = {
    scenario,
    format: 'json',
    seed: '9',
    set: ['clusters[0].idealFleet.registeredResources.memory=16384'],
  } as const;
  const race = JSON.parse(await explainStrategies(given, signal)) as StrategyRace;
  expect(race.seed).toBe('9');
  expect(race.strategies[0]!.oracle.lowerBound).toBe(3);
  expect(race.strategies[0]!.instances.peak).toBe(3);
});

test('on Fargate there is nothing to explain', async () => {
  const text = `
clusters: [{ capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: job, cpu: "256", memory: "512", networkMode: awsvpc, requiresCompatibilities: [FARGATE], containerDefinitions: [{ name: job, image: job }] }
workloads: [{ taskDefinition: job, launchType: FARGATE, arrivals: { every: 1m, limit: 3 }, duration: 1m }]
`;
  const scenario = join(folderWith({ 's.yaml': text }), 's.yaml');
  await expect(explainStrategies({ scenario, format: 'text' }, signal)).rejects.toThrow(UsageError);
});

test('an interrupted race throws what interrupted it; before, it says how far the whole race is', async () => {
  const scenario = join(folderWith({ 's.yaml': TRACE, 'jobs.csv': JOBS.join('\n') }), 's.yaml');
  const controller = new AbortController();
  const fractions: number[] = [];
  const race = raceStrategies(await readScenario(scenario), {
    signal: controller.signal,
    onSlice: ({ fraction }) => {
      fractions.push(fraction!);
      if (fraction! > 0.2) controller.abort(new Error('enough'));
    },
  });
  await expect(race).rejects.toThrow('enough');
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeLessThan(0.4);
});
