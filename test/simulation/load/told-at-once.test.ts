import { expect, test } from 'vitest';
import { appService, runOnFargate } from '../../support/run-on-fargate.ts';

test('however long a chain of calls is, its first service fails when the last one is gone', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { services } = await runOnFargate({
    simulation: { duration: '1h' },
    services: names.map((name) => appService(name, 1)),
    workloads: names.map((name, i) => ({
      service: name,
      requests: {
        cpuMsPerRequest: 1,
        ...(i === 0 ? { noise: 'exact', rate: { constant: 10 } } : {}),
        ...(i < names.length - 1 ? { calls: [{ service: names[i + 1] }] } : {}),
      },
    })),
    actions: [{ at: '30m', updateService: { service: 'g', desiredCount: 0 } }],
  });
  const failed = names.slice(0, -1).map((name) => services[`main/${name}`]!.failedRequests);
  for (const count of failed) expect(count! / (30 * 60 * 10)).toBeCloseTo(1, 2);
});

test('what is in flight in a container that starts again in its place is cut off', async () => {
  const cutOff = async (images: unknown) => {
    const { services } = await runOnFargate(
      {
        simulation: { duration: '1h' },
        images,
        services: [appService('web', 1)],
        workloads: [
          { service: 'web', requests: { noise: 'exact', rate: { constant: 100 }, cpuMsPerRequest: 5 } },
        ],
      },
      { restartPolicy: { enabled: true } },
    );
    return services['main/web']!.requestsBy!.cutOff;
  };
  expect(await cutOff({})).toBe(0);
  // Five times, each with about one request in flight.
  const count = await cutOff({ app: { runsFor: '10m', exitCode: 1 } });
  expect(count).toBeGreaterThan(2);
  expect(count).toBeLessThan(15);
});
