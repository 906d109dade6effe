import { expect, test } from 'vitest';
import { deploymentBounds } from '../../../src/policies/deployment/bounds.ts';
import { planPass } from '../../../src/policies/deployment/plan-pass.ts';
import { carryOut, viewOf } from './support.ts';

const NOTHING = { unhealthy: 0, settling: 0, healthy: 0 };

test('at 50/200 half of the old tasks stop at once, and all new ones start', () => {
  const bounds = deploymentBounds(4, { minimumHealthyPercent: 50, maximumPercent: 200 });
  const plan = planPass(viewOf({ bounds }, { healthy: 4 }));
  expect(plan).toEqual({
    stopOld: { unhealthy: 0, settling: 0, healthy: 2 },
    stopNew: { unhealthy: 0, surplus: 0 },
    startNew: 4,
    stuck: null,
  });
});

test('no old task stops as long as the new ones are not healthy; then all do', () => {
  const settling = viewOf({}, { healthy: 4 }, { settling: 4 });
  expect(planPass(settling)).toMatchObject({ stopOld: NOTHING, startNew: 0, stuck: null });
  const healthy = viewOf({}, { healthy: 4 }, { healthy: 4 });
  expect(planPass(healthy).stopOld.healthy).toBe(4);
});

test('unhealthy old tasks make room for new ones, whatever the minimum, and first when few can be spared', () => {
  const full = { minHealthy: 4, maxTasks: 4 };
  expect(planPass(viewOf({ bounds: full }, { unhealthy: 3, healthy: 1 }))).toMatchObject({
    stopOld: { unhealthy: 3, settling: 0, healthy: 0 },
    startNew: 3,
  });
  const roomy = { minHealthy: 2, maxTasks: 12 };
  expect(planPass(viewOf({ bounds: roomy }, { unhealthy: 1, settling: 1, healthy: 3 })).stopOld).toEqual({
    unhealthy: 1,
    settling: 0,
    healthy: 0,
  });
});

test('what never became healthy of the old revision goes when all new tasks are healthy', () => {
  const view = viewOf({}, { settling: 2, unhealthy: 1, healthy: 1 }, { healthy: 4 });
  expect(planPass(view).stopOld).toEqual({ settling: 2, unhealthy: 1, healthy: 1 });
});

test.each([
  ['100/100', 4, { minimumHealthyPercent: 100, maximumPercent: 100 }, 'deploymentConfiguration'],
  ['one task at 100/150', 1, { minimumHealthyPercent: 100, maximumPercent: 150 }, 'deploymentConfiguration'],
  ['one task at 50/100', 1, { minimumHealthyPercent: 50, maximumPercent: 100 }, 'deploymentConfiguration'],
  ['one task at 0/100', 1, { minimumHealthyPercent: 0, maximumPercent: 100 }, null],
  ['100/125', 4, { minimumHealthyPercent: 100, maximumPercent: 125 }, null],
])('%s is stuck or not', (_name, desiredCount, percents, stuck) => {
  const bounds = deploymentBounds(desiredCount, percents);
  expect(planPass(viewOf({ desiredCount, bounds }, { healthy: desiredCount })).stuck).toBe(stuck);
});

test('a deployment that waits for room or for launches, not for its bounds, is not stuck', () => {
  expect(planPass(viewOf({ placeable: 0 }, { healthy: 4 }))).toMatchObject({ startNew: 0, stuck: null });
  expect(planPass(viewOf({ launchable: 0 }, { healthy: 4 }))).toMatchObject({ startNew: 0, stuck: null });
  const full = { minHealthy: 4, maxTasks: 4 };
  expect(planPass(viewOf({ bounds: full }, { healthy: 3, settling: 1 })).stuck).toBeNull();
});

test('protection keeps old tasks, and is said to be the reason where it is', () => {
  const half = { minHealthy: 2, maxTasks: 4 };
  expect(planPass(viewOf({ bounds: half }, { protectedHealthy: 4 })).stuck).toBe('protectedTasks');
  expect(planPass(viewOf({}, { protectedHealthy: 2 }, { healthy: 4 })).stuck).toBe('protectedTasks');
  const full = { minHealthy: 4, maxTasks: 4 };
  expect(planPass(viewOf({ bounds: full }, { healthy: 3, protectedHealthy: 1 })).stuck).toBe(
    'deploymentConfiguration',
  );
});

test('a scale-in without a deployment happens at once, whatever the minimum; protected tasks stay', () => {
  expect(planPass(viewOf({}, {}, { healthy: 6, settling: 1 })).stopNew.surplus).toBe(3);
  expect(planPass(viewOf({}, {}, { healthy: 1, protectedHealthy: 5 })).stopNew.surplus).toBe(1);
});

test('a scale-out starts all that the launch rate allows', () => {
  expect(planPass(viewOf({}, {}, { healthy: 1 })).startNew).toBe(3);
  expect(planPass(viewOf({ launchable: 2 }, {}, { healthy: 1 })).startNew).toBe(2);
});

test('an unhealthy task is replaced before it stops, if the maximum leaves room', () => {
  let view = viewOf({}, {}, { healthy: 3, unhealthy: 1 });
  const start = planPass(view);
  expect(start).toMatchObject({ startNew: 1, stopNew: { unhealthy: 0, surplus: 0 } });
  view = carryOut(view, start);
  expect(planPass(view)).toMatchObject({ startNew: 0, stopNew: { unhealthy: 0, surplus: 0 } });
  expect(planPass(viewOf({}, {}, { healthy: 4, unhealthy: 1 }))).toMatchObject({
    startNew: 0,
    stopNew: { unhealthy: 1, surplus: 0 },
  });
});

test('without room unhealthy tasks go one by one, each with its replacement', () => {
  const bounds = { minHealthy: 4, maxTasks: 4 };
  const view = viewOf({ bounds }, {}, { healthy: 2, unhealthy: 2 });
  const first = planPass(view);
  expect(first).toMatchObject({ startNew: 1, stopNew: { unhealthy: 1 } });
  const between = carryOut(view, first);
  expect(planPass(between)).toMatchObject({ startNew: 0, stopNew: { unhealthy: 0 } });
  expect(planPass(viewOf({ bounds }, {}, { healthy: 3, unhealthy: 1 }))).toMatchObject({
    startNew: 1,
    stopNew: { unhealthy: 1 },
  });
});

test('nor does one stop when its replacement may not be launched; a failed placement is as good as no room', () => {
  expect(planPass(viewOf({ launchable: 0 }, {}, { unhealthy: 4 })).stopNew.unhealthy).toBe(0);
  expect(planPass(viewOf({ placeable: 0 }, {}, { healthy: 3, unhealthy: 1 }))).toMatchObject({
    startNew: 1,
    stopNew: { unhealthy: 1 },
  });
});

test('a service of none stops everything that is not protected', () => {
  const bounds = { minHealthy: 0, maxTasks: 0 };
  const plan = planPass(
    viewOf({ desiredCount: 0, bounds }, { healthy: 2 }, { healthy: 1, settling: 1, unhealthy: 1 }),
  );
  expect(plan).toMatchObject({ stopOld: { healthy: 2 }, stopNew: { surplus: 2, unhealthy: 1 }, startNew: 0 });
});
