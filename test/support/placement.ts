import { Fleet } from '../../src/model/fleet.ts';
import { GroupCounts } from '../../src/model/group-counts.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { Candidates } from '../../src/policies/placement/candidates.ts';
import type {
  DecodedStrategy,
  Draws,
  PlacementRequest,
  PlacementView,
} from '../../src/policies/placement/placement.ts';
import { placementStrategies, strategyOf } from '../../src/policies/placement/registry.ts';

/** An instance of a view, and what already runs on it. */
export interface SpecimenInstance {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu?: number;
  readonly cpuFree?: number;
  readonly memoryFree?: number;
  readonly gpuFree?: number;
  readonly zone?: number;
  /** Number of the value of the attribute `rack`; -1: it has none. */
  readonly rack?: number;
  /** Tasks of group 0. */
  readonly ofGroup?: number;
  /** Tasks of other groups. */
  readonly others?: number;
}

/** Attribute numbers of a specimen's columns. */
const COLUMNS = ['ecs.availability-zone', 'rack'];

/** What a placement sees of these instances, in order of registration. */
export function specimenView(
  instances: readonly SpecimenInstance[],
  parts: Partial<Pick<PlacementView, 'lastPlaced' | 'ideal'>> = {},
): PlacementView {
  const fleet = new Fleet();
  for (const _ of COLUMNS) fleet.addAttribute();
  const groups = new GroupCounts(fleet);
  for (const [position, spec] of instances.entries()) {
    const { cpu, memory, gpu = 0, zone = 0, rack = -1 } = spec;
    const instance = fleet.add({ cpu, memory, gpu, enis: 100, ports: 100 });
    fleet.status[instance] = InstanceStatus.ACTIVE;
    fleet.position[instance] = position;
    fleet.zone[instance] = zone;
    fleet.attributes[0]![instance] = zone;
    fleet.attributes[1]![instance] = rack;
    fleet.cpuFree[instance] = spec.cpuFree ?? cpu;
    fleet.memoryFree[instance] = spec.memoryFree ?? memory;
    fleet.gpuFree[instance] = spec.gpuFree ?? gpu;
    fleet.taskCount[instance] = (spec.ofGroup ?? 0) + (spec.others ?? 0);
  }
  // Counted after the last instance, as the columns grow with the fleet.
  for (const [instance, { ofGroup = 0, others = 0 }] of instances.entries()) {
    for (let i = 0; i < ofGroup; i++) groups.placed(0, instance);
    for (let i = 0; i < others; i++) groups.placed(1, instance);
  }
  return {
    fleet,
    groups,
    members: Int32Array.from(instances.keys()),
    memberCount: instances.length,
    lastPlaced: -1,
    ideal: false,
    subjectOf: () => {
      throw new RangeError('no strategy asks the cluster query language');
    },
    ...parts,
  };
}

/** A strategy as the engine hands it on; `field` as in a decoded scenario. */
export function decoded(type: string, field = ''): DecodedStrategy {
  return { type, field, attribute: COLUMNS.indexOf(field) };
}

/** Every strategy with each kind of field it takes. */
export function everyStrategy(): DecodedStrategy[] {
  return Object.values(placementStrategies).flatMap(({ name, fields }) => {
    if (fields.length === 0) return [decoded(name)];
    const own = fields.filter((field) => field === 'cpu' || field === 'memory');
    return (own.length > 0 ? own : ['instanceId', ...COLUMNS]).map((field) => decoded(name, field));
  });
}

/** What a strategy keeps of the candidates. */
export function narrowed(
  view: PlacementView,
  request: PlacementRequest,
  strategy: DecodedStrategy,
  from: readonly number[],
  draws: Draws = NO_DRAWS,
): number[] {
  const candidates = new Candidates();
  candidates.ensure(from.length);
  candidates.list.set(from);
  candidates.count = from.length;
  strategyOf(strategy.type).narrow(view, request, strategy, candidates, draws);
  return [...candidates.list.subarray(0, candidates.count)];
}

const NO_DRAWS: Draws = {
  next: () => {
    throw new RangeError('only random draws');
  },
};
