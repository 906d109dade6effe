/** Members of UpdateService, and whether a change of each starts a new deployment (ecs: ). */
export const STARTS_DEPLOYMENT = {
  taskDefinition: true,
  platformVersion: true,
  networkConfiguration: true,
  loadBalancers: true,
  serviceRegistries: true,
  serviceConnectConfiguration: true,
  /** Null leaves the volumes as they are: no change. */
  volumeConfigurations: true,
  vpcLatticeConfigurations: true,
  forceNewDeployment: true,
  desiredCount: false,
  deploymentConfiguration: false,
  deploymentController: false,
  capacityProviderStrategy: false,
  placementConstraints: false,
  placementStrategy: false,
  healthCheckGracePeriodSeconds: false,
  availabilityZoneRebalancing: false,
  enableExecuteCommand: false,
  enableECSManagedTags: false,
  propagateTags: false,
  /** Nothing is said of it: assumed. */
  monitoring: false,
} as const satisfies Record<string, boolean>;

/** What UpdateService can change about a service. */
export type UpdateServiceMember = keyof typeof STARTS_DEPLOYMENT;

/** Whether an UpdateService that changes these starts a new deployment (ecs: ). */
export function startsDeployment(changed: readonly UpdateServiceMember[]): boolean {
  return changed.some((member) => STARTS_DEPLOYMENT[member]);
}
