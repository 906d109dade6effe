import { dependencyCycle } from '../../policies/containers/container-order.ts';
import {
  type ContainerDependency,
  DEPENDENCY_CONDITIONS,
  type DependencyCondition,
} from '../../policies/containers/dependency.ts';
import { describeValue } from '../reading/problem.ts';
import { type ContainerDefinitionRequest, isEssential } from './container-definition.ts';
import type { RequestProblem } from './request-problem.ts';

/** `dependsOn` of each container, by position; dependencies that `checkDependencies` refuses are left out (ecs: ). */
export function dependenciesOf(containers: readonly ContainerDefinitionRequest[]): ContainerDependency[][] {
  const positions = new Map(containers.map(({ name }, i): [string, number] => [name, i]).reverse());
  return containers.map(({ dependsOn }) =>
    (dependsOn ?? []).flatMap(({ containerName, condition }) => {
      const container = positions.get(containerName);
      return container !== undefined && isCondition(condition) ? [{ container, condition }] : [];
    }),
  );
}

/** What is wrong with `dependsOn` of a task's containers, from the task definition's top (ecs: ). */
export function checkDependencies(containers: readonly ContainerDefinitionRequest[]): RequestProblem[] {
  const byName = new Map(
    containers
      .map((container): [string, ContainerDefinitionRequest] => [container.name, container])
      .reverse(),
  );
  const problems = containers.flatMap(({ dependsOn }, i) =>
    (dependsOn ?? []).flatMap(({ containerName, condition }, j): RequestProblem[] => {
      const at = ['containerDefinitions', i, 'dependsOn', j];
      const dependency = byName.get(containerName);
      if (dependency === undefined)
        return [
          {
            at: [...at, 'containerName'],
            expected: 'the name of a container of the task',
            received: describeValue(containerName),
          },
        ];
      const expected = conditionProblem(condition, dependency);
      return expected === null
        ? []
        : [{ at: [...at, 'condition'], expected, received: describeValue(condition) }];
    }),
  );
  return [...problems, ...checkCycle(containers)];
}

/** What a condition on this container would have to be; null when it is fine. */
function conditionProblem(condition: string, dependency: ContainerDefinitionRequest): string | null {
  const { name, healthCheck } = dependency;
  if (!isCondition(condition)) return `one of ${DEPENDENCY_CONDITIONS.join(', ')}`;
  if ((condition === 'COMPLETE' || condition === 'SUCCESS') && isEssential(dependency))
    return `START or HEALTHY, because '${name}' is essential and its end would end the task`;
  if (condition === 'HEALTHY' && (healthCheck === null || healthCheck === undefined))
    return `another condition, because '${name}' has no healthCheck`;
  return null;
}

function checkCycle(containers: readonly ContainerDefinitionRequest[]): RequestProblem[] {
  const cycle = dependencyCycle(dependenciesOf(containers));
  if (cycle === null) return [];
  const names = [...cycle, cycle[0]!].map((container) => containers[container]!.name);
  return [
    {
      at: ['containerDefinitions', cycle[0]!, 'dependsOn'],
      expected: 'containers that do not wait for each other',
      received: names.join(' -> '),
    },
  ];
}

function isCondition(condition: string): condition is DependencyCondition {
  return (DEPENDENCY_CONDITIONS as readonly string[]).includes(condition);
}
