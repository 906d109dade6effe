import { type Effect, given, inScenario } from './effect.ts';

const BALANCER = 'loadBalancers[0]';
const ENDPOINT = 'vpcEndpoints[0]';
const WEB = 'workloads[0].requests';
const ADDRESS = 'networkConfiguration.awsvpcConfiguration.assignPublicIp';
const PUBLIC = 'networkInterfaces[0].associatePublicIpAddress=true';

/** Rows about what the bill has of the network. */
export const NETWORK_EFFECTS: readonly Effect[] = [
  ...inScenario('networked', [
    `${BALANCER}.scheme=internal`,
    `${BALANCER}.availabilityZones[2]=us-east-1c`,
    ...given(
      `${BALANCER}.availabilityZones=[{zoneName: us-east-1a}, {zoneName: us-east-1b}]`,
      `${BALANCER}.availabilityZones[1].zoneName=us-east-1c`,
    ),
    {
      change: `${BALANCER}.listeners[0].protocol=TLS`,
      before: [
        `${WEB}.responseBytes=10`,
        `${BALANCER}.type=network`,
        `${BALANCER}.listeners=[{port: 443, protocol: TCP, defaultActions: [{type: forward, targetGroupArn: web}]}]`,
      ],
    },
    'natGateways[0].availabilityZone=us-east-1b',
    ...given('natGateways[0]={natGatewayId: nat-1, subnetId: subnet-a}', 'natGateways[0].subnetId=subnet-b'),
    'natGateways[0].connectivityType=private',
    `${ENDPOINT}.serviceName=com.amazonaws.us-east-1.logs`,
    {
      change: `${ENDPOINT}.vpcEndpointType=Gateway`,
      before: [`${ENDPOINT}={serviceName: com.amazonaws.us-east-1.s3, vpcEndpointType: Interface}`],
    },
    `${ENDPOINT}.availabilityZones[1]=us-east-1b`,
    ...given(
      `${ENDPOINT}.availabilityZones=[{zoneName: us-east-1a}]`,
      `${ENDPOINT}.availabilityZones[0].zoneName=us-east-1c`,
    ),
    `services[0].${ADDRESS}=ENABLED`,
    `workloads[2].${ADDRESS}=ENABLED`,
    { change: `${WEB}.requestBytes=90000`, before: [`${WEB}.requestsPerConnection=1000`] },
    `${WEB}.responseBytes=30000`,
    { change: `${WEB}.requestsPerConnection=10`, before: [`${WEB}.responseBytes=10`] },
    { change: `${WEB}.connectionDuration=10m`, before: [`${WEB}.responseBytes=10`] },
    `${WEB}.calls[0].bytes=9000`,
  ]),
  ...inScenario('fleet', [`clusters[0].containerInstances[0].${PUBLIC}`]),
  ...inScenario('ideal', [`clusters[0].idealFleet.${PUBLIC}`]),
  ...inScenario('grouped', [`autoScalingGroups[0].${PUBLIC}`]),
];
