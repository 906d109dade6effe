import { KeyMatcher } from '../../scenario/match-keys.ts';
import { containerMemory } from '../../scenario/operations/container-definition.ts';
import { isWindows } from '../../scenario/operations/os-family.ts';
import {
  countedTaskSize,
  type TaskDefinitionRequest,
  taskNeed,
} from '../../scenario/operations/register-task-definition.ts';
import type { Resources } from '../../scenario/scenario.ts';
import { taskDefinitionSchema } from '../../scenario/sections/task-definitions.ts';
import { listIn } from './document.ts';
import type { Launched } from './launched.ts';

/** A task definition of a document that some of its tasks are of. */
export interface UsedDefinition {
  readonly index: number;
  /** `web`. */
  readonly family: string;
  /** As stated; keys may be in any case. */
  readonly value: unknown;
  readonly request: TaskDefinitionRequest;
  /** What an instance keeps for one of its tasks. */
  readonly need: Resources;
  /** What it has to have for itself alone: the hard limits of its containers count, too. */
  readonly whole: Resources;
  readonly isWindows: boolean;
}

/** The definitions that `launched` run, in the order of the document; one that cannot be read is left out. */
export function usedDefinitions(document: unknown, launched: readonly Launched[]): UsedDefinition[] {
  const used = new Set(launched.flatMap(({ definitions }) => definitions));
  return listIn(document, 'taskDefinitions').flatMap((value, index) => {
    const request = used.has(index) ? readDefinition(value) : null;
    if (request === null) return [];
    const size = countedTaskSize(request);
    const need = taskNeed({ ...size, containers: request.containerDefinitions });
    const hardLimits = request.containerDefinitions.map(
      (container) => containerMemory(container, null).hardLimitMib ?? 0,
    );
    return [
      {
        index,
        family: request.family,
        value,
        request,
        need,
        whole: { ...need, memory: size.memory ?? Math.max(need.memory, ...hardLimits) },
        isWindows: isWindows(request.runtimePlatform?.operatingSystemFamily),
      },
    ];
  });
}

/** Definitions that `launched` run and that could not be read, as one whose size is uncertain: where they stand. */
export function unreadDefinitions(
  launched: readonly Launched[],
  definitions: readonly UsedDefinition[],
): string[] {
  const used = new Set(launched.flatMap((each) => each.definitions));
  return [...used]
    .filter((index) => definitions.every((definition) => definition.index !== index))
    .map((index) => `taskDefinitions[${index}]: its size is not known for certain`);
}

/** A definition as RegisterTaskDefinition takes it; `null` when it does not have its form. */
export function readDefinition(value: unknown): (TaskDefinitionRequest & { readonly family: string }) | null {
  const parsed = taskDefinitionSchema.safeParse(new KeyMatcher().match(taskDefinitionSchema, value));
  return parsed.success ? parsed.data : null;
}
