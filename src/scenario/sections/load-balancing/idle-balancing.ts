import type { Findings } from '../../findings.ts';
import type { LoadSpec, ServiceSpec, TargetGroupSpec } from '../../scenario.ts';

/** What a scenario says of the ways of requests, and which requests there are. */
export interface BalancingParts {
  readonly services: readonly ServiceSpec[];
  readonly targetGroups: readonly TargetGroupSpec[];
  /** By target group: stated attributes that only requests have to do with. */
  readonly routingKeys: (targetGroup: number) => readonly string[];
  readonly loads: readonly LoadSpec[];
}

/** Target groups and services whose keys say how requests go, while none go there. */
export function warnOfIdleBalancing(parts: BalancingParts, findings: Findings): void {
  const { services, targetGroups, routingKeys, loads } = parts;
  const reached = new Set(
    loads.flatMap(({ service, requests }) =>
      requests === null || requests.queue !== null
        ? []
        : services[service]!.loadBalancers.map(({ targetGroup }) => targetGroup),
    ),
  );
  for (const [i, { name }] of targetGroups.entries()) {
    const keys = routingKeys(i);
    if (keys.length === 0 || reached.has(i)) continue;
    findings.warn(
      'routing-without-requests',
      `Target group ${name}: no requests come to its services, so ${keys.map((key) => `\`${key}\``).join(', ')} ${keys.length === 1 ? 'changes' : 'change'} nothing.`,
    );
  }
  const called = new Set(
    loads.flatMap(({ requests }) => (requests?.calls ?? []).map(({ load }) => loads[load]!.service)),
  );
  for (const [i, { cluster, serviceName, discovery }] of services.entries()) {
    if (discovery.kind === 'none' || called.has(i)) continue;
    const key = discovery.kind === 'dns' ? 'serviceRegistries' : 'serviceConnectConfiguration';
    findings.warn(
      'discovery-without-calls',
      `Service ${cluster}/${serviceName}: the requests of no other service call it, so its \`${key}\` changes nothing.`,
    );
  }
}
