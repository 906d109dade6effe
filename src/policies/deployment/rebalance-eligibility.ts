/** The attribute of an instance's Availability Zone, without `attribute:`. */
const ZONE = 'ecs.availability-zone';

/** What Availability Zone rebalancing asks of a service. */
export interface RebalancedService {
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly deploymentController: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  readonly maximumPercent: number;
  readonly hasClassicLoadBalancer: boolean;
  /** Attributes that its placement constraints ask for, without `attribute:`. */
  readonly constraintAttributes: readonly string[];
  /** The first of its own placement strategies, an attribute without `attribute:`; null: it has none. */
  readonly firstStrategy: { readonly type: string; readonly field: string } | null;
}

/** Whether ECS can keep a service balanced over its Availability Zones (ecs: ). */
export function canRebalance(service: RebalancedService): boolean {
  const { firstStrategy } = service;
  return (
    service.schedulingStrategy === 'REPLICA' &&
    service.launchType !== 'EXTERNAL' &&
    service.deploymentController === 'ECS' &&
    service.maximumPercent > 100 &&
    !service.hasClassicLoadBalancer &&
    !service.constraintAttributes.includes(ZONE) &&
    (firstStrategy === null || (firstStrategy.type === 'spread' && firstStrategy.field === ZONE))
  );
}

export type RebalancingSetting = 'ENABLED' | 'DISABLED';

/** `availabilityZoneRebalancing` of a CreateService that does not say (ecs: ). */
export function rebalancingAtCreation(isEligible: boolean): RebalancingSetting {
  return isEligible ? 'ENABLED' : 'DISABLED';
}

/** The same of an UpdateService that does not say: as it was; null: it was never set (ecs: ). */
export function rebalancingAfterUpdate(before: RebalancingSetting | null): RebalancingSetting {
  return before ?? 'DISABLED';
}
