import { InstanceStatus, isRegistered } from '../../model/instance-status.ts';
import { hasAttributes, isInSubnets, isOfProvider, overlaps } from './has-room.ts';
import type { PlacementRules } from './place-task.ts';
import type { PlacementRequest, PlacementView } from './placement.ts';
import { constraintOf } from './registry.ts';

/** What an instance can lack, in the order in which ECS names it (ecs: ). */
const REASONS = [
  'AGENT',
  'INACTIVE',
  'RESOURCE:CPU',
  'RESOURCE:MEMORY',
  'RESOURCE:PORTS',
  'RESOURCE:PORTS_UDP',
  'RESOURCE:ENI',
  'RESOURCE:GPU',
  'ATTRIBUTE',
  'LOCATION',
] as const;

/** ATTRIBUTE and LOCATION, which no task that ends can mend. */
const NEVER = 256 | 512;

/** All that an instance lacks for a task in ECS's words, constraints apart and in ECS's order; empty: it has room. */
export function unmetNeeds(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  instance: number,
): (typeof REASONS)[number][] {
  const bits = unmetBits(view, request, rules, instance);
  return REASONS.filter((_, i) => (bits & (1 << i)) !== 0);
}

/** The same as one bit a reason. */
function unmetBits(
  { fleet }: PlacementView,
  { cpu, memory, gpu }: PlacementRequest,
  { requirements }: PlacementRules,
  instance: number,
): number {
  const { enis, ports } = requirements;
  const isTooMany = ports !== null && fleet.portsLeft[instance]! < ports.count;
  return (
    (fleet.agentConnected[instance] === 1 ? 0 : 1) |
    (fleet.status[instance] === InstanceStatus.ACTIVE ? 0 : 2) |
    (fleet.cpuFree[instance]! - fleet.daemonCpu[instance]! < cpu ? 4 : 0) |
    (fleet.memoryFree[instance]! - fleet.daemonMemory[instance]! < memory ? 8 : 0) |
    (isTooMany || (ports !== null && overlaps(fleet.portBits, instance, ports.tcp)) ? 16 : 0) |
    (ports !== null && overlaps(fleet.portBits, instance, ports.udp) ? 32 : 0) |
    (fleet.enisFree[instance]! - fleet.daemonEnis[instance]! < enis ? 64 : 0) |
    (fleet.gpuFree[instance]! - fleet.daemonGpu[instance]! < gpu ? 128 : 0) |
    (hasAttributes(fleet, instance, requirements) ? 0 : 256) |
    (isInSubnets(fleet, instance, requirements) ? 0 : 512)
  );
}

/**
 * Why nobody passed, in ECS's words: the constraint that left nobody of those that have room; else the first unmet need of
 * the closest instance, which is of those that could take the task at all the one with the fewest unmet needs, then the most
 * left (ecs: ).
 */
export function placementFailureReason(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
): string {
  const { fleet, members, memberCount } = view;
  const able: number[] = [];
  let offered = 0;
  let closestIsOfKind = false;
  let closestBits = 0;
  let fewest = Number.MAX_SAFE_INTEGER;
  let mostLeft = -1;
  for (let i = 0; i < memberCount; i++) {
    const instance = members[i]!;
    if (!isOfProvider(fleet, instance, rules.requirements)) continue;
    const status = fleet.status[instance]! as InstanceStatus;
    if (isRegistered(status)) offered++;
    if (status !== InstanceStatus.ACTIVE) continue;
    const bits = unmetBits(view, request, rules, instance);
    if (bits === 0) able.push(instance);
    const unmet = bitCount(bits);
    const left = fleet.cpuFree[instance]! + fleet.memoryFree[instance]!;
    // One that could never take the task is close only as long as all are such.
    const isOfKind = (bits & NEVER) === 0;
    if (closestIsOfKind && !isOfKind) continue;
    if (closestIsOfKind === isOfKind && (unmet > fewest || (unmet === fewest && left <= mostLeft))) continue;
    closestIsOfKind = isOfKind;
    fewest = unmet;
    mostLeft = left;
    closestBits = bits;
  }
  if (offered === 0 && rules.requirements.provider >= 0) return 'EMPTY CAPACITY PROVIDER';
  if (fewest === Number.MAX_SAFE_INTEGER) return 'NO ACTIVE INSTANCES';
  return (
    failedConstraint(view, request, rules, able) ?? REASONS[31 - Math.clz32(closestBits & -closestBits)] ?? ''
  );
}

/** The reason of the constraint that leaves nobody of those that have room. */
function failedConstraint(
  view: PlacementView,
  request: PlacementRequest,
  rules: PlacementRules,
  able: readonly number[],
): string | null {
  let left = able;
  for (const constraint of able.length === 0 ? [] : rules.constraints) {
    const { allows, reason } = constraintOf(constraint.type);
    left = left.filter((instance) => allows(view, request, constraint, instance));
    if (left.length === 0) return reason;
  }
  return null;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
