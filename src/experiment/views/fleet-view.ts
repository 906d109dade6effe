import type { FleetColumn } from '../../analysis/fleet-columns.ts';
import type { FleetMap } from '../../analysis/fleet-map.ts';
import type { World } from '../../events/world.ts';
import { formatInstant } from '../../units/calendar.ts';
import type { FleetRow, FleetView } from '../outcome-views.ts';

/** The instances that were looked at as rows of cells; `null`: there was none. */
export function fleetView(world: World, seen: FleetMap, warmUpMs: number): FleetView | null {
  const { map, stepMs, cameAt } = seen;
  const came = cameAt.flatMap((at, instance) => (at < 0 ? [] : [instance]));
  if (came.length === 0) return null;
  const cells: (FleetColumn | null)[] = [];
  for (const column of map.columns) {
    const index = Math.ceil((column.at - warmUpMs) / stepMs) - 1;
    while (cells.length < index) cells.push(null);
    cells[index] = column;
  }
  const bands = new Map<number, number[]>();
  for (const instance of came) {
    const row = map.rowOf(instance);
    const band = bands.get(row);
    if (band === undefined) bands.set(row, [instance]);
    else band.push(instance);
  }
  return {
    start: formatInstant(world.startMs + warmUpMs),
    columnSeconds: stepMs / 1000,
    columns: cells.length,
    instances: came.length,
    rows: [...bands].map(([row, instances]) => ({
      ...factsOf(world, seen, instances),
      ...cellsOf(cells, row),
    })),
  };
}

type Facts = Omit<FleetRow, 'fromColumn' | 'percents' | 'states'>;

function factsOf(world: World, { cameAt, wentAt }: FleetMap, instances: readonly number[]): Facts {
  const { fleet, entries, zones, clusters, startMs } = world;
  const shared = (textOf: (instance: number) => string) => {
    const text = textOf(instances[0]!);
    return instances.every((instance) => textOf(instance) === text) ? text : '';
  };
  const entryOf = (instance: number) => entries[fleet.entry[instance]!]!;
  const came = instances.reduce((first, instance) => Math.min(first, cameAt[instance]!), Infinity);
  const isAnyThere = instances.some((instance) => wentAt[instance] === -1);
  const went = instances.reduce((last, instance) => Math.max(last, wentAt[instance]!), 0);
  return {
    id: world.instanceId(instances[0]!),
    lastId: world.instanceId(instances.at(-1)!),
    instances: instances.length,
    instanceType: shared((instance) => entryOf(instance).countedAs),
    availabilityZone: shared((instance) => zones[fleet.zone[instance]!] ?? ''),
    entry: shared((instance) => entryOf(instance).name),
    cluster: shared((instance) => clusters[fleet.cluster[instance]!]!),
    launchedAt: formatInstant(startMs + came),
    endedAt: isAnyThere ? null : formatInstant(startMs + went),
  };
}

function cellsOf(
  columns: readonly (FleetColumn | null)[],
  row: number,
): Pick<FleetRow, 'fromColumn' | 'percents' | 'states'> {
  const isThere = (column: FleetColumn | null) => column !== null && column.there[row]! > 0;
  const from = columns.findIndex(isThere);
  if (from < 0) return { fromColumn: 0, percents: [], states: '' };
  const cells = columns.slice(from, columns.findLastIndex(isThere) + 1);
  const states = cells.map((column) => (isThere(column) ? stateOf(column!, row) : '-')).join('');
  return {
    fromColumn: from,
    percents: cells.map((column) =>
      isThere(column) ? Math.round((100 * column!.shares[row]!) / column!.there[row]!) : null,
    ),
    states: /[^a-]/.test(states) ? states : '',
  };
}

/** Of equally many the one that comes first here. */
function stateOf({ there, booting, draining, warm }: FleetColumn, row: number): string {
  const [b, d, w] = [booting[row]!, draining[row]!, warm[row]!];
  const a = there[row]! - b - d - w;
  const most = Math.max(a, b, d, w);
  if (a === most) return 'a';
  if (b === most) return 'b';
  return d === most ? 'd' : 'w';
}
