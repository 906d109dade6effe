import type { MeterName } from '../../../billing/meters/registry.ts';
import type { RegionPrices } from '../../../catalog/region-prices.ts';
import type { Findings } from '../../findings.ts';
import { hasPublicAddresses } from '../../network-uses.ts';
import type { Path } from '../../reading/problem.ts';
import type { Scenario } from '../../scenario.ts';

/** Of a scenario what its network is billed by. */
type NetworkParts = Pick<
  Scenario,
  | 'loadBalancers'
  | 'natGateways'
  | 'vpcEndpoints'
  | 'loads'
  | 'services'
  | 'workloads'
  | 'clusters'
  | 'autoScalingGroups'
>;

/** What is measured of a network costs something in the region; where no price is known, the user has to bring it in. */
export function checkNetworkPrices(
  parts: NetworkParts & Pick<Scenario, 'region'>,
  prices: RegionPrices | null,
  findings: Findings,
): void {
  const { region } = parts;
  if (prices === null) return;
  const seen = new Set<MeterName>();
  for (const { path, meters } of needsOf(parts))
    for (const meter of meters) {
      if (seen.has(meter)) continue;
      seen.add(meter);
      if (prices.services.find(meter) === null)
        findings.add(
          path,
          `what has a price in ${region}`,
          `no price of ${meter}`,
          'Bring it in with `ecsim prices import`.',
        );
    }
}

interface Need {
  readonly path: Path;
  readonly meters: readonly MeterName[];
}

function needsOf(parts: NetworkParts): Need[] {
  const { loadBalancers, natGateways, vpcEndpoints, loads } = parts;
  const need = (isThere: boolean, path: Path, ...meters: MeterName[]): Need[] =>
    isThere ? [{ path, meters }] : [];
  const has = (type: string) => loadBalancers.some((balancer) => balancer.type === type);
  const weighs = loads.some(({ requests }) => (requests?.traffic.responseBytes ?? 0) > 0);
  const calls = loads.some(({ requests }) => requests?.calls.some(({ bytes }) => bytes > 0));
  return [
    ...need(has('application'), ['loadBalancers'], 'alb.hour', 'alb.lcuHour'),
    ...need(has('network'), ['loadBalancers'], 'nlb.hour', 'nlb.lcuHour', 'transfer.crossZone.gb'),
    ...need(
      loadBalancers.some(({ internetFacing }) => internetFacing),
      ['loadBalancers'],
      'publicIpv4.hour',
    ),
    ...need(natGateways.length > 0, ['natGateways'], 'nat.hour', 'nat.gb', 'transfer.crossZone.gb'),
    ...need(
      natGateways.some(({ isPublic }) => isPublic),
      ['natGateways'],
      'publicIpv4.hour',
    ),
    ...need(
      vpcEndpoints.some(({ kind }) => kind === 'Interface'),
      ['vpcEndpoints'],
      'endpoint.interface.hour',
      'endpoint.interface.gb',
    ),
    ...need(weighs, ['workloads'], 'transfer.internetOut.gb'),
    ...need(calls, ['workloads'], 'transfer.crossZone.gb'),
    ...need(hasPublicAddresses(parts), ['clusters'], 'publicIpv4.hour'),
  ];
}
