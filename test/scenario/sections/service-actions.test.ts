import { describe, expect, test } from 'vitest';
import { awsMembers } from '../../../src/scenario/aws-keys/aws-members.ts';
import { updateServiceSchema } from '../../../src/scenario/sections/actions/update-service.ts';
import { keyRules } from '../../../src/scenario/shapes/mapping.ts';
import { complaintsOf, load } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;

const container = (cpu: number) => [{ name: 'web', image: 'web', cpu, memory: 512 }];

/** Two clusters, a service `web` in each and a DAEMON service `agent`, with these actions an hour after the start. */
function scenario(actions: readonly Parts[], parts: Parts = {}): string {
  const containerInstances = [
    { ec2InstanceType: 'm5.large', availabilityZones: ['us-east-1a', 'us-east-1b'] },
  ];
  return JSON.stringify({
    simulation: { duration: '1d' },
    clusters: ['left', 'right'].map((clusterName) => ({ clusterName, containerInstances })),
    taskDefinitions: [
      { family: 'web', containerDefinitions: container(256) },
      { family: 'web', containerDefinitions: container(512) },
      { family: 'net', networkMode: 'awsvpc', containerDefinitions: container(256) },
      { family: 'large', containerDefinitions: container(4096) },
    ],
    services: [
      { cluster: 'left', serviceName: 'web', taskDefinition: 'web:1', desiredCount: 2 },
      { cluster: 'left', serviceName: 'agent', taskDefinition: 'web:1', schedulingStrategy: 'DAEMON' },
      { cluster: 'right', serviceName: 'api', taskDefinition: 'web:1', desiredCount: 2 },
    ],
    actions: actions.map((action) => ({ at: '1h', ...action })),
    ...parts,
  });
}

const update = (parts: Parts) => ({ updateService: { cluster: 'left', service: 'web', ...parts } });
const complaints = (...actions: Parts[]) => complaintsOf(scenario(actions));

describe('updateService', () => {
  test('changes what it says, and says of the service what it comes to run', async () => {
    const { actions, services } = await load(
      scenario([
        update({ desiredCount: 5 }),
        update({ taskDefinition: 'web:2', deploymentConfiguration: { maximumPercent: 150 } }),
        update({ service: 'arn:aws:ecs:us-east-1:1:service/left/web', forceNewDeployment: true }),
        update({ taskDefinition: 'web:1' }),
        update({
          deploymentConfiguration: { deploymentCircuitBreaker: { enable: false, rollback: false } },
        }),
      ]),
    );
    const unchanged = {
      kind: 'updateService',
      atMs: 3_600_000,
      cluster: 'left',
      service: 'web',
      desiredCount: null,
      taskDefinitionIndex: null,
      forceNewDeployment: false,
      deployment: {},
    };
    expect(actions).toEqual([
      { ...unchanged, desiredCount: 5 },
      { ...unchanged, taskDefinitionIndex: 1, deployment: { maximumPercent: 150 } },
      { ...unchanged, forceNewDeployment: true },
      { ...unchanged, taskDefinitionIndex: 0 },
      { ...unchanged, deployment: { circuitBreaker: null } },
    ]);
    expect(services.map(({ taskDefinitionIndexes }) => taskDefinitionIndexes)).toEqual([[0, 1], [0], [0]]);
  });

  test.each<[Parts, string]>([
    [
      { service: 'wbe' },
      'service: expected a service of cluster left of this scenario (web, agent), received "wbe". Did you mean web?',
    ],
    [
      { service: 'api' },
      'service: expected a service of cluster left of this scenario (web, agent), received "api".',
    ],
    [
      { cluster: 'lefd' },
      'cluster: expected a cluster of this scenario (left, right), received "lefd". Did you mean left?',
    ],
    [
      { taskDefinition: 'web:3' },
      'taskDefinition: expected a task definition of this scenario (web:1, web:2), received "web:3". Revisions count the entries of the family, from 1.',
    ],
    [
      { service: 'agent', desiredCount: 3 },
      'desiredCount: expected none with scheduling strategy DAEMON, which counts the instances that match, received 3. AWS: InvalidParameterException: The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
    ],
    [
      { deploymentConfiguration: { minimumHealthyPercent: 120 } },
      'deploymentConfiguration.minimumHealthyPercent: expected an integer from 0 to 100, received 120.',
    ],
    [
      { desiredcuont: 3 },
      'desiredcuont: expected a known key, received an unknown one. Did you mean `desiredCount`?',
    ],
    [
      { placementStrategy: [] },
      'placementStrategy: expected a key that is modelled, received `placementStrategy`, which is not modelled yet.',
    ],
    [
      { networkConfiguration: { awsvpcConfiguration: { subnets: ['a'] } } },
      'networkConfiguration: expected a key that is modelled, received `networkConfiguration`, which is not modelled yet.',
    ],
  ])('%j is refused', async (parts, complaint) => {
    expect(await complaints(update(parts))).toEqual([`actions[0].updateService.${complaint}`]);
  });

  test('of a cluster that is not named and may be either', async () => {
    const forgotten = { updateService: { service: 'web', desiredCount: 3 } };
    expect(await complaints(forgotten)).toEqual([
      'actions[0].updateService.cluster: expected one of the clusters (left, right), as none is called default, received nothing.',
    ]);
  });

  test('what changes nothing is accepted', async () => {
    const harmless = { serviceRegistries: [], enableExecuteCommand: true, networkConfiguration: null };
    expect(await complaints(update(harmless))).toEqual([]);
  });

  test('a definition that the service cannot run where it runs', async () => {
    const subnets = [{ subnetId: 'a', availabilityZone: 'us-east-1a', cidrBlock: '10.0.0.0/24' }];
    expect(await complaintsOf(scenario([update({ taskDefinition: 'net' })], { subnets }))).toEqual([
      "actions[0].updateService.taskDefinition: expected `awsvpcConfiguration` with the subnets of a task in network mode awsvpc, received nothing. AWS: InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is specified.",
    ]);
    const { warnings } = await load(scenario([update({ taskDefinition: 'large' })]));
    expect(warnings.map(({ message }) => message)).toEqual([
      'Service left/web: a task of large:1 fits on no container instance of cluster left, even when it is empty: it needs 4096 CPU units, where the most is 2048.',
    ]);
  });

  test('of a service that is wrong in itself nothing more is said', async () => {
    const services = [{ cluster: 'left', serviceName: 'web', taskDefinition: 'web:1', desiredCount: 'two' }];
    expect(await complaintsOf(scenario([update({ desiredCount: 3 })], { services }))).toEqual([
      'services[0].desiredCount: expected an integer from 0 up, received "two".',
    ]);
  });
});

test('of every member of UpdateService it was considered whether it matters', () => {
  const { notModelled = {} } = keyRules(updateServiceSchema);
  const considered = [...Object.keys(updateServiceSchema.shape), ...Object.keys(notModelled)].sort();
  expect(considered).toEqual([...awsMembers('UpdateService', [])!].sort());
});

describe('tasks of services', () => {
  const stop = (task: string) => ({ stopTask: { cluster: 'left', task } });

  test('can be stopped by id, those of a later definition too', async () => {
    expect(await complaints(stop('web-1'))).toEqual([]);
    expect(await complaints(stop('large-1'), update({ taskDefinition: 'large' }))).toEqual([]);
    expect(await complaints(stop('large-1'))).toEqual([
      'actions[0].stopTask.task: expected the id of a task, web-n, received "large-1".',
    ]);
  });
});

describe('availabilityZoneOutage', () => {
  const outage = (availabilityZone: string, parts: Parts = {}) => ({
    availabilityZoneOutage: { availabilityZone, for: '3h', ...parts },
  });

  test('says what zone and how long', async () => {
    expect((await load(scenario([outage('us-east-1b')]))).actions).toEqual([
      {
        kind: 'availabilityZoneOutage',
        atMs: 3_600_000,
        availabilityZone: 'us-east-1b',
        forMs: 10_800_000,
      },
    ]);
  });

  test('of no zone of the region, or without an end', async () => {
    expect(await complaints(outage('us-esat-1b'))).toEqual([
      'actions[0].availabilityZoneOutage.availabilityZone: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "us-esat-1b". Did you mean us-east-1b?',
    ]);
    expect(await complaints(outage('us-east-1z'))).toEqual([
      'actions[0].availabilityZoneOutage.availabilityZone: expected an Availability Zone of us-east-1 (us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f), received "us-east-1z".',
    ]);
    expect(await complaints(outage('us-east-1b', { for: undefined }))).toEqual([
      'actions[0].availabilityZoneOutage.for: expected a duration above 0 such as 90s, 6m or 7d, received nothing.',
    ]);
  });

  test('in a zone where nothing lies is warned of', async () => {
    const warningsOf = async (...actions: Parts[]) =>
      (await load(scenario(actions))).warnings.map(({ message }) => message);
    expect(await warningsOf(outage('us-east-1a'))).toEqual([]);
    expect(await warningsOf(outage('us-east-1f'))).toEqual([
      'The outage of us-east-1f changes nothing: what the scenario has lies in us-east-1a.',
    ]);
  });
});
