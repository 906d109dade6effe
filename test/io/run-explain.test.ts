import { expect, test } from 'vitest';
import { loadRegionPrices } from '../../src/catalog/region-prices.ts';
import type { ScalingExplanation } from '../../src/experiment/explain/scaling/scaling-explanation.ts';
import { InputFolder } from '../../src/io/input-files.ts';
import type { ScenarioFromFile } from '../../src/io/read-scenario.ts';
import { runExplain } from '../../src/io/run-explain.ts';
import { UsageError } from '../../src/io/usage-error.ts';

import { burstAtTen, explainGroupAt, groupScenario } from '../support/groups.ts';
import { explainAt, HOUR, MINUTE, scaledScenario, tracking } from '../support/scaling.ts';

const SCENARIO = scaledScenario({
  metrics: [[40, 40, 40, 90]],
  policies: [tracking(0, 60)],
  services: [{ serviceName: 'batch' }],
});
const LOADED: ScenarioFromFile = {
  scenario: SCENARIO,
  prices: { ...(await loadRegionPrices('us-east-1'))!, later: [], own: null },
  files: new InputFolder('.', []),
};
const ask = (scaling: string, at: string) => runExplain(LOADED, { question: 'scaling', scaling, at });

test('the scaling of a service at a moment, as a duration or on the calendar', async () => {
  const found = (await ask('web', '4m')) as ScalingExplanation;
  expect(found).toEqual(explainAt(SCENARIO, 4 * MINUTE));
  expect(await ask('service/main/web', '2026-03-02T00:04:00Z')).toEqual(found);
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

test('how it is driven is not to be seen in it', async () => {
  const positions: number[] = [];
  const found = await runExplain(
    LOADED,
    { question: 'scaling', scaling: 'main/web', at: '3h' },
    { onSlice: ({ nowMs }) => positions.push(nowMs) },
  );
  expect(found).toEqual(explainAt(SCENARIO, 3 * HOUR));
  expect(positions.at(-1)).toBe(4 * HOUR);
});

test('who is not scaled, and moments outside of the run', async () => {
  const mistake = async (scaling: string, at: string) => {
    const error = await ask(scaling, at).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  };
  expect(await mistake('wbe', '1h')).toBe(
    '--scaling: expected a service that is a scalable target (main/web), received "wbe". Did you mean main/web?',
  );
  expect(await mistake('batch', '1h')).toBe(
    '--scaling: service main/batch is no scalable target; there is main/web.',
  );
  expect(await mistake('web', '5h')).toMatch(/^--at: expected a moment up to .*, the end, received 5h\.$/);
});

test('the scaling of a capacity provider', async () => {
  const scenario = await groupScenario({ others: { workloads: [burstAtTen('job', 5, '1h')] } });
  const loaded = { ...LOADED, scenario };
  const found = await runExplain(loaded, { question: 'scaling', scaling: 'asg', at: '14m' });
  expect(found).toEqual(explainGroupAt(scenario, 14 * MINUTE));
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  await expect(runExplain(loaded, { question: 'scaling', scaling: 'web', at: '14m' })).rejects.toThrow(
    new UsageError(
      '--scaling: expected a service that is a scalable target (there is none) or a capacity provider with managed scaling (asg), received "web".',
    ),
  );
});
