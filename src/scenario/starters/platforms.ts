import type { StarterPlatform } from './starter.ts';

/** The cluster and what it runs on. */
export function platformPieces(platform: StarterPlatform, instanceType: string): string {
  return platform === 'fargate' ? FARGATE : ec2(instanceType);
}

const FARGATE = `
clusters:
  - clusterName: main
    capacityProviders: [FARGATE, FARGATE_SPOT]
    defaultCapacityProviderStrategy:
      - { capacityProvider: FARGATE, weight: 1 }
      # - { capacityProvider: FARGATE_SPOT, weight: 3 } # three of four tasks for about a third of the price
`;

function ec2(instanceType: string): string {
  return `
clusters:
  - clusterName: main
    capacityProviders: [instances]
    defaultCapacityProviderStrategy: [{ capacityProvider: instances, weight: 1 }]
capacityProviders:
  - name: instances
    autoScalingGroupProvider:
      autoScalingGroupArn: instances
      managedScaling: { status: ENABLED, targetCapacity: 100 } # at 90 one instance in ten is kept spare
      managedTerminationProtection: ENABLED
autoScalingGroups:
  - autoScalingGroupName: instances
    instanceType: ${instanceType}
    minSize: 0
    maxSize: 1000
    availabilityZones: [us-east-1a, us-east-1b]
    newInstancesProtectedFromScaleIn: true
`;
}

/** How tasks of a definition are launched: keys behind its family. */
export function taskKeys(platform: StarterPlatform): string {
  return platform === 'fargate'
    ? '    networkMode: awsvpc\n    requiresCompatibilities: [FARGATE]\n'
    : '    networkMode: bridge\n';
}
