import { expect, test } from 'vitest';
import { load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const container = {
  name: 'job',
  image: 'job',
  cpu: 512,
  memory: 1024,
  portMappings: [{ containerPort: 80 }],
};

async function warnings(service: Parts, parts: Parts = {}): Promise<string[]> {
  const services = [{ serviceName: 'web', taskDefinition: 'job', launchType: 'EC2', ...service }];
  const taskDefinitions = [{ family: 'job', containerDefinitions: [container] }];
  const loaded = await load(small({ simulation: { duration: '1h' }, taskDefinitions, services, ...parts }));
  return loaded.warnings.map(({ message }) => message);
}

test('a grace period before checks that nobody makes (ecs:R-4.9)', async () => {
  const graced = { desiredCount: 1, healthCheckGracePeriodSeconds: 60 };
  const told = [
    'Service main/web: nothing checks its tasks, no load balancer and no health check of an essential container, so its `healthCheckGracePeriodSeconds` changes nothing.',
  ];
  expect(await warnings(graced)).toEqual(told);
  expect(await warnings({ ...graced, healthCheckGracePeriodSeconds: 0 })).toEqual([]);
  const balanced = {
    targetGroups: [{ name: 'web' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
  };
  const entry = { targetGroupArn: 'web', containerName: 'job', containerPort: 80 };
  expect(await warnings({ ...graced, loadBalancers: [entry] }, balanced)).toEqual([]);
  const definition = (...containers: Parts[]) => ({ family: 'job', containerDefinitions: containers });
  const checked = { ...container, healthCheck: {} };
  expect(await warnings(graced, { taskDefinitions: [definition(checked)] })).toEqual([]);
  const sidecar = { ...checked, name: 'log', essential: false };
  expect(await warnings(graced, { taskDefinitions: [definition(container, sidecar)] })).toEqual(told);
  const taskDefinitions = [definition(container), definition(checked)];
  const actions = [{ at: '1m', updateService: { service: 'web', taskDefinition: 'job:2' } }];
  expect(await warnings({ ...graced, taskDefinition: 'job:1' }, { taskDefinitions, actions })).toEqual([]);
});

test('a DAEMON service leaves out what an ideal fleet opens', async () => {
  const daemon = { schedulingStrategy: 'DAEMON' };
  const idealFleet = { ec2InstanceType: 'm5.large', name: 'box' };
  const containerInstances = [{ ec2InstanceType: 'm5.large' }];
  const told = [
    'Service main/web: a DAEMON service starts no task on the instances of an ideal fleet, which open for tasks and close when they are empty. What its tasks would take there is left out.',
  ];
  expect(await warnings(daemon, { clusters: [{ clusterName: 'main', idealFleet }] })).toEqual(told);
  const both = [{ clusterName: 'main', idealFleet, containerInstances }];
  expect(await warnings(daemon, { clusters: both })).toEqual(told);
  expect(await warnings({ desiredCount: 1 }, { clusters: both })).toEqual([]);
  expect(await warnings(daemon, { clusters: [{ clusterName: 'main', containerInstances }] })).toEqual([]);
});

test('readyAfter of a container that a target group checks is of use', async () => {
  const images = { job: { readyAfter: '1m' } };
  const parts = {
    images,
    targetGroups: [{ name: 'web' }],
    loadBalancers: [{ name: 'shop', targetGroups: ['web'] }],
  };
  const entry = { targetGroupArn: 'web', containerName: 'job', containerPort: 80 };
  expect(await warnings({ desiredCount: 1, loadBalancers: [entry] }, parts)).toEqual([]);
  expect(await warnings({ desiredCount: 1 }, parts)).toHaveLength(1);
});
