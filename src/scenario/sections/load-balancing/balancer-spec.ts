import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Path } from '../../reading/problem.ts';
import type { LoadBalancerSpec } from '../../scenario.ts';
import { resolveZoneList, type zoneListSchema } from '../network/zone-list.ts';
import type { ResolvedLoadBalancer } from './load-balancers.ts';

/** What a load balancer says of itself that only the bill looks at. */
interface StatedBalancer {
  readonly type: LoadBalancerSpec['type'];
  readonly scheme: 'internet-facing' | 'internal';
  readonly availabilityZones?: z.output<typeof zoneListSchema> | undefined;
  readonly listeners?: readonly { readonly protocol?: string | undefined }[] | undefined;
}

/** AWS wants an Application Load Balancer in two zones at least. */
const FEWEST_ZONES = 2;

/** The load balancer as it is billed (billing:N1, N3). */
export function resolveBalancerSpec(
  name: string,
  stated: StatedBalancer,
  ways: Pick<ResolvedLoadBalancer, 'targetGroups' | 'forwards'> | null,
  path: Path,
  context: LoadContext,
): LoadBalancerSpec {
  const at: Path = [...path, 'availabilityZones'];
  const availabilityZones = resolveZoneList(stated.availabilityZones, at, context);
  if (stated.type === 'application' && availabilityZones.length < FEWEST_ZONES)
    context.findings.add(
      at,
      `at least ${FEWEST_ZONES} zones with type application`,
      availabilityZones.join(', '),
    );
  return {
    name,
    type: stated.type,
    internetFacing: stated.scheme === 'internet-facing',
    availabilityZones,
    protocol: protocolOf(stated.listeners?.[0]?.protocol),
    rules: ways?.forwards?.[0]?.rules ?? 0,
    targetGroups: ways?.targetGroups ?? [],
  };
}

/** QUIC goes over UDP; a listener of both is counted as TCP. */
function protocolOf(protocol: string | undefined): LoadBalancerSpec['protocol'] {
  if (protocol === 'TLS') return 'TLS';
  return protocol === 'UDP' || protocol === 'QUIC' ? 'UDP' : 'TCP';
}
