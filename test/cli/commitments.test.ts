import { expect, test } from 'vitest';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

test('the plan that would have been right for a scenario, and the same as JSON for one term', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const text = await runHere(folder, ['commitments', 'first.yaml']);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(/^first: commitments for 2 hours of the clock in us-east-1\n/);
  expect(text.stdout).toContain('the least');
  const json = await runHere(folder, [
    'commitments',
    'first.yaml',
    ...['--term', '3y', '--payment', 'AllUpfront', '--format', 'json'],
  ]);
  const { hours, plans, reservedInstances } = JSON.parse(json.stdout);
  expect(hours).toBe(2);
  // Two instances of m5.large all the time, so that all of it is worth a commitment, up to its five decimals.
  expect(plans[0]).toMatchObject({
    type: 'EC2Instance',
    instanceFamily: 'm5',
    term: '3y',
    payment: 'AllUpfront',
    none: { hourlyCommitment: 0, cost: 0.384 },
    best: { onDemand: 0 },
  });
  expect(plans[0].best.unused).toBeLessThan(0.0001);
  expect(reservedInstances).toMatchObject([
    { instanceType: 'm5.large', sizeFlexibleFamily: 'm5', term: '3y', best: { count: 2, unused: 0 } },
  ]);
  expect(plans.map(({ term }: { term: string }) => term)).toEqual(['3y', '3y']);
});

test('what is not a term is refused', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const { exitCode, stderr } = await runHere(folder, ['commitments', 'first.yaml', '--term', '2y']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--term');
});
