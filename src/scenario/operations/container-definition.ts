import { describeValue } from '../reading/problem.ts';
import { type ContainerLifeRequest, checkContainerLife } from './container-life.ts';
import type { PortMappingRequest } from './port-mappings.ts';
import {
  AGENT_STOP_TIMEOUT_MINIMUM_SECONDS,
  CONTAINER_MEMORY_MINIMUM_MIB,
  DEFAULT_STOP_TIMEOUT_SECONDS,
  FARGATE_STOP_TIMEOUT_SECONDS,
} from './published-figures.ts';
import { clientException, type RequestProblem } from './request-problem.ts';

/** An entry of `containerDefinitions` as RegisterTaskDefinition takes it; CPU units, MiB and seconds. */
export interface ContainerDefinitionRequest extends ContainerLifeRequest {
  readonly name: string;
  readonly cpu?: number | null | undefined;
  readonly memory?: number | null | undefined;
  readonly memoryReservation?: number | null | undefined;
  readonly essential?: boolean | null | undefined;
  readonly stopTimeout?: number | null | undefined;
  readonly resourceRequirements?:
    | readonly { readonly type: string; readonly value: string | number }[]
    | null
    | undefined;
  readonly portMappings?: readonly PortMappingRequest[] | null | undefined;
  readonly logConfiguration?: { readonly logDriver: string } | null | undefined;
  readonly dependsOn?:
    | readonly { readonly containerName: string; readonly condition: string }[]
    | null
    | undefined;
}

/**
 * A container's memory in MiB: what is subtracted from an instance, and the hard limit beyond which it is killed; null
 * where there is none. A soft limit wins over the hard one for what is subtracted (ecs: ).
 */
export function containerMemory(
  container: Pick<ContainerDefinitionRequest, 'memory' | 'memoryReservation'>,
  taskMemory: number | null,
): { readonly reservedMib: number | null; readonly hardLimitMib: number | null } {
  const { memory, memoryReservation } = container;
  return { reservedMib: memoryReservation ?? memory ?? null, hardLimitMib: memory ?? taskMemory };
}

/** Seconds from SIGTERM to SIGKILL (ecs: ). */
export function stopTimeoutSeconds(container: Pick<ContainerDefinitionRequest, 'stopTimeout'>): number {
  return container.stopTimeout ?? DEFAULT_STOP_TIMEOUT_SECONDS;
}

/** Whether the end of this container ends the task: true unless it says false (ecs: ). */
export function isEssential(container: Pick<ContainerDefinitionRequest, 'essential'>): boolean {
  return container.essential ?? true;
}

/** Whole GPUs that a container requires (`resourceRequirements` of type GPU). */
export function containerGpus(container: Pick<ContainerDefinitionRequest, 'resourceRequirements'>): number {
  let gpus = 0;
  for (const { type, value } of container.resourceRequirements ?? [])
    if (type === 'GPU') gpus += Number(value);
  return gpus;
}

/** What is wrong with one container; `taskMemory` in MiB, null when the task has none. */
export function checkContainer(
  container: ContainerDefinitionRequest,
  taskMemory: number | null,
  fargate: boolean,
): RequestProblem[] {
  return [
    ...checkMemory(container, taskMemory),
    ...checkStopTimeout(container, fargate),
    ...checkGpus(container, fargate),
    ...checkContainerLife(container, fargate),
  ];
}

function checkMemory(container: ContainerDefinitionRequest, taskMemory: number | null): RequestProblem[] {
  const { name, memory, memoryReservation } = container;
  const problems: RequestProblem[] = [];
  const { reservedMib } = containerMemory(container, taskMemory);
  if (reservedMib === null && taskMemory === null)
    problems.push({
      at: ['memory'],
      expected: "'memory' or 'memoryReservation' in MiB, or 'memory' of the task",
      received: 'nothing',
      hint: clientException(
        `Invalid setting for container '${name}'. At least one of 'memory' or 'memoryReservation' must be specified.`,
      ),
    });
  for (const key of ['memory', 'memoryReservation'] as const) {
    const size = container[key];
    if (typeof size === 'number' && size < CONTAINER_MEMORY_MINIMUM_MIB)
      problems.push({
        at: [key],
        expected: `at least ${CONTAINER_MEMORY_MINIMUM_MIB} MiB`,
        received: describeValue(size),
      });
  }
  if (typeof memory !== 'number') return problems;
  if (typeof memoryReservation === 'number' && memory <= memoryReservation)
    problems.push({
      at: ['memory'],
      expected: `more than memoryReservation, which is ${memoryReservation}`,
      received: describeValue(memory),
    });
  if (taskMemory !== null && memory > taskMemory)
    problems.push({
      at: ['memory'],
      expected: `at most 'memory' of the task, ${taskMemory} MiB`,
      received: describeValue(memory),
      hint: clientException(`The 'memory' setting for container '${name}' is greater than for the task.`),
    });
  return problems;
}

function checkStopTimeout({ stopTimeout }: ContainerDefinitionRequest, fargate: boolean): RequestProblem[] {
  if (typeof stopTimeout !== 'number') return [];
  const { minimum, maximum } = FARGATE_STOP_TIMEOUT_SECONDS;
  if (fargate && (stopTimeout < minimum || stopTimeout > maximum))
    return [
      {
        at: ['stopTimeout'],
        expected: `${minimum} to ${maximum} seconds on Fargate`,
        received: describeValue(stopTimeout),
      },
    ];
  if (stopTimeout < AGENT_STOP_TIMEOUT_MINIMUM_SECONDS)
    return [
      {
        at: ['stopTimeout'],
        expected: `at least ${AGENT_STOP_TIMEOUT_MINIMUM_SECONDS} second`,
        received: describeValue(stopTimeout),
      },
    ];
  return [];
}

function checkGpus(container: ContainerDefinitionRequest, fargate: boolean): RequestProblem[] {
  const problems: RequestProblem[] = [];
  for (const [i, { type, value }] of (container.resourceRequirements ?? []).entries()) {
    if (type !== 'GPU') continue;
    const at = ['resourceRequirements', i, 'value'];
    if (!Number.isSafeInteger(Number(value)) || Number(value) < 1)
      problems.push({ at, expected: 'a whole number of GPUs from 1 up', received: describeValue(value) });
    else if (fargate)
      problems.push({
        at: ['resourceRequirements', i],
        expected: 'no GPU on Fargate',
        received: `${value} GPU`,
      });
  }
  return problems;
}
