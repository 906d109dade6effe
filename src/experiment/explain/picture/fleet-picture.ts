import { Holding } from '../../../model/task-table.ts';
import { tasksOn } from '../cause.ts';
import type { ExplainedInstance, InstanceDecision } from '../decision.ts';
import type { PlacementQuestion } from '../placement-question.ts';
import { byCloseness } from '../refusal/closest.ts';
import type { FleetPicture, OtherChoice, PicturedInstance } from './decision-picture.ts';

/** Instances that are shown. */
const MOST_INSTANCES = 200;

/** The fleet that a decision is about, as the tables stand now. */
export function fleetPicture(
  question: PlacementQuestion,
  decision: InstanceDecision,
  choices: readonly OtherChoice[],
): FleetPicture {
  const { view } = question;
  const { instances } = decision;
  const rank = rankOf(question, decision);
  const order = instances
    .map((instance, position) => ({ instance, row: view.members[position]!, rank: rank(instance) }))
    .filter(({ instance }) => !instance.ruledOut.some(({ kind }) => kind === 'inactive'))
    // Equals stay in order of registration.
    .sort((a, b) => a.rank - b.rank);
  // What another strategy chooses is shown, however soon its own chain let it go.
  const wanted = new Set(choices.map(({ containerInstance }) => containerInstance));
  let room = MOST_INSTANCES - wanted.size;
  const isShown = order.map(({ instance }) => wanted.has(instance.containerInstance) || room-- > 0);
  const shown = order.filter((_, i) => isShown[i]);
  const left = order.filter((_, i) => !isShown[i]).map(({ instance }) => instance.ruledOut.length === 0);
  const able = left.filter((isAble) => isAble).length;
  const names = new Map<string, number>();
  const reserved = shown.map(({ row }) => reservedOn(question, row));
  for (const byName of reserved)
    for (const [name, { tasks }] of byName) names.set(name, (names.get(name) ?? 0) + tasks);
  const kinds = [...names].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const indexOf = new Map(kinds.map((name, i) => [name, i]));
  return {
    kinds,
    instances: shown.map(({ instance, row }, i) => ({
      ...factsOf(question, instance, row),
      reserved: [...reserved[i]!]
        .map(([name, sum]) => ({ kind: indexOf.get(name)!, ...sum }))
        .sort((a, b) => a.kind - b.kind),
    })),
    notShown: { able, ruledOut: left.length - able },
  };
}

/** The chosen one first, then by the step that let it go, from the last to the first; then by how close those came that cannot take it. */
function rankOf(
  question: PlacementQuestion,
  { instances, steps, result }: InstanceDecision,
): (instance: ExplainedInstance) => number {
  const { simulation } = question;
  const ranks = new Map<string, number>();
  for (const [i, { kept }] of steps.entries()) for (const name of kept) ranks.set(name, steps.length - 1 - i);
  if (result.kind === 'placed') ranks.set(result.containerInstance, -1);
  const close = new Map(
    byCloseness(question, instances).map(({ row }, i) => [simulation.instanceId(row), i]),
  );
  return ({ containerInstance, ruledOut }) =>
    ranks.get(containerInstance) ??
    steps.length + (ruledOut.length === 0 ? 0 : 1 + (close.get(containerInstance) ?? close.size));
}

function factsOf(
  { simulation }: PlacementQuestion,
  { containerInstance, instanceType, availabilityZone }: ExplainedInstance,
  row: number,
): Omit<PicturedInstance, 'reserved'> {
  const { cpuTotal, memoryTotal, gpuTotal, daemonCpu, daemonMemory, daemonGpu } = simulation.fleet;
  return {
    containerInstance,
    instanceType,
    availabilityZone,
    registered: { cpu: cpuTotal[row]!, memory: memoryTotal[row]!, gpu: gpuTotal[row]! },
    kept: { cpu: daemonCpu[row]!, memory: daemonMemory[row]!, gpu: daemonGpu[row]! },
  };
}

interface Sum {
  tasks: number;
  cpu: number;
  memory: number;
  gpu: number;
}

/** What tasks whose desiredStatus is RUNNING reserve there, by service or task definition (ecs: a). */
function reservedOn(question: PlacementQuestion, instance: number): Map<string, Sum> {
  const { tasks, workloads, definitions } = question.simulation;
  const sums = new Map<string, Sum>();
  for (const task of tasksOn(question, instance)) {
    if ((tasks.holding[task]! & Holding.CONTROL) === 0) continue;
    const { service, definition } = workloads[tasks.workload[task]!]!;
    const name = service === '' ? definitions[definition]!.label : service;
    const sum = sums.get(name) ?? { tasks: 0, cpu: 0, memory: 0, gpu: 0 };
    sums.set(name, sum);
    sum.tasks++;
    sum.cpu += tasks.cpu[task]!;
    sum.memory += tasks.memory[task]!;
    sum.gpu += tasks.gpu[task]!;
  }
  return sums;
}
