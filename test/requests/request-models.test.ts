import { expect, it } from 'vitest';
import { RequestModels } from '../../src/requests/request-models.ts';
import { defaultServiceTime } from '../../src/requests/service-time.ts';

it('tasks of the same cores and kind of work share a profile, whatever the mean', () => {
  const models = new RequestModels();
  const profile = models.profileOf(2, defaultServiceTime(20), null);
  expect(models.profileOf(2.01, defaultServiceTime(300), null)).toBe(profile);
  expect(models.profileOf(3, defaultServiceTime(20), null)).not.toBe(profile);
  expect(models.profileOf(2, { kind: 'lognormal', meanMs: 20, scv: 2 }, null)).not.toBe(profile);
  expect(models.profileOf(2, { kind: 'exponential', meanMs: 20 }, null)).not.toBe(profile);
});

it('all tasks of one core or less share theirs', () => {
  const models = new RequestModels();
  const service = defaultServiceTime(20);
  expect(models.profileOf(0.25, service, null)).toBe(models.profileOf(1, service, null));
});

it('a limit is shared by tasks that are alike, and has profiles of its own', () => {
  const models = new RequestModels();
  const service = defaultServiceTime(20);
  const limit = models.limitOf(2, 16, 100, 20);
  expect(models.limitOf(2, 16, 100.1, 20)).toBe(limit);
  expect(models.limitOf(2, 17, 100, 20)).not.toBe(limit);
  expect(models.limitOf(2, 16, 0, 20)).not.toBe(limit);
  expect(models.profileOf(2, service, limit)).toBe(models.profileOf(2, service, limit));
  expect(models.profileOf(2, service, limit)).not.toBe(models.profileOf(2, service, null));
});

it('what is shared may be rounded by 3 % at most', () => {
  const models = new RequestModels();
  expect(models.limitOf(1, 1, 300, 100).capacityShare).toBeCloseTo(1 / 4, 2);
  for (const cores of [1, 2, 4, 16, 191])
    expect(models.limitOf(cores, 1e6, 0, 1).name).toBe(`${cores}/1000000/0`);
});
