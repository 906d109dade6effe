import type { ShippedLogs, ShippingContainer } from '../billing/counters/log-shipping-counter.ts';
import type { LogGroup, LogSources } from '../billing/counters/logs-counter.ts';
import type { BucketFacts } from '../billing/network/bucket-facts.ts';
import type { Far } from '../billing/network/remote-traffic.ts';
import type { LogDestination } from '../scenario/billed-services.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { bucketFacts } from './bucket-facts.ts';

/** Who writes to CloudWatch Logs; `null`: nobody. */
export function logSources(scenario: Scenario): LogSources | null {
  const { taskDefinitions, logGroups } = scenario;
  const groups: LogGroup[] = [...logGroups];
  const groupNamed = (name: string): number => {
    const known = groups.findIndex((group) => group.name === name);
    return known >= 0 ? known : groups.push({ name, retentionMs: null, isInfrequent: false }) - 1;
  };
  const byDefinition = taskDefinitions.map((definition) =>
    loggingContainers(definition).flatMap(({ to, bytesPerSecond, takesRequests }) =>
      to.kind === 'cloudwatch' ? [{ group: groupNamed(to.group), bytesPerSecond, takesRequests }] : [],
    ),
  );
  if (byDefinition.every((containers) => containers.length === 0)) return null;
  return { groups, byDefinition, perRequest: logBytesPerRequest(scenario) };
}

/** Whose logs cost something on their way, or where they come to; `null`: nobody's. */
export function shippedLogs(scenario: Scenario): ShippedLogs | null {
  const { taskDefinitions, natGateways, vpcEndpoints } = scenario;
  const hasWays = natGateways.length > 0 || vpcEndpoints.some(({ kind }) => kind === 'Interface');
  const byDefinition = taskDefinitions.map((definition) =>
    loggingContainers(definition).flatMap(({ to, ...others }): ShippingContainer[] => {
      const far = farOf(to, scenario);
      const isFree = to.kind === 'cloudwatch' && far.kind === 'service' && !hasWays;
      return isFree ? [] : [{ ...others, far, files: filesOf(to, scenario) }];
    }),
  );
  if (byDefinition.every((containers) => containers.length === 0)) return null;
  return { byDefinition, perRequest: logBytesPerRequest(scenario) };
}

/** The containers of a task whose logs cost something; what requests add is written by the first one. */
function loggingContainers({ containers }: Scenario['taskDefinitions'][number]) {
  return containers
    .flatMap(({ logs }) => (logs === null ? [] : [logs]))
    .map((logs, i) => ({ ...logs, takesRequests: i === 0 }));
}

function logBytesPerRequest({ services, loads }: Scenario): number[] {
  const perRequest = services.map(() => 0);
  for (const { service, requests } of loads) perRequest[service] = requests?.logBytesPerRequest ?? 0;
  return perRequest;
}

function farOf(to: LogDestination, scenario: Scenario): Far {
  if (to.kind === 'internet') return { kind: 'internet' };
  if (to.kind === 's3') return bucketOf(to, scenario).far;
  return to.region === null ? { kind: 'service', service: 'logs' } : { kind: 'region', region: to.region };
}

function filesOf(to: LogDestination, scenario: Scenario): ShippingContainer['files'] {
  if (to.kind !== 's3') return null;
  return { ...bucketOf(to, scenario), bytes: to.fileBytes, ms: to.fileMs };
}

/** A bucket of which the scenario says nothing keeps what it has. */
function bucketOf(
  { bucket, region }: LogDestination & { readonly kind: 's3' },
  scenario: Scenario,
): BucketFacts {
  const known = scenario.billed.buckets.find(({ name }) => name === bucket);
  const stated = known ?? { region: region ?? scenario.region, retentionMs: null, kmsPerObject: 0 };
  return bucketFacts(stated, scenario.region);
}
