import { expect, test } from 'vitest';
import { findScaled } from '../../../src/experiment/explain/managed/find-scaled.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { groupScenario } from '../../support/groups.ts';
import { scaledScenario } from '../../support/scaling.ts';

const GROUPS = await groupScenario();
const SCALED = scaledScenario({ metrics: [], policies: [], services: [{ serviceName: 'batch' }] });
const BOTH: Scenario = {
  ...SCALED,
  autoScalingGroups: GROUPS.autoScalingGroups,
  capacityProviders: GROUPS.capacityProviders,
};
const mistakeOf = (scenario: Scenario, name: string) => {
  const found = findScaled(scenario, name);
  return 'mistake' in found ? found.mistake : found;
};

test('a service or a capacity provider, by its name or as a resource', () => {
  for (const name of ['web', 'main/web', 'service/main/web'])
    expect(findScaled(BOTH, name)).toEqual({ target: 0 });
  for (const name of ['asg', 'capacity-provider/asg']) expect(findScaled(BOTH, name)).toEqual({ group: 0 });
});

test('what is neither is told of both kinds', () => {
  expect(mistakeOf(BOTH, 'asgg')).toBe(
    'expected a service that is a scalable target (main/web) or a capacity provider with managed scaling (asg), received "asgg". Did you mean asg?',
  );
  expect(mistakeOf(BOTH, 'wbe')).toMatch(/received "wbe"\. Did you mean main\/web\?$/);
  expect(mistakeOf(GROUPS, 'other')).toBe(
    'expected a service that is a scalable target (there is none) or a capacity provider with managed scaling (asg), received "other".',
  );
  expect(mistakeOf(SCALED, 'other')).toBe(
    'expected a service that is a scalable target (main/web), received "other".',
  );
});

test('a service that does not scale, a provider without managed scaling, and a group', () => {
  expect(mistakeOf(BOTH, 'batch')).toBe('service main/batch is no scalable target; there is main/web.');
  const [group] = BOTH.autoScalingGroups;
  const off: Scenario = {
    ...BOTH,
    autoScalingGroups: [{ ...group!, provider: { ...group!.provider!, managedScaling: null } }],
  };
  expect(mistakeOf(off, 'asg')).toBe(
    'capacity provider asg has no managed scaling, so there is nothing to explain; none has.',
  );
  const more = {
    ...BOTH,
    capacityProviders: [...BOTH.capacityProviders, { name: 'fixed', kind: 'group' as const }],
  };
  expect(mistakeOf(more, 'fixed')).toBe(
    'capacity provider fixed has no managed scaling, so there is nothing to explain; asg has.',
  );
  expect(mistakeOf(BOTH, 'g')).toBe(
    'expected a service or a capacity provider, received "g", an Auto Scaling group; its capacity provider is asg.',
  );
  const alone = { ...BOTH, autoScalingGroups: [{ ...group!, provider: null }] };
  expect(mistakeOf(alone, 'g')).toMatch(/it has no capacity provider\.$/);
});

test('one name of both kinds has to be written out', () => {
  const [group] = BOTH.autoScalingGroups;
  const same: Scenario = {
    ...BOTH,
    autoScalingGroups: [{ ...group!, provider: { ...group!.provider!, name: 'web' } }],
    capacityProviders: [{ name: 'web', kind: 'group' }],
  };
  expect(mistakeOf(same, 'web')).toBe(
    'expected one of service/main/web and capacity-provider/web, received "web".',
  );
  expect(findScaled(same, 'service/main/web')).toEqual({ target: 0 });
  expect(findScaled(same, 'capacity-provider/web')).toEqual({ group: 0 });
});
