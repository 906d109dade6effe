import { INSTANCE_STATUS_NAMES } from '../../model/instance-status.ts';
import { Holding, NONE } from '../../model/task-table.ts';
import { explainQuery } from '../../policies/placement/cluster-query/explain-query.ts';
import { isOfProvider, overlaps } from '../../policies/placement/has-room.ts';
import { instanceFits } from '../../policies/placement/place-task.ts';
import { constraintOf } from '../../policies/placement/registry.ts';
import { unmetNeeds } from '../../policies/placement/unmet.ts';
import type { PlacementQuestion } from './placement-question.ts';

/** One thing that rules a container instance out for a task; `need` is ECS's word for it, where it has one (ecs: ). */
export type Cause =
  | { readonly kind: 'agent'; readonly need: 'AGENT' }
  | { readonly kind: 'inactive'; readonly need: 'INACTIVE'; readonly status: string }
  | Shortage
  | {
      readonly kind: 'port';
      readonly need: 'RESOURCE:PORTS' | 'RESOURCE:PORTS_UDP';
      /** Such as `tcp/80`. */
      readonly port: string;
      /** The task that has it; `null`: the instance keeps it for itself. */
      readonly heldBy: string | null;
    }
  | {
      readonly kind: 'attribute';
      readonly need: 'ATTRIBUTE';
      readonly attribute: string;
      readonly needs: string;
      readonly has: string;
    }
  | {
      readonly kind: 'location';
      readonly need: 'LOCATION';
      /** Zones of the task's subnets, or the one that Availability Zone rebalancing is to fill (ecs: ). */
      readonly needs: readonly string[];
      readonly has: string;
    }
  | {
      readonly kind: 'capacityProvider';
      readonly need: 'CAPACITY PROVIDER';
      readonly needs: string;
      readonly has: string | null;
    }
  | {
      readonly kind: 'distinctInstance';
      readonly need: 'distinctInstance';
      /** Tasks of the group that are there and not yet STOPPED. */
      readonly tasks: readonly string[];
    }
  | {
      readonly kind: 'memberOf';
      readonly need: 'memberOf';
      readonly expression: string;
      /** The tests of the expression that fail, each with what the instance has. */
      readonly because: string;
    };

/** Less is left than the task needs: CPU units, MiB, GPUs, network interfaces or fixed host ports. */
export interface Shortage {
  readonly kind: 'short';
  readonly need: 'RESOURCE:CPU' | 'RESOURCE:MEMORY' | 'RESOURCE:GPU' | 'RESOURCE:ENI' | 'RESOURCE:PORTS';
  readonly needs: number;
  readonly left: number;
  /** What is kept beside `left` for daemons that are still to start there (ecs: ). */
  readonly kept: number;
}

/** All that rules an instance out: needs in ECS's order, then constraints in order of evaluation. Empty: it can take the task. */
export function causesOf(question: PlacementQuestion, instance: number): Cause[] {
  const { simulation, view, request, rules } = question;
  const causes = instanceFits(view, instance, request, rules) ? [] : needCauses(question, instance);
  for (const constraint of rules.constraints) {
    if (constraintOf(constraint.type).allows(view, request, constraint, instance)) continue;
    if (constraint.type === 'distinctInstance')
      causes.push({
        kind: 'distinctInstance',
        need: 'distinctInstance',
        tasks: tasksOn(question, instance)
          .filter((task) => simulation.tasks.group[task] === request.group)
          .map((task) => simulation.taskId(task)),
      });
    else {
      const { expression, query } = constraint;
      const because = explainQuery(query, view.subjectOf(instance)) ?? '';
      causes.push({ kind: 'memberOf', need: 'memberOf', expression, because });
    }
  }
  return causes;
}

/** What an instance lacks, constraints apart. */
function needCauses(question: PlacementQuestion, instance: number): Cause[] {
  const { simulation, view, request, rules } = question;
  const isOffered = isOfProvider(simulation.fleet, instance, rules.requirements);
  return [
    ...(isOffered ? [] : [otherProvider(question, instance)]),
    ...unmetNeeds(view, request, rules, instance).flatMap((need) => causesOfNeed(question, need, instance)),
  ];
}

/** Rows of the tasks on an instance that are not yet STOPPED, the last to come first. */
export function tasksOn({ simulation }: Pick<PlacementQuestion, 'simulation'>, instance: number): number[] {
  const { fleet, tasks } = simulation;
  const found: number[] = [];
  for (let task = fleet.firstTask[instance]!; task !== NONE; task = tasks.next[task]!) found.push(task);
  return found;
}

function causesOfNeed(
  question: PlacementQuestion,
  need: ReturnType<typeof unmetNeeds>[number],
  instance: number,
): Cause[] {
  const { simulation, request, rules } = question;
  const { fleet } = simulation;
  switch (need) {
    case 'AGENT':
      return [{ kind: 'agent', need }];
    case 'INACTIVE':
      return [{ kind: 'inactive', need, status: INSTANCE_STATUS_NAMES[fleet.status[instance]!]! }];
    case 'RESOURCE:CPU':
      return [shortage(need, request.cpu, fleet.cpuFree[instance]!, fleet.daemonCpu[instance]!)];
    case 'RESOURCE:MEMORY':
      return [shortage(need, request.memory, fleet.memoryFree[instance]!, fleet.daemonMemory[instance]!)];
    case 'RESOURCE:GPU':
      return [shortage(need, request.gpu, fleet.gpuFree[instance]!, fleet.daemonGpu[instance]!)];
    case 'RESOURCE:ENI':
      return [
        shortage(need, rules.requirements.enis, fleet.enisFree[instance]!, fleet.daemonEnis[instance]!),
      ];
    case 'RESOURCE:PORTS':
    case 'RESOURCE:PORTS_UDP':
      return portCauses(question, need, instance);
    case 'ATTRIBUTE':
      return attributeCauses(question, instance);
    case 'LOCATION': {
      const needs = simulation.zones.filter((_, zone) => rules.requirements.zones![zone] === true);
      return [{ kind: 'location', need, needs, has: simulation.zones[fleet.zone[instance]!]! }];
    }
    default:
      return need satisfies never;
  }
}

function shortage(need: Shortage['need'], needs: number, free: number, kept: number): Shortage {
  return { kind: 'short', need, needs, left: free - kept, kept };
}

function portCauses(
  question: PlacementQuestion,
  need: 'RESOURCE:PORTS' | 'RESOURCE:PORTS_UDP',
  instance: number,
): Cause[] {
  const { simulation, rules } = question;
  const { fleet, hostPorts } = simulation;
  const ports = rules.requirements.ports!;
  const bits = need === 'RESOURCE:PORTS' ? ports.tcp : ports.udp;
  const causes: Cause[] = [];
  for (const [number, port] of hostPorts.entries()) {
    const bit = portBit(bits, number);
    if (overlaps(fleet.portBits, instance, bit))
      causes.push({ kind: 'port', need, port, heldBy: holderOf(question, instance, bit) });
  }
  const left = fleet.portsLeft[instance]!;
  if (need === 'RESOURCE:PORTS' && left < ports.count)
    causes.push({ kind: 'short', need, needs: ports.count, left, kept: 0 });
  return causes;
}

/** Of some ports only the one with this number, if it is among them. */
function portBit(bits: Int32Array, number: number): Int32Array {
  const only = new Int32Array(bits.length);
  only[number >> 5] = bits[number >> 5]! & (1 << (number & 31));
  return only;
}

function holderOf(question: PlacementQuestion, instance: number, bit: Int32Array): string | null {
  const { simulation, portsOf } = question;
  const holder = tasksOn(question, instance).find((task) => {
    const isCounted = (simulation.tasks.holding[task]! & Holding.CONTROL) !== 0;
    return isCounted && (portsOf(task)?.bits.some((word, i) => (word & bit[i]!) !== 0) ?? false);
  });
  return holder === undefined ? null : simulation.taskId(holder);
}

function attributeCauses(question: PlacementQuestion, instance: number): Cause[] {
  const { simulation, view, rules, workload } = question;
  const { fleet } = simulation;
  const { arm, osFamily, external } = rules.requirements;
  const need = 'ATTRIBUTE';
  const causes: Cause[] = [];
  if (arm >= 0 && fleet.arm[instance] !== arm)
    causes.push({
      kind: 'attribute',
      need,
      attribute: 'ecs.cpu-architecture',
      needs: architecture(arm),
      has: architecture(fleet.arm[instance]!),
    });
  if (osFamily >= 0 && fleet.osFamily[instance] !== osFamily)
    causes.push({
      kind: 'attribute',
      need,
      attribute: 'ecs.os-family',
      needs: workload.definition.osFamily ?? '',
      has: view.subjectOf(instance).attribute('ecs.os-family') ?? 'another',
    });
  if (fleet.external[instance] !== external)
    causes.push({
      kind: 'attribute',
      need,
      attribute: 'ecs.capability.external',
      needs: external === 1 ? 'set' : 'not set',
      has: external === 1 ? 'not set' : 'set',
    });
  return causes;
}

function architecture(arm: number): string {
  return arm === 1 ? 'arm64' : 'x86_64';
}

function otherProvider({ simulation, rules }: PlacementQuestion, instance: number): Cause {
  const { providers, fleet } = simulation;
  return {
    kind: 'capacityProvider',
    need: 'CAPACITY PROVIDER',
    needs: providers[rules.requirements.provider]!.name,
    has: providers[fleet.provider[instance]!]?.name ?? null,
  };
}
