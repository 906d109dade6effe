import { memoryFiles } from '../../src/environment/memory-files.ts';
import type { Observer } from '../../src/events/observer.ts';
import type { CostRow, Outcome } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';

type Parts = Readonly<Record<string, unknown>>;

export const ZONES = ['us-east-1a', 'us-east-1b'] as const;

/** Two subnets, one in each of the two zones. */
export const SUBNETS = ZONES.map((availabilityZone, i) => ({
  subnetId: `subnet-${i}`,
  availabilityZone,
  cidrBlock: `10.0.${i}.0/24`,
}));

/** A Fargate service in both zones, with more tasks than anybody needs. */
export function serviceOf(serviceName: string, parts: Parts = {}): Parts {
  return {
    serviceName,
    taskDefinition: 'web',
    launchType: 'FARGATE',
    desiredCount: 4,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0', 'subnet-1'] } },
    ...parts,
  };
}

/** The same behind the target group of its name. */
export function behind(serviceName: string, parts: Parts = {}): Parts {
  const loadBalancers = [{ targetGroupArn: serviceName, containerName: 'web', containerPort: 80 }];
  return serviceOf(serviceName, { loadBalancers, ...parts });
}

/** Two hours of the service `web`, which 10 requests a second come to; parts are replaced or added by name. */
export function network(parts: Parts = {}): string {
  return JSON.stringify({
    simulation: { start: '2026-03-02T00:00:00Z', duration: '2h' },
    clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
    subnets: SUBNETS,
    taskDefinitions: [
      {
        family: 'web',
        cpu: '1024',
        memory: '2048',
        networkMode: 'awsvpc',
        containerDefinitions: [{ name: 'web', image: 'web', portMappings: [{ containerPort: 80 }] }],
      },
    ],
    services: [serviceOf('web')],
    workloads: [requestsTo('web', 10)],
    timings: 'instant',
    ...parts,
  });
}

export function requestsTo(service: string, rate: number | null, parts: Parts = {}): Parts {
  const stated = rate === null ? {} : { rate: { constant: rate }, noise: 'exact' };
  return { service, requests: { ...stated, cpuMsPerRequest: 1, ...parts } };
}

/** What a run cost, row by row. */
export async function outcomeOf(text: string, observers: readonly Observer[] = []): Promise<Outcome> {
  const loaded = await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) });
  return runScenario(loaded, null, observers);
}

/** How much of each usage type was used, all rows together; only of those that `names` has letters of. */
export function usageIn(rows: readonly CostRow[], names: RegExp): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { usageType, quantity } of rows)
    if (names.test(usageType)) sums[usageType] = (sums[usageType] ?? 0) + Number(quantity);
  return sums;
}

/** The sum of what a run used of the usage types that `names` has letters of; 0: it has no line. */
export async function used(text: string, names: RegExp): Promise<number> {
  const { costs } = await outcomeOf(text);
  return Object.values(usageIn(costs, names)).reduce((sum, quantity) => sum + quantity, 0);
}
