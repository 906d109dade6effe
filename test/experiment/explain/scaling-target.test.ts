import { expect, test } from 'vitest';
import { findTarget } from '../../../src/experiment/explain/scaling/find-target.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { scaledScenario } from '../../support/scaling.ts';

const SCENARIO = scaledScenario({ metrics: [], policies: [], services: [{ serviceName: 'batch' }] });

test('a service by its name, with its cluster, or as a resource', () => {
  for (const name of ['web', 'main/web', 'service/main/web'])
    expect(findTarget(SCENARIO, name)).toEqual({ target: 0 });
});

test('what is none is told what there is', () => {
  expect(findTarget(SCENARIO, 'wbe')).toEqual({
    mistake:
      'expected a service that is a scalable target (main/web), received "wbe". Did you mean main/web?',
  });
  expect(findTarget(SCENARIO, 'batch')).toEqual({
    mistake: 'service main/batch is no scalable target; there is main/web.',
  });
  const none: Scenario = { ...SCENARIO, scalableTargets: [] };
  expect(findTarget(none, 'web')).toEqual({
    mistake: 'the scenario has no scalable target, so nothing scales "web".',
  });
});

test('one name in two clusters is not enough', () => {
  const [service] = SCENARIO.services;
  const [target] = SCENARIO.scalableTargets;
  const two: Scenario = {
    ...SCENARIO,
    services: [service!, { ...service!, cluster: 'edge' }],
    scalableTargets: [
      target!,
      { ...target!, resourceId: 'service/edge/web', scales: { of: 'service', index: 1 } },
    ],
  };
  expect(findTarget(two, 'web')).toEqual({
    mistake: 'expected one of main/web, edge/web, received "web".',
  });
  expect(findTarget(two, 'edge/web')).toEqual({ target: 1 });
});
