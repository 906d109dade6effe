import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const withSettings = (...settings: readonly object[]) =>
  small({
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }], settings }],
  });

test('Container Insights is off unless it is said', async () => {
  const hasInsights = async (...settings: readonly object[]) =>
    (await load(withSettings(...settings))).clusters[0]!.containerInsights;
  expect(await hasInsights()).toBe(false);
  expect(await hasInsights({ name: 'containerInsights', value: 'enabled' })).toBe(true);
  expect(await hasInsights({ name: 'ContainerInsights', value: 'Enhanced' })).toBe(true);
  expect(await hasInsights({ name: 'containerInsights', value: 'disabled' })).toBe(false);
});

test('other names and values are refused', async () => {
  expect(await complaintsOf(withSettings({ name: 'insights', value: 'enabled' }))).toEqual([
    'clusters[0].settings[0].name: expected containerInsights, received "insights".',
  ]);
  expect(await complaintsOf(withSettings({ name: 'containerInsights', value: 'on' }))).toEqual([
    'clusters[0].settings[0].value: expected one of enabled, enhanced, disabled, received "on".',
  ]);
});
