import { DEFAULT_TIMINGS } from '../../catalog/defaults.ts';
import { registeredResources } from '../../scenario/operations/register-container-instance.ts';
import { unreadDefinitions } from './definitions.ts';
import { numberIn } from './document.ts';
import type { FleetTemplate } from './fleet-template.ts';
import type { Launched } from './launched.ts';
import type { MoveParts } from './move.ts';
import type { ChosenType } from './type-for.ts';

/** How many instances hold every service at its most tasks if none has a gap; `null` where tasks come of themselves. */
export function guessInstances(
  launched: readonly Launched[],
  { ofType }: FleetTemplate,
  { instanceType, isOwn }: ChosenType,
  { definitions, types }: MoveParts,
): number | null {
  if (launched.some(({ mostTasks }) => mostTasks === null)) return null;
  if (unreadDefinitions(launched, definitions).length > 0) return null;
  const type = instanceType === null ? undefined : types.find(instanceType);
  const memoryFraction = DEFAULT_TIMINGS['instance.memoryFraction'];
  const nominal = type === undefined ? { cpu: 0, memory: 0 } : registeredResources(type, { memoryFraction });
  const stated = isOwn ? ofType['registeredResources'] : undefined;
  const most = (key: 'cpu' | 'memory'): number => {
    const size = numberIn(stated, key) ?? nominal[key];
    const need = launched.reduce((sum, { definitions: used, mostTasks }) => {
      const needs = definitions.filter(({ index }) => used.includes(index)).map(({ need }) => need[key]);
      return sum + Math.max(0, ...needs) * mostTasks!;
    }, 0);
    return size === 0 ? 0 : Math.ceil(need / size);
  };
  return Math.max(most('cpu'), most('memory'));
}
