import type { FargateDecision } from '../../../experiment/explain/decision.ts';
import { WHY_NO_ZONE } from '../../text/explain/decision.ts';
import { cleanText } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, plain } from '../element.ts';
import { barList } from './bars.ts';
import { figureOf } from './frame.ts';

/** How Fargate came to a zone: tasks by zone, and why some are left out. */
export function fargateParts({ zones, result, capacityProvider }: FargateDecision): Child {
  if (result.kind === 'refused')
    return element('p', { class: 'said' }, `Refused: ${cleanText(result.reason)}`);
  const chosen = zones.find(({ availabilityZone }) => availabilityZone === result.availabilityZone);
  const says = ({ tasks, ruledOut }: (typeof zones)[number]) =>
    ruledOut === null || ruledOut === 'no address' ? countOf(tasks, 'task') : WHY_NO_ZONE[ruledOut];
  const addresses = ({ subnets }: (typeof zones)[number]) =>
    (subnets ?? [])
      .map(({ subnetId, addressesLeft }) => `${plain(subnetId)}: ${formatCount(addressesLeft)} free`)
      .join(', ');
  const of = capacityProvider === null ? '' : ` of ${cleanText(capacityProvider)}`;
  return figureOf(
    `${plain(result.availabilityZone)} has the fewest Fargate tasks${of}: ${formatCount(chosen?.tasks ?? 0)}`,
    `Tasks by Availability Zone when it was decided; of equals the first is taken${zones.some(({ ruledOut }) => ruledOut === 'no address') ? ', with a free address if there is one' : ''}`,
    [
      barList(
        'Fargate tasks by zone',
        zones.map((zone) => ({
          name: plain(zone.availabilityZone),
          about: addresses(zone) || undefined,
          colour: zone === chosen ? 'c1' : 'c8',
          value: zone.tasks,
          says: says(zone),
        })),
      ),
      result.hasAddress
        ? null
        : element('p', { class: 'said' }, 'No address is left there, so it will fail to start.'),
    ],
    disclosure(
      'Table',
      table(
        'Zones',
        [
          { head: 'Zone', isText: true },
          { head: 'Tasks' },
          { head: 'Addresses', isText: true },
          { head: 'Ruled out', isText: true },
        ],
        zones.map((zone) => ({
          cells: [
            plain(zone.availabilityZone),
            formatCount(zone.tasks),
            addresses(zone) || 'enough',
            zone.ruledOut ?? 'no',
          ],
        })),
      ),
    ),
  );
}
