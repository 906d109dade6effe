/**
 * What an account can have unless it asks for more (ecs spec section 6; "Amazon ECS endpoints and quotas", copy of 2026).
 * What one request can hold, such as subnets, is checked with the request.
 */
export const DEFAULT_QUOTAS = {
  clustersPerAccount: 10_000,
  servicesPerCluster: 5000,
  tasksPerService: 5000,
  /** Instances of a Cloud Map service: with service discovery or Service Connect. */
  tasksPerServiceWithServiceDiscovery: 1000,
  containerInstancesPerCluster: 5000,
  capacityProvidersPerCluster: 20,
  containersPerTaskDefinition: 10,
  provisioningTasksPerCluster: 500,
  targetGroupsPerService: 5,
  /** vCPUs of the Region's tasks that run at once, of a new account (ecs: ). */
  fargateOnDemandVcpus: 6,
  fargateSpotVcpus: 6,
  taskDefinitionSizeKib: 64,
};

export type QuotaName = keyof typeof DEFAULT_QUOTAS;

/** The most of each; infinite where there is no quota. */
export type Quotas = Readonly<Record<QuotaName, number>>;

/** An account that has asked AWS for more of everything. */
export const NO_QUOTAS: Quotas = Object.fromEntries(
  Object.keys(DEFAULT_QUOTAS).map((name) => [name, Number.POSITIVE_INFINITY]),
) as Record<QuotaName, number>;

/** What is more than its quota allows. */
export interface QuotaBreach {
  readonly quota: QuotaName;
  readonly amount: number;
  readonly limit: number;
}

/** Every amount that is above its quota, in the order given; equality is within it (ecs: ). */
export function quotaBreaches(
  amounts: Readonly<Partial<Record<QuotaName, number>>>,
  quotas: Quotas,
): QuotaBreach[] {
  return (Object.entries(amounts) as [QuotaName, number][])
    .map(([quota, amount]) => ({ quota, amount, limit: quotas[quota] }))
    .filter(({ amount, limit }) => amount > limit);
}
