import type { Findings } from '../../findings.ts';
import type { LoadSpec, ServiceSpec } from '../../scenario.ts';

/** Services that others call and that say of nothing how they are found: the callers are taken to know. */
export function warnOfUnfoundServices(
  services: readonly ServiceSpec[],
  loads: readonly LoadSpec[],
  findings: Findings,
): void {
  const called = new Set(
    loads.flatMap(({ requests }) => (requests?.calls ?? []).map(({ load }) => loads[load]!.service)),
  );
  for (const index of called) {
    const { cluster, serviceName, discovery, loadBalancers } = services[index]!;
    if (discovery.kind !== 'none' || loadBalancers.length > 0) continue;
    findings.warn(
      'calls-without-discovery',
      `Service ${cluster}/${serviceName}: others call it, but it has no \`serviceConnectConfiguration\` with \`services\`, no \`serviceRegistries\` and no load balancer; its callers are taken to know its tasks at every moment.`,
    );
  }
}
