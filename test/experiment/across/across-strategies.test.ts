import { expect, test } from 'vitest';
import { acrossStrategies } from '../../../src/experiment/across/across-strategies.ts';
import { raceChains } from '../../../src/experiment/race-chains.ts';
import { load, small, smallWorkload } from '../../support/load.ts';

test('the strategies of a race, each as settings that come to its chain', async () => {
  const text = small();
  const { alternatives } = acrossStrategies(JSON.parse(text));
  const race = raceChains(await load(text));
  expect(alternatives.map(({ name }) => name.replaceAll(' + ', ', '))).toEqual(race.map(({ name }) => name));
  for (const [i, { settings }] of alternatives.entries()) {
    const [workload] = (await load(text, { settings })).workloads;
    const { chain, asWritten } = race[i]!;
    expect(workload!.placementStrategy).toEqual(asWritten ? [] : chain);
    expect(settings.length).toBe(asWritten ? 0 : 1);
  }
});

test('a chain of its own is compared as it is written', () => {
  const placementStrategy = [{ type: 'binpack', field: 'cpu' }, { type: 'random' }];
  const [first] = acrossStrategies(JSON.parse(smallWorkload({ placementStrategy }))).alternatives;
  expect(first).toEqual({ name: 'as written', settings: [] });
});

test('a strategy that is spelled otherwise is the same', () => {
  const document = JSON.parse(
    smallWorkload({ placementStrategy: [{ type: 'spread', field: 'host' }] }),
  ) as unknown;
  const unchanged = acrossStrategies(document).alternatives.filter(({ settings }) => settings.length === 0);
  expect(unchanged).toEqual([{ name: 'spread(instanceId)', settings: [] }]);
});

test('on Fargate there is nothing to choose among', () => {
  const { alternatives, leftOut } = acrossStrategies(JSON.parse(smallWorkload({ launchType: 'FARGATE' })));
  expect(alternatives).toEqual([]);
  expect(leftOut[0]!.reasons[0]).toMatch(/^no service or workload runs on container instances/);
});
