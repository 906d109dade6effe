import { zonesOf } from '../../../catalog/zones.ts';
import type { LoadContext } from '../../context.ts';
import type { Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { ServiceSpec, WorkloadSpec } from '../../scenario.ts';
import { duration, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { checkZone } from '../availability-zones.ts';
import { launchedInstancesOf, type ResolvedCluster } from '../clusters.ts';
import { inScenario } from '../place.ts';
import type { Subnets } from '../subnets.ts';

export const availabilityZoneOutageSchema = mapping({
  availabilityZone: text('the name of an Availability Zone', 50).describe('The zone that is lost.'),
  for: duration(1).describe('How long nothing comes up there.'),
});

/** What may lie in a zone. */
export interface ZoneUsers {
  readonly clusters: Names<ResolvedCluster>;
  readonly subnets: Subnets;
  readonly launched: readonly Pick<WorkloadSpec | ServiceSpec, 'launchType' | 'subnets'>[];
}

/** A zone of the region; the reader should know when the scenario has nothing there to lose. */
export function checkOutage(zone: string, users: ZoneUsers, path: Path, context: LoadContext): void {
  const { region, findings } = context;
  const before = findings.problems.length;
  checkZone(zone, inScenario(path), ['availabilityZone'], context);
  const zones = zonesInUse(users, region);
  if (findings.problems.length > before || zones === null || zones.includes(zone)) return;
  findings.warn(
    'outage-without-effect',
    `The outage of ${zone} changes nothing: what the scenario has lies in ${[...new Set(zones)].sort().join(', ') || 'no zone'}.`,
  );
}

/** `null` when some instances are wrong. On Fargate tasks without subnets lie in the zones that stand for the region. */
function zonesInUse({ clusters, subnets, launched }: ZoneUsers, region: string): readonly string[] | null {
  if (clusters.isIncomplete || clusters.all().some(({ isIncomplete }) => isIncomplete)) return null;
  const entries = clusters
    .all()
    .flatMap((cluster) => [...cluster.containerInstances, ...launchedInstancesOf(cluster)]);
  const anywhere = launched.some(({ launchType, subnets: own }) => launchType === 'FARGATE' && own === null);
  return [
    ...entries.flatMap(({ count, availabilityZones }) =>
      availabilityZones.slice(0, count === 0 ? undefined : count),
    ),
    ...subnets.specs.map(({ availabilityZone }) => availabilityZone),
    ...(anywhere ? zonesOf(region) : []),
  ];
}
