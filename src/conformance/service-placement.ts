import { defaultStrategies } from '../policies/placement/default-strategies.ts';
import { attributeIs } from './attribute-is.ts';
import { placeAll, type SmallTasks } from './small-run.ts';

/**
 * The instance on which a service without strategies of its own puts its next task, where so many of its tasks run on each
 * instance already. Of equally good instances the one named first.
 */
export function nextOfService(
  zoneOf: Readonly<Record<string, string>>,
  running: Readonly<Record<string, number>>,
): string | null {
  const names = Object.keys(zoneOf);
  const fleet = names.map((name) => ({ zone: zoneOf[name]!, attributes: { name } }));
  const before = names.map((name): SmallTasks => {
    return {
      name: `on-${name}`,
      group: GROUP,
      count: running[name] ?? 0,
      constraints: [attributeIs('name', name)],
    };
  });
  const next = { name: 'next', group: GROUP, strategies: defaultStrategies('service', 'EC2') };
  const { instance } = placeAll(fleet, [...before.filter(({ count }) => count !== 0), next]).tasks.get(
    'next-1',
  )!;
  return instance === null ? null : names[instance]!;
}

const GROUP = 'service:example';
