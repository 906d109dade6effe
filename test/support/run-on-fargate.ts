import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { load } from './load.ts';
import { TEST_PRICES } from './prices.ts';

/** Runs a scenario of one cluster `main` on Fargate with tasks `app` of one vCPU that start at once; `container` is added to theirs. */
export async function runOnFargate(
  parts: Readonly<Record<string, unknown>>,
  container: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const text = JSON.stringify({
    timings: 'instant',
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    taskDefinitions: [
      {
        family: 'app',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'app', image: 'app', ...container }],
      },
    ],
    ...parts,
  });
  return runScenario({ scenario: await load(text), prices: TEST_PRICES });
}

/** A service of so many of them. */
export function appService(serviceName: string, desiredCount: number): unknown {
  return { serviceName, taskDefinition: 'app', launchType: 'FARGATE', desiredCount };
}
