import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { load } from '../../support/load.ts';
import { TEST_PRICES } from '../../support/prices.ts';

test('however long a chain of calls is, its first service fails when the last one is gone', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const { services } = await run({
    simulation: { duration: '1h' },
    taskDefinitions: [definition('app')],
    services: names.map((name) => service(name, 'app')),
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
    const { services } = await run({
      simulation: { duration: '1h' },
      taskDefinitions: [definition('app', { restartPolicy: { enabled: true } })],
      images,
      services: [service('web', 'app')],
      workloads: [
        { service: 'web', requests: { noise: 'exact', rate: { constant: 100 }, cpuMsPerRequest: 5 } },
      ],
    });
    return services['main/web']!.requestsBy!.cutOff;
  };
  expect(await cutOff({})).toBe(0);
  // Five times, each with about one request in flight.
  const count = await cutOff({ app: { runsFor: '10m', exitCode: 1 } });
  expect(count).toBeGreaterThan(2);
  expect(count).toBeLessThan(15);
});

function definition(family: string, container: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    family,
    cpu: '1024',
    memory: '2048',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    containerDefinitions: [{ name: 'app', image: 'app', ...container }],
  };
}

function service(serviceName: string, taskDefinition: string): unknown {
  return { serviceName, taskDefinition, launchType: 'FARGATE', desiredCount: 1 };
}

async function run(parts: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const clusters = [{ clusterName: 'main', capacityProviders: ['FARGATE'] }];
  const text = JSON.stringify({ timings: 'instant', clusters, ...parts });
  return runScenario({ scenario: await load(text), prices: TEST_PRICES });
}
