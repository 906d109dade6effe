import { small } from './load.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A group `batch` of up to ten m5.large. */
export const BATCH = {
  autoScalingGroupName: 'batch',
  instanceType: 'm5.large',
  minSize: 1,
  maxSize: 10,
};

/** A cluster `main` whose capacity provider `fleet` scales the group `batch`; parts are replaced or added. */
export function fleet(group: Parts = {}, provider: Parts = {}, others: Parts = {}): string {
  return small({
    capacityProviders: [
      {
        name: 'fleet',
        autoScalingGroupProvider: {
          autoScalingGroupArn: 'batch',
          managedScaling: { status: 'ENABLED' },
          ...provider,
        },
      },
    ],
    autoScalingGroups: [{ ...BATCH, ...group }],
    clusters: [{ clusterName: 'main', capacityProviders: ['fleet'] }],
    workloads: [
      {
        taskDefinition: 'job',
        capacityProviderStrategy: [{ capacityProvider: 'fleet', weight: 1 }],
        arrivals: { every: '1m', limit: 10 },
        duration: '90s',
      },
    ],
    ...others,
  });
}
