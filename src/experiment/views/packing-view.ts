import type { PackedFleet, PackedRow, TasksAlike } from '../../analysis/packed-fleet.ts';
import type { PackingMoments } from '../../analysis/packing-moments.ts';
import type { World } from '../../events/world.ts';
import { formatInstant } from '../../units/calendar.ts';
import type { PackedInstance, PackedKind, PackingMoment, PackingView } from '../outcome-views.ts';

/** A moment is told as a quarter of the run only if it is nearer to it than this part of the run. */
const NEAR = 0.1;

const PARTS = [
  ['quarter', 0.25],
  ['half', 0.5],
  ['threeQuarters', 0.75],
] as const;

/** The moments that were kept, and the kinds of tasks that are on their instances. */
export function packingView(
  world: World,
  moments: PackingMoments,
  span: { readonly fromMs: number; readonly toMs: number },
): PackingView {
  const { fromMs, toMs } = span;
  const { busiest, last } = moments;
  if (busiest === null || last === null) return { kinds: [], moments: [] };
  const found: (readonly [PackingMoment['moment'], PackedFleet])[] = [['busiest', busiest]];
  const add = (name: PackingMoment['moment'], fleet: PackedFleet | null) => {
    if (fleet !== null && found.every(([, { at }]) => at !== fleet.at)) found.push([name, fleet]);
  };
  for (const [name, part] of PARTS) {
    const at = fromMs + part * (toMs - fromMs);
    const fleet = moments.nearest(at);
    if (fleet !== null && Math.abs(fleet.at - at) <= NEAR * (toMs - fromMs)) add(name, fleet);
  }
  add('end', last);
  const kinds = new Map<string, PackedKind>();
  const shown = found
    .sort(([, a], [, b]) => a.at - b.at)
    .map(([name, fleet]) => momentOf(world, name, fleet, kinds));
  return { kinds: [...kinds.values()], moments: shown };
}

function momentOf(
  world: World,
  moment: PackingMoment['moment'],
  fleet: PackedFleet,
  kinds: Map<string, PackedKind>,
): PackingMoment {
  const percent = ({ registered, reserved }: PackedFleet['cpu']) =>
    registered === 0 ? 0 : Math.round((100 * reserved) / registered);
  return {
    at: formatInstant(world.startMs + fleet.at),
    moment,
    instances: fleet.instances.map((row) => instanceOf(world, row, kinds)),
    notShown: fleet.count - fleet.instances.length,
    tasks: fleet.tasks,
    cpuPercent: percent(fleet.cpu),
    memoryPercent: percent(fleet.memory),
  };
}

function instanceOf(world: World, row: PackedRow, kinds: Map<string, PackedKind>): PackedInstance {
  const { fleet, entries, zones } = world;
  const { instance, isDraining, tasks, others } = row;
  return {
    id: world.instanceId(instance),
    instanceType: entries[fleet.entry[instance]!]!.countedAs,
    availabilityZone: zones[fleet.zone[instance]!] ?? '',
    draining: isDraining,
    vcpu: inThousands(fleet.cpuTotal[instance]!),
    memoryGib: inThousands(fleet.memoryTotal[instance]!),
    kinds: tasks.map((alike) => kindOf(world, alike, kinds)),
    counts: tasks.map(({ count }) => count),
    otherTasks: others.count,
    otherVcpu: inThousands(others.cpu),
    otherMemoryGib: inThousands(others.memory),
  };
}

/** The number of a kind of tasks among those that are shown. */
function kindOf(
  { workloads, definitions }: World,
  { workload, cpu, memory }: TasksAlike,
  kinds: Map<string, PackedKind>,
): number {
  const { service, definition } = workloads[workload]!;
  const taskDefinition = definitions[definition]!.label;
  const kind = { service, taskDefinition, vcpu: inThousands(cpu), memoryGib: inThousands(memory) };
  const key = JSON.stringify(kind);
  if (!kinds.has(key)) kinds.set(key, kind);
  return [...kinds.keys()].indexOf(key);
}

/** 1,024 CPU units are a vCPU, 1,024 MiB a GiB; three decimals. */
function inThousands(amount: number): number {
  return Math.round((amount * 1000) / 1024) / 1000;
}
