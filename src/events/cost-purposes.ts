/** What money is spent on, in the order in which it is stacked. */
export const PURPOSES = [
  'useful',
  'idle',
  'booting',
  'draining',
  'warmPool',
  'fargate',
  'fargateSpot',
  'loadBalancers',
  'volumes',
  'network',
  'logsAndMonitoring',
  'other',
  'unusedCommitment',
] as const;

/**
 * `useful` to `warmPool` are of container instances, as in `cost.instances`; `volumes` are EBS; `network` is transfer, NAT gateways,
 * public addresses and endpoints; `unusedCommitment` is as in `cost`; what else there is is `other`.
 */
export type Purpose = (typeof PURPOSES)[number];
