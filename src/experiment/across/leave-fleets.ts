import { formatPath } from '../../scenario/reading/problem.ts';
import type { Changes } from './changes.ts';
import { field, listIn, textIn } from './document.ts';

/** Takes away every instance that the document has, and what makes some; clusters keep the capacity providers that are named. */
export function emptyFleets(changes: Changes, providers: readonly string[]): void {
  const clusters = listIn(changes.document, 'clusters');
  for (const i of clusters.length === 0 ? [0] : clusters.keys()) {
    if (providers.length > 0) changes.set(['clusters', i, 'capacityProviders'], providers);
    else changes.clear(['clusters', i, 'capacityProviders']);
    changes.clear(['clusters', i, 'defaultCapacityProviderStrategy']);
    changes.clear(['clusters', i, 'containerInstances']);
    changes.remove(['clusters', i, 'idealFleet']);
  }
  dropGroupAlarms(changes);
  changes.clear(['autoScalingGroups']);
  changes.clear(['capacityProviders']);
}

/** Alarms that call scaling policies of groups go with them. */
function dropGroupAlarms(changes: Changes): void {
  const policies = listIn(changes.document, 'autoScalingGroups')
    .flatMap((group) => listIn(group, 'scalingPolicies'))
    .map((policy) => textIn(policy, 'policyName'));
  const alarms = listIn(changes.document, 'alarms');
  const kept = alarms.filter(
    (alarm) => !listIn(alarm, 'alarmActions').some((action) => policies.includes(String(action))),
  );
  if (kept.length < alarms.length) changes.set(['alarms'], kept);
}

/** Operations that are about services and tasks, wherever these run. */
const OF_ANY_LAUNCH_TYPE = [
  'updateService',
  'stopTask',
  'updateTaskProtection',
  'registerScalableTarget',
  'availabilityZoneOutage',
];

/** Why actions of the document cannot be when its instances are others: they name them. */
export function actionsOfInstances(document: unknown): string[] {
  return listIn(document, 'actions').flatMap((action, i) => {
    if (OF_ANY_LAUNCH_TYPE.some((name) => field(action, name) !== undefined)) return [];
    const [name = ''] = Object.keys(Object(action)).filter((key) => key.toLowerCase() !== 'at');
    return [
      `${formatPath(['actions', i])} (${name}) is about instances of the scenario, which are others then`,
    ];
  });
}
