import { expect, test } from 'vitest';
import { awsShapes, awsStructures } from '../../../src/scenario/aws-keys/aws-keys.data.ts';
import { awsMembers } from '../../../src/scenario/aws-keys/aws-members.ts';

test("knows AWS's members at any place of a shape, whatever their case", () => {
  const healthCheck = ['command', 'interval', 'timeout', 'retries', 'startPeriod'];
  expect(awsMembers('TaskDefinition', ['containerDefinitions', 'healthCheck'])).toEqual(healthCheck);
  expect(awsMembers('TaskDefinition', ['ContainerDefinitions', 'HEALTHCHECK'])).toEqual(healthCheck);
  expect(awsMembers('RunTask', ['placementStrategy'])).toEqual(['type', 'field']);
});

test('a resource has what AWS takes and what AWS returns, each once', () => {
  const members = awsMembers('TaskDefinition', [])!;
  expect(members).toEqual(
    expect.arrayContaining(['family', 'taskDefinitionArn', 'revision', 'registeredAt', 'tags']),
  );
  expect(new Set(members).size).toBe(members.length);
  expect(awsMembers('Service', [])).toEqual(expect.arrayContaining(['clientToken', 'events', 'deployments']));
});

test('a member of several structures has the members of all of them', () => {
  const overrides = awsMembers('AutoScalingGroup', ['mixedInstancesPolicy', 'launchTemplate', 'overrides']);
  expect(overrides).toEqual(expect.arrayContaining(['instanceType', 'weightedCapacity']));
});

test('spells them as scenarios do: the first letter small', () => {
  const members = awsMembers('AutoScalingGroup', [])!;
  expect(members).toEqual(
    expect.arrayContaining(['autoScalingGroupName', 'vpcZoneIdentifier', 'targetGroupARNs', 'minSize']),
  );
  for (const shape of Object.keys(awsShapes))
    expect(awsMembers(shape, [])!.filter((name) => !/^[a-z]\w+$/.test(name))).toEqual([]);
});

test('a scalar and a map with free keys have no members; a place that is none has not even that', () => {
  expect(awsMembers('TaskDefinition', ['family'])).toEqual([]);
  expect(awsMembers('TaskDefinition', ['containerDefinitions', 'dockerLabels'])).toEqual([]);
  expect(awsMembers('TaskDefinition', ['containerDefinitions', 'dockerLabels', 'any'])).toEqual([]);
  expect(awsMembers('TaskDefinition', ['family', 'x'])).toBeNull();
  expect(awsMembers('TaskDefinition', ['nothing'])).toBeNull();
  expect(awsMembers('Nothing', [])).toBeNull();
  expect(awsMembers('__proto__', [])).toBeNull();
  expect(awsMembers('Cluster', ['constructor'])).toBeNull();
});

test('every structure that is named is there and is reached', () => {
  const lines = new Map(
    awsStructures
      .trim()
      .split('\n')
      .map((line) => [line.split(' ')[0]!, line.split(' ').slice(1)]),
  );
  const open: string[] = Object.values(awsShapes).flatMap((structures) => structures.split('+'));
  const reached = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    expect(lines.has(name)).toBe(true);
    for (const member of lines.get(name)!) {
      const inner = member.split(':')[1];
      if (inner !== undefined && inner !== '*') open.push(inner);
    }
  }
  expect(reached.size).toBe(lines.size);
});

test('the data is small enough for a page', () => {
  expect(awsStructures.length).toBeLessThan(60_000);
});
