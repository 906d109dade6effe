import { small } from './load.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A task definition whose tasks a load balancer can have. */
const BEHIND = {
  family: 'behind',
  containerDefinitions: [
    { name: 'web', image: 'web', cpu: 256, memory: 512, portMappings: [{ containerPort: 80 }] },
  ],
};

const JOB = {
  family: 'job',
  containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }],
};

/**
 * Two days of cluster `main` with the services `web` behind target group `front`, `worker` on queue `jobs`, `many` behind `front2`
 * and `front3`, and the DAEMON service `agent`; `web` is scaled between 1 and 10 tasks. Parts are replaced or added by name.
 */
export function scaled(target: Parts = {}, parts: Parts = {}): string {
  const entry = (group: string) => ({ targetGroupArn: group, containerName: 'web', containerPort: 80 });
  const behind = (...groups: string[]) => ({ taskDefinition: 'behind', loadBalancers: groups.map(entry) });
  return small({
    simulation: { start: '2026-03-02', duration: '2d' },
    taskDefinitions: [JOB, BEHIND],
    targetGroups: ['front', 'front2', 'front3', 'shared', 'low'].map((name) => ({ name })),
    loadBalancers: [
      { name: 'shop', targetGroups: ['front', 'front2', 'front3', 'shared'] },
      { name: 'net', type: 'network', targetGroups: ['low'] },
    ],
    services: [
      { serviceName: 'web', desiredCount: 2, ...behind('front') },
      { serviceName: 'worker', desiredCount: 2, taskDefinition: 'job' },
      { serviceName: 'many', desiredCount: 1, ...behind('front2', 'front3', 'shared') },
      { serviceName: 'other', desiredCount: 1, ...behind('shared') },
      { serviceName: 'tcp', desiredCount: 1, ...behind('low') },
      { serviceName: 'agent', taskDefinition: 'job', schedulingStrategy: 'DAEMON' },
    ],
    workloads: [
      { name: 'users', service: 'web', requests: { rate: { constant: 5 }, cpuMsPerRequest: 10 } },
      {
        name: 'jobs',
        service: 'worker',
        requests: { cpuMsPerRequest: 10, queue: { messages: { constant: 1 }, workMs: 100 } },
      },
    ],
    scalableTargets: [{ resourceId: 'service/main/web', minCapacity: 1, maxCapacity: 10, ...target }],
    ...parts,
  });
}

/** A target tracking policy of CPU; parts of its configuration are replaced or added. */
export function tracking(configuration: Parts = {}, policyName = 'cpu'): Parts {
  return {
    policyName,
    policyType: 'TargetTrackingScaling',
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ...configuration,
    },
  };
}

/** A step scaling policy that adds a task; parts of its configuration are replaced or added. */
export function stepping(configuration: Parts = {}, policyName = 'up'): Parts {
  return {
    policyName,
    policyType: 'StepScaling',
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      stepAdjustments: [{ metricIntervalLowerBound: 0, scalingAdjustment: 1 }],
      ...configuration,
    },
  };
}
