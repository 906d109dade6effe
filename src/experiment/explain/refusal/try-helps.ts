import { InstanceStatus } from '../../../model/instance-status.ts';
import { Holding } from '../../../model/task-table.ts';
import { launchableInstances } from '../../../scenario/launchable-instances.ts';
import { rulesOf } from '../../../simulation/workload.ts';
import { tasksOn } from '../cause.ts';
import type { PlacementQuestion } from '../placement-question.ts';
import type { CloseInstance } from './closest.ts';
import type { Help } from './help.ts';
import { InstanceCopy } from './instance-copy.ts';

/** Of the closest instances so many are looked at. */
const MOST_INSTANCES = 20;
/** Of the tasks on an instance so many are tried. */
const MOST_TASKS = 50;
/** Shapes of instances that are named. */
const MOST_SHAPES = 3;
/** Ends of tasks that are named. */
const MOST_ENDS = 2;

/** More room, or a connected agent, on the closest instance that lacks nothing else and is large enough when empty. */
export function tryRoom(question: PlacementQuestion, close: readonly CloseInstance[]): Help[] {
  for (const { row, causes } of close.slice(0, MOST_INSTANCES)) {
    if (causes.length === 0 || !isLargeEnough(question, row)) continue;
    const copy = new InstanceCopy(question, row);
    const containerInstance = question.simulation.instanceId(row);
    if (causes.every(({ kind }) => kind === 'agent')) {
      if (copy.connect().takes()) return [{ kind: 'agent', containerInstance }];
      continue;
    }
    const short = (need: string) => {
      const cause = causes.find((other) => other.kind === 'short' && other.need === need);
      return cause?.kind === 'short' ? cause.needs - cause.left : 0;
    };
    const more = {
      cpu: short('RESOURCE:CPU'),
      memory: short('RESOURCE:MEMORY'),
      gpu: short('RESOURCE:GPU'),
    };
    const networkInterfaces = short('RESOURCE:ENI');
    if (copy.give(more, networkInterfaces).takes())
      return [{ kind: 'room', containerInstance, networkInterfaces, ...more }];
  }
  return [];
}

function isLargeEnough({ simulation, request }: PlacementQuestion, row: number): boolean {
  const { cpuTotal, memoryTotal, gpuTotal } = simulation.fleet;
  return (
    cpuTotal[row]! >= request.cpu && memoryTotal[row]! >= request.memory && gpuTotal[row]! >= request.gpu
  );
}

/** Single tasks whose end lets an instance take the task: on each of the closest instances the smallest. */
export function tryEnds(question: PlacementQuestion, close: readonly CloseInstance[]): Help[] {
  const helps: Help[] = [];
  for (const { row } of close.slice(0, MOST_INSTANCES)) {
    if (helps.length === MOST_ENDS) break;
    const enough = bySize(question, row)
      .slice(0, MOST_TASKS)
      .find((task) => new InstanceCopy(question, row).end(task).takes());
    if (enough === undefined) continue;
    const { simulation } = question;
    const { tasks } = simulation;
    helps.push({
      kind: 'end',
      task: simulation.taskId(enough),
      containerInstance: simulation.instanceId(row),
      isEnding: !tasks.isWanted(enough),
      cpu: tasks.cpu[enough]!,
      memory: tasks.memory[enough]!,
      gpu: tasks.gpu[enough]!,
      networkInterfaces: rulesOf(simulation, enough).requirements.enis,
    });
  }
  return helps;
}

/** The tasks on an instance whose end would leave enough of everything, the smallest first; of equals the first to have come. */
function bySize(question: PlacementQuestion, row: number): number[] {
  const { simulation, request } = question;
  const { tasks, fleet, entries } = simulation;
  const back = (task: number, column: Int32Array) =>
    (tasks.holding[task]! & Holding.CONTROL) === 0 ? 0 : column[task]!;
  // An ideal fleet closes what is empty.
  if (entries[fleet.entry[row]!]!.ideal && fleet.taskCount[row] === 1) return [];
  const sizeOf = (task: number) =>
    tasks.cpu[task]! / Math.max(1, fleet.cpuTotal[row]!) +
    tasks.memory[task]! / Math.max(1, fleet.memoryTotal[row]!);
  return tasksOn(question, row)
    .filter(
      (task) =>
        fleet.cpuFree[row]! + back(task, tasks.cpu) >= request.cpu &&
        fleet.memoryFree[row]! + back(task, tasks.memory) >= request.memory &&
        fleet.gpuFree[row]! + back(task, tasks.gpu) >= request.gpu,
    )
    .sort((a, b) => sizeOf(a) - sizeOf(b) || tasks.ordinal[a]! - tasks.ordinal[b]!);
}

/** A constraint that alone keeps the task from some instances. */
export function tryConstraints(question: PlacementQuestion, close: readonly CloseInstance[]): Help[] {
  return question.rules.constraints.flatMap((constraint): Help[] => {
    const expression = constraint.type === 'memberOf' ? constraint.expression : null;
    const only = close.filter(({ causes: [first, ...others] }) => {
      if (first === undefined || others.length > 0 || first.kind !== constraint.type) return false;
      return first.kind !== 'memberOf' || first.expression === expression;
    });
    if (only.length === 0) return [];
    return [{ kind: 'constraint', constraint: constraint.type, expression, instances: only.length }];
  });
}

/** One more of the instances that are there, the smallest first, in each zone that has some; an ideal fleet opens its own. */
export function tryMoreInstances(question: PlacementQuestion): Help[] {
  const { simulation } = question;
  const { fleet, entries, zones } = simulation;
  const helping = new Map<string, { readonly row: number; readonly availabilityZones: string[] }>();
  for (const row of differentInstances(question)) {
    if (!new InstanceCopy(question, row).becomeTwin().takes()) continue;
    const zone = zones[fleet.zone[row]!]!;
    const known = helping.get(shapeOf(question, row));
    if (known === undefined) helping.set(shapeOf(question, row), { row, availabilityZones: [zone] });
    else known.availabilityZones.push(zone);
  }
  const bySize = [...helping.values()].sort(
    (a, b) =>
      fleet.cpuTotal[a.row]! - fleet.cpuTotal[b.row]! ||
      fleet.memoryTotal[a.row]! - fleet.memoryTotal[b.row]! ||
      a.row - b.row,
  );
  return bySize.slice(0, MOST_SHAPES).map(({ row, availabilityZones }) => ({
    kind: 'instance',
    instanceType: entries[fleet.entry[row]!]!.ec2InstanceType,
    like: simulation.instanceId(row),
    availabilityZones,
  }));
}

/** The first ACTIVE instance of each shape in each zone. */
function differentInstances(question: PlacementQuestion): number[] {
  const { simulation, view } = question;
  const { fleet, entries } = simulation;
  const different = new Map<string, number>();
  const seen = new Set<string>();
  for (let position = 0; position < view.memberCount; position++) {
    const row = view.members[position]!;
    const place = `${fleet.entry[row]}/${fleet.zone[row]}`;
    const isActive = fleet.status[row] === InstanceStatus.ACTIVE;
    if (seen.has(place) || !isActive || entries[fleet.entry[row]!]!.ideal) continue;
    seen.add(place);
    const key = `${fleet.zone[row]}/${shapeOf(question, row)}`;
    if (!different.has(key)) different.set(key, row);
  }
  return [...different.values()];
}

/** What two instances share that are alike in all but their zone and their place in a file. */
function shapeOf({ simulation }: PlacementQuestion, row: number): string {
  const { fleet, entries } = simulation;
  const { ec2InstanceType, attributes, agentVersion, provider } = entries[fleet.entry[row]!]!;
  const size = [fleet.cpuTotal[row], fleet.memoryTotal[row], fleet.gpuTotal[row], fleet.external[row]];
  return JSON.stringify([ec2InstanceType, size, attributes, agentVersion, provider]);
}

/** What the task needs more of than any instance of its cluster registers, or would register. */
export function tryLarger({ simulation, view, request, workload }: PlacementQuestion): Help[] {
  const { fleet, scenario } = simulation;
  const totals = { cpu: fleet.cpuTotal, memory: fleet.memoryTotal, gpu: fleet.gpuTotal };
  const { clusterName, idealFleet } = scenario.clusters[workload.cluster]!;
  const launched = scenario.autoScalingGroups.filter(({ cluster }) => cluster === clusterName);
  const sizes = [...launched.flatMap(launchableInstances), idealFleet].flatMap(
    (spec) => spec?.registered ?? [],
  );
  if (view.memberCount === 0 && sizes.length === 0) return [];
  return (['cpu', 'memory', 'gpu'] as const).flatMap((resource): Help[] => {
    let most = Math.max(0, ...sizes.map((size) => size[resource]));
    for (let position = 0; position < view.memberCount; position++)
      most = Math.max(most, totals[resource][view.members[position]!]!);
    return request[resource] <= most ? [] : [{ kind: 'larger', resource, needs: request[resource], most }];
  });
}
