import type { ContainerDefinitionRequest } from './container-definition.ts';
import type { RequestProblem } from './request-problem.ts';

/** Drivers that Fargate has (ECS developer guide, LogConfiguration). */
const FARGATE_DRIVERS: readonly string[] = ['awslogs', 'splunk', 'awsfirelens'];

/** Log drivers that only instances have. */
export function checkLogDrivers(
  containers: readonly Pick<ContainerDefinitionRequest, 'logConfiguration'>[],
): RequestProblem[] {
  return containers.flatMap(({ logConfiguration }, i) => {
    const driver = logConfiguration?.logDriver ?? 'awslogs';
    if (FARGATE_DRIVERS.includes(driver)) return [];
    return [
      {
        at: ['containerDefinitions', i, 'logConfiguration', 'logDriver'],
        expected: `one of ${FARGATE_DRIVERS.join(', ')} on Fargate`,
        received: driver,
      },
    ];
  });
}
