/**
 * A scenario of two services `stable` and `canary` in cluster `main`, each behind a target group of its name, with a load
 * balancer `shop` that forwards 90 and 10 of a hundred requests to them, 300 a second; and a service `api`. Parts are replaced.
 */
export function weighted(parts: Readonly<Record<string, unknown>> = {}): string {
  const job = {
    name: 'job',
    image: 'job',
    cpu: 256,
    memory: 256,
    portMappings: [{ containerPort: 80 }],
  };
  const targetGroups = [
    { targetGroupArn: 'stable', weight: 90 },
    { targetGroupArn: 'canary', weight: 10 },
  ];
  const defaultActions = [{ type: 'forward', forwardConfig: { targetGroups } }];
  return JSON.stringify({
    simulation: { duration: '1h' },
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.4xlarge' }] }],
    taskDefinitions: [{ family: 'job', containerDefinitions: [job] }],
    targetGroups: [{ name: 'stable' }, { name: 'canary' }],
    loadBalancers: [{ name: 'shop', listeners: [{ port: 443, protocol: 'HTTPS', defaultActions }] }],
    services: [behind('stable'), behind('canary'), { ...behind('api'), loadBalancers: [] }],
    workloads: [{ loadBalancer: 'shop', requests: TO_SHOP }],
    ...parts,
  });
}

/** What comes to the load balancer. */
export const TO_SHOP: object = { rate: { constant: 300 }, cpuMsPerRequest: 5 };

/** A service behind target groups: the one of its name, if no others are given. */
export function behind(serviceName: string, ...groups: readonly string[]): object {
  const names = groups.length === 0 ? [serviceName] : groups;
  const loadBalancers = names.map((targetGroupArn) => ({
    targetGroupArn,
    containerName: 'job',
    containerPort: 80,
  }));
  return { serviceName, taskDefinition: 'job', desiredCount: 2, loadBalancers };
}
