import { canRebalance, rebalancingAtCreation } from '../../../policies/deployment/rebalance-eligibility.ts';
import { attributesOf } from '../../../policies/placement/cluster-query/query-tests.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { PlacementConstraintSpec, ServiceSpec, TaskDefinitionSpec } from '../../scenario.ts';

type Rebalanced = Pick<
  ServiceSpec,
  'schedulingStrategy' | 'launchType' | 'deployment' | 'placementStrategy' | 'placementConstraints'
>;

/** Whether a new service is kept balanced over zones; one that cannot be must not ask for it (ecs: ). */
export function resolveRebalancing(
  stated: 'ENABLED' | 'DISABLED' | undefined,
  service: Rebalanced,
  definition: TaskDefinitionSpec,
  path: Path,
  findings: Findings,
): boolean {
  const { placementStrategy, placementConstraints, deployment } = service;
  const constraints = [...definition.placementConstraints, ...placementConstraints];
  const isEligible = canRebalance({
    schedulingStrategy: service.schedulingStrategy,
    launchType: service.launchType,
    deploymentController: 'ECS',
    maximumPercent: deployment.maximumPercent,
    hasClassicLoadBalancer: false,
    constraintAttributes: constraints.flatMap(askedAttributes),
    firstStrategy: placementStrategy[0] ?? null,
  });
  if (stated === 'ENABLED' && !isEligible)
    findings.add(
      [...path, 'availabilityZoneRebalancing'],
      'DISABLED for a service that ECS cannot rebalance',
      'ENABLED',
      'It needs scheduling strategy REPLICA, a launch type other than EXTERNAL, a `maximumPercent` above 100, no constraint on ecs.availability-zone, and no placement strategy before a spread over it.',
    );
  return (stated ?? rebalancingAtCreation(isEligible)) === 'ENABLED';
}

function askedAttributes(constraint: PlacementConstraintSpec): readonly string[] {
  return constraint.type === 'memberOf' ? attributesOf(constraint.query) : [];
}
