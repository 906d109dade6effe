import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled } from '../../support/scaled.ts';

const registered = (registerScalableTarget: object) =>
  scaled(
    {},
    {
      actions: [
        { at: '1h', registerScalableTarget: { resourceId: 'service/main/web', ...registerScalableTarget } },
      ],
    },
  );
const actionOf = async (request: object) => (await load(registered(request))).actions[0];

test('it changes bounds, what is suspended, or both', async () => {
  expect(await actionOf({ maxCapacity: 20 })).toEqual({
    kind: 'registerScalableTarget',
    atMs: 3_600_000,
    target: 0,
    bounds: { minCapacity: null, maxCapacity: 20 },
    suspended: {},
  });
  expect(
    await actionOf({
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      minCapacity: 20,
      maxCapacity: 20,
      suspendedState: { dynamicScalingInSuspended: true, scheduledScalingSuspended: false },
    }),
  ).toMatchObject({
    bounds: { minCapacity: 20, maxCapacity: 20 },
    suspended: { dynamicScalingIn: true, scheduledScaling: false },
  });
});

test.each([
  [
    { resourceId: 'service/main/webb', minCapacity: 1 },
    '.resourceId: expected a scalable target of this scenario (service/main/web), received "service/main/webb". Did you mean service/main/web?',
  ],
  [
    { suspendedState: {} },
    ': expected `minCapacity`, `maxCapacity` or something of `suspendedState`, received none of them.',
  ],
  [{ minCapacity: 3, maxCapacity: 2 }, '.minCapacity: expected at most `maxCapacity`, 2, received 3.'],
  [
    { minCapacity: 30 },
    '.minCapacity: expected at most the maximum of the target, 10, or a `maxCapacity` with it, received 30.',
  ],
])('%j is refused', async (request, complaint) => {
  expect(await complaintsOf(registered(request))).toEqual([`actions[0].registerScalableTarget${complaint}`]);
});
