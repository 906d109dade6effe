import type { Resources } from '../../scenario/scenario.ts';
import { chooseInstanceType, counterpartType, type TaskDemand } from './choose-instance-type.ts';
import { unreadDefinitions } from './definitions.ts';
import type { FleetTemplate } from './fleet-template.ts';
import type { Launched } from './launched.ts';
import type { Move, MoveParts } from './move.ts';
import type { InstancesKind } from './to-instances.ts';

/** What instances of a cluster are: a type, or a machine of the document that AWS does not rent out. */
export interface ChosenType {
  /** `null`: the machine of the template as it is. */
  readonly instanceType: string | null;
  /** Whether what the template says of its own type holds. */
  readonly isOwn: boolean;
}

interface Asked {
  readonly template: FleetTemplate;
  readonly launched: readonly Launched[];
  readonly kind: InstancesKind;
}

/** The type that is asked for, else that of the document, else the cheapest; `null`, with a refusal, when there is none. */
export function typeFor(
  { template, launched, kind: { architecture } }: Asked,
  parts: MoveParts,
  { refusals, assumptions }: Move,
): ChosenType | null {
  const { types, prices } = parts;
  const own = parts.instanceType ?? template.instanceType;
  if (own === null && template.ofType['registeredResources'] !== undefined && architecture === 'X86_64')
    return { instanceType: null, isOwn: true };
  const isStated = parts.instanceType !== null && parts.instanceType !== template.instanceType;
  const known = own === null ? undefined : types.find(own);
  if (own !== null && known === undefined) {
    refusals.push(`the catalogue has no instance type ${own}`);
    return null;
  }
  const note = (value: string, how: string) =>
    assumptions.push({ name: `instance type, ${architecture}`, value, note: how });
  if (own !== null && known?.architecture === architecture) {
    note(own, parts.instanceType === null ? `That of the scenario${several(template)}.` : 'As asked for.');
    return { instanceType: own, isOwn: !isStated };
  }
  const other = own === null ? null : counterpartType(own, architecture, types, prices);
  if (other !== null) {
    note(other, `What ${own} is on ${architecture}.`);
    return { instanceType: other, isOwn: false };
  }
  const unread = unreadDefinitions(launched, parts.definitions);
  if (unread.length > 0) {
    refusals.push(
      ...unread.map((each) => `${each}, so no instance type can be chosen; --instance-type names one`),
    );
    return null;
  }
  const demand = demandOf(launched, parts);
  const x86 = chooseInstanceType('X86_64', demand, types, prices);
  const chosen =
    architecture === 'X86_64' || x86 === null
      ? x86
      : (counterpartType(x86, architecture, types, prices) ??
        chooseInstanceType(architecture, demand, types, prices));
  if (chosen === null) {
    refusals.push(`no instance type on ${architecture} in ${prices.region} holds its largest task`);
    return null;
  }
  const { cpu, memory } = demand.usual;
  if (architecture === 'ARM64') {
    note(chosen, `What ${x86} is on ARM64.`);
    return { instanceType: chosen, isOwn: false };
  }
  note(
    chosen,
    launched.some(({ kind }) => kind === 'trace')
      ? 'The cheapest of general use that is large enough for any usual trace, whose sizes are not looked at; --instance-type names another.'
      : `The cheapest for tasks of ${Math.round(cpu)} CPU units and ${Math.round(memory)} MiB on average, of general use; --instance-type names another.`,
  );
  return { instanceType: chosen, isOwn: false };
}

function several({ kinds }: FleetTemplate): string {
  return kinds > 1 ? ', the one of which it has most' : '';
}

/** Assumed of the rows of a trace: general purpose, and at most as large as its usual machines. */
const USUAL_OF_TRACES: Resources = { cpu: 4096, memory: 15_360, gpu: 0 };
const LARGEST_OF_TRACES: Resources = { cpu: 65_536, memory: 245_760, gpu: 0 };

/** What the tasks need on average and at most; a service counts as often as it has tasks, anything else once. */
function demandOf(launched: readonly Launched[], { definitions }: MoveParts): TaskDemand {
  const weighted = launched.flatMap(({ kind, definitions: used, mostTasks, isDaemon }) =>
    kind === 'trace'
      ? [{ need: USUAL_OF_TRACES, largest: LARGEST_OF_TRACES, isAwsvpc: false, weight: 1 }]
      : definitions
          .filter(({ index }) => used.includes(index))
          .map(({ need, request }) => ({
            need,
            largest: need,
            isAwsvpc: request.networkMode === 'awsvpc',
            weight: isDaemon ? 0 : Math.max(1, mostTasks ?? 1),
          })),
  );
  const total = Math.max(
    1,
    weighted.reduce((sum, { weight }) => sum + weight, 0),
  );
  const over = (combine: (key: keyof Resources) => number): Resources => ({
    cpu: combine('cpu'),
    memory: combine('memory'),
    gpu: combine('gpu'),
  });
  return {
    usual: over((key) => weighted.reduce((sum, { need, weight }) => sum + need[key] * weight, 0) / total),
    largest: over((key) => Math.max(0, ...weighted.map(({ largest }) => largest[key]))),
    tasks: launched.some(({ mostTasks, isDaemon }) => mostTasks === null && !isDaemon) ? null : total,
    isAwsvpc: weighted.some(({ isAwsvpc }) => isAwsvpc),
  };
}
