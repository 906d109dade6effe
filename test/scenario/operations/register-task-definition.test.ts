import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkTaskDefinition,
  ephemeralStorageGib,
  type TaskDefinitionRequest,
  taskNeed,
} from '../../../src/scenario/operations/register-task-definition.ts';

const ON_INSTANCES: TaskDefinitionRequest = {
  containerDefinitions: [{ name: 'main', cpu: 256, memory: 512 }],
};
const ON_FARGATE: TaskDefinitionRequest = {
  cpu: '512',
  memory: '1 GB',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [{ name: 'main' }],
};

/** `path: expected X, received Y. hint` of each problem. */
function problems(definition: TaskDefinitionRequest): string[] {
  return checkTaskDefinition(definition).map(
    ({ at, expected, received, hint }) =>
      `${at.join('.')}: expected ${expected}, received ${received}.${hint === undefined ? '' : ` ${hint}`}`,
  );
}

function withContainer(
  container: Partial<TaskDefinitionRequest['containerDefinitions'][number]>,
  rest: Partial<TaskDefinitionRequest> = {},
) {
  return problems({ ...rest, containerDefinitions: [{ name: 'main', ...container }] });
}

test('what AWS takes has no problem', () => {
  expect(problems(ON_INSTANCES)).toEqual([]);
  expect(problems(ON_FARGATE)).toEqual([]);
  expect(
    problems({ ...ON_INSTANCES, requiresCompatibilities: ['EC2'], ephemeralStorage: { sizeInGiB: 21 } }),
  ).toEqual([]);
});

test('Fargate wants a size of its table, in AWS’s words', () => {
  expect(problems({ ...ON_FARGATE, memory: 512 })).toEqual([
    'memory: expected 1024 to 4096 in steps of 1024 MiB beside 512 CPU units on Fargate, received 512. ' +
      'AWS: ClientException: No Fargate configuration exists for given values.',
  ]);
  expect(problems({ ...ON_FARGATE, cpu: 300 })).toEqual([
    'cpu: expected 256, 512, 1024, 2048, 4096, 8192, 16384 or 32768 CPU units on Fargate, received 300. ' +
      "AWS: ClientException: Invalid 'cpu' setting for task.",
  ]);
  expect(problems({ ...ON_FARGATE, cpu: undefined })).toEqual([
    "cpu: expected 'cpu' of the task on Fargate, received nothing. AWS: ClientException: Fargate requires that 'cpu' be defined at the task level.",
  ]);
  expect(
    problems({ ...ON_FARGATE, runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } })[0],
  ).toMatch(/^cpu: expected 1024, 2048 or 4096 CPU units for Windows on Fargate, received "512"\./);
  expect(problems({ ...ON_FARGATE, cpu: 'half a vCPU' })).toEqual([
    'cpu: expected CPU units such as 512, or "0.5 vCPU", received "half a vCPU". AWS: ClientException: Invalid \'cpu\' setting for task.',
  ]);
});

test('Fargate has one network mode, no constraints, no GPU', () => {
  expect(problems({ ...ON_FARGATE, networkMode: undefined })).toEqual([
    "networkMode: expected awsvpc on Fargate, received nothing, which means bridge. AWS: ClientException: Fargate only supports network mode 'awsvpc'.",
  ]);
  expect(
    problems({ ...ON_FARGATE, placementConstraints: [{ type: 'memberOf', expression: 'attribute:a == b' }] }),
  ).toEqual([
    'placementConstraints: expected none on Fargate, received 1. AWS: ClientException: Fargate does not support task placement constraints.',
  ]);
  const gpu = { name: 'main', resourceRequirements: [{ type: 'GPU', value: '1' }] };
  expect(problems({ ...ON_FARGATE, containerDefinitions: [gpu] })).toEqual([
    'containerDefinitions.0.resourceRequirements.0: expected no GPU on Fargate, received 1 GPU.',
  ]);
});

test('memory is stated somewhere, large enough, and above its reservation', () => {
  expect(withContainer({})).toEqual([
    "containerDefinitions.0.memory: expected 'memory' or 'memoryReservation' in MiB, or 'memory' of the task, received nothing. " +
      "AWS: ClientException: Invalid setting for container 'main'. At least one of 'memory' or 'memoryReservation' must be specified.",
  ]);
  expect(withContainer({}, { memory: 512 })).toEqual([]);
  expect(withContainer({ memory: 5 })).toEqual([
    'containerDefinitions.0.memory: expected at least 6 MiB, received 5.',
  ]);
  expect(withContainer({ memoryReservation: 5 })).toEqual([
    'containerDefinitions.0.memoryReservation: expected at least 6 MiB, received 5.',
  ]);
  expect(withContainer({ memory: 6 })).toEqual([]);
  expect(withContainer({ memory: 100, memoryReservation: 99 })).toEqual([]);
  expect(withContainer({ memory: 100, memoryReservation: 100 })).toEqual([
    'containerDefinitions.0.memory: expected more than memoryReservation, which is 100, received 100.',
  ]);
});

test('containers stay within the task; equality is within', () => {
  const two = (cpu: number, memory: number) => ({
    containerDefinitions: ['a', 'b'].map((name) => ({ name, cpu, memory })),
  });
  expect(problems({ cpu: 512, memory: 1024, ...two(256, 512) })).toEqual([]);
  expect(problems({ cpu: 512, memory: 1024, ...two(257, 513) })).toEqual([
    "containerDefinitions: expected 'cpu' of the containers to add up to at most 512, the task's, received 514. " +
      "AWS: ClientException: The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
    "containerDefinitions: expected memory of the containers to add up to at most 1024 MiB, the task's, received 1026.",
  ]);
  expect(withContainer({ memory: 2048 }, { memory: 1024 })).toEqual([
    "containerDefinitions.0.memory: expected at most 'memory' of the task, 1024 MiB, received 2048. " +
      "AWS: ClientException: The 'memory' setting for container 'main' is greater than for the task.",
  ]);
  expect(withContainer({ memoryReservation: 2048 }, { memory: 1024 })).toHaveLength(1);
});

test('bounds of CPU units, storage and stopTimeout', () => {
  expect(
    [127, 128, 196_608, 196_609].map(
      (cpu) => problems({ ...ON_INSTANCES, cpu, containerDefinitions: [{ name: 'a', memory: 9 }] }).length,
    ),
  ).toEqual([1, 0, 0, 1]);
  expect(
    [20, 21, 200, 201].map(
      (sizeInGiB) => problems({ ...ON_FARGATE, ephemeralStorage: { sizeInGiB } }).length,
    ),
  ).toEqual([1, 0, 0, 1]);
  const stopTimeouts = (definition: TaskDefinitionRequest) =>
    [0, 1, 2, 120, 121].map(
      (stopTimeout) =>
        problems({ ...definition, containerDefinitions: [{ name: 'a', memory: 9, stopTimeout }] }).length,
    );
  expect(stopTimeouts(ON_FARGATE)).toEqual([1, 1, 0, 0, 1]);
  expect(stopTimeouts(ON_INSTANCES)).toEqual([1, 0, 0, 0, 0]);
  expect(ephemeralStorageGib(undefined)).toBe(20);
});

test('a task definition has an essential container, and memberOf only', () => {
  expect(withContainer({ memory: 9, essential: false })).toEqual([
    'containerDefinitions: expected at least one essential container, received none.',
  ]);
  expect(problems({ ...ON_INSTANCES, placementConstraints: [{ type: 'distinctInstance' }] })).toEqual([
    'placementConstraints.0.type: expected memberOf, the only constraint of a task definition, received "distinctInstance". ' +
      "AWS: ClientException: constraint.type 'distinctInstance' is not supported.",
  ]);
});

test('a task needs what its definition says, else what its containers say together', () => {
  const containers = [
    { cpu: 100, memory: 300, memoryReservation: 128 },
    { memory: 256, resourceRequirements: [{ type: 'GPU', value: '2' }] },
    {
      cpu: null,
      memoryReservation: 64,
      resourceRequirements: [
        { type: 'GPU', value: 1 },
        { type: 'InferenceAccelerator', value: 'x' },
      ],
    },
  ];
  expect(taskNeed({ cpu: null, memory: null, containers })).toEqual({ cpu: 100, memory: 448, gpu: 3 });
  expect(taskNeed({ cpu: 512, memory: 1024, containers })).toEqual({ cpu: 512, memory: 1024, gpu: 3 });
  expect(taskNeed({ cpu: null, memory: 1024, containers: [] })).toEqual({ cpu: 0, memory: 1024, gpu: 0 });
});

test('the order of containers changes neither need nor how many problems there are', () => {
  const size = fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined });
  const container = fc.record({
    name: fc.constant('a'),
    cpu: size,
    memory: size,
    memoryReservation: size,
    essential: fc.boolean(),
    stopTimeout: size,
  });
  fc.assert(
    fc.property(
      fc.array(container, { minLength: 1, maxLength: 4 }),
      size,
      size,
      fc.boolean(),
      (containerDefinitions, cpu, memory, fargate) => {
        const definition = { ...(fargate ? ON_FARGATE : ON_INSTANCES), cpu, memory, containerDefinitions };
        const turned = { ...definition, containerDefinitions: containerDefinitions.toReversed() };
        expect(checkTaskDefinition(turned)).toHaveLength(checkTaskDefinition(definition).length);
        const need = (containers: typeof containerDefinitions) =>
          taskNeed({ cpu: cpu ?? null, memory: memory ?? null, containers });
        expect(need(turned.containerDefinitions)).toEqual(need(containerDefinitions));
      },
    ),
    { seed: 2 },
  );
});
