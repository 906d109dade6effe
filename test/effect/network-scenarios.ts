/** Scenarios about what the network costs. */
export const NETWORK_SCENARIOS = {
  /** A service behind a load balancer that calls another one, and jobs; images come by NAT gateways and an endpoint. */
  networked: `
simulation: { start: 2026-03-02T00:00:00Z, duration: 2h, seed: 2 }
clusters: [{ clusterName: main, capacityProviders: [FARGATE] }]
subnets:
  - { subnetId: subnet-a, availabilityZone: us-east-1a, cidrBlock: 10.0.1.0/24 }
  - { subnetId: subnet-b, availabilityZone: us-east-1b, cidrBlock: 10.0.2.0/24 }
taskDefinitions:
  - family: web
    cpu: "512"
    memory: "1024"
    networkMode: awsvpc
    containerDefinitions: [{ name: web, image: shop/web, portMappings: [{ containerPort: 8080 }] }]
  - family: job
    cpu: "256"
    memory: "512"
    networkMode: awsvpc
    containerDefinitions: [{ name: job, image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/job }]
images: { shop/web: { sizeMb: 200 }, 123456789012.dkr.ecr.us-east-1.amazonaws.com/job: { sizeMb: 900 } }
natGateways: [{ natGatewayId: nat-1, availabilityZone: us-east-1a }]
vpcEndpoints: [{ serviceName: com.amazonaws.us-east-1.s3, vpcEndpointType: Interface, availabilityZones: [us-east-1a] }]
targetGroups: [{ name: web, targetType: ip }]
loadBalancers:
  - name: shop
    availabilityZones: [us-east-1a, us-east-1b]
    targetGroups: [web]
services:
  - serviceName: web
    taskDefinition: web
    launchType: FARGATE
    desiredCount: 2
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-a, subnet-b] } }
    loadBalancers: [{ targetGroupArn: web, containerName: web, containerPort: 8080 }]
  - serviceName: api
    taskDefinition: web
    launchType: FARGATE
    desiredCount: 2
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-a, subnet-b] } }
workloads:
  - service: web
    requests: { rate: { constant: 40 }, noise: exact, cpuMsPerRequest: 5, responseBytes: 20000, calls: [{ service: api }] }
  - { service: api, requests: { cpuMsPerRequest: 5, requestBytes: 1000, responseBytes: 3000 } }
  - taskDefinition: job
    launchType: FARGATE
    arrivals: { every: 10m }
    duration: 5m
    networkConfiguration: { awsvpcConfiguration: { subnets: [subnet-a, subnet-b] } }
`,
} as const;
