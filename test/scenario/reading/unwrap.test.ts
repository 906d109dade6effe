import { expect, test } from 'vitest';
import { readDocument } from '../../../src/scenario/reading/document.ts';
import { describeProblem } from '../../../src/scenario/reading/problem.ts';
import { type Unwrapped, unwrap } from '../../../src/scenario/reading/unwrap.ts';

function read(text: string): Unwrapped {
  return unwrap(readDocument(text).document!);
}

test('takes the wrappers of the command line off, and still finds the places', () => {
  const { value, locate, problems } = read(`name: x
taskDefinitions:
  - taskDefinition: { family: web, cpu: "256" }
    tags: [{ key: a, value: b }]
  - { family: etl }
clusters: { clusters: [{ clusterName: one }, { clusterName: two }], failures: [] }
AutoScalingGroups:
  - AutoScalingGroups:
      - AutoScalingGroupName: batch
      - AutoScalingGroupName: other
  - { autoScalingGroupName: third }
`);
  expect(problems).toEqual([]);
  expect(value).toEqual({
    name: 'x',
    taskDefinitions: [{ family: 'web', cpu: '256', tags: [{ key: 'a', value: 'b' }] }, { family: 'etl' }],
    clusters: [{ clusterName: 'one' }, { clusterName: 'two' }],
    AutoScalingGroups: [
      { AutoScalingGroupName: 'batch' },
      { AutoScalingGroupName: 'other' },
      { autoScalingGroupName: 'third' },
    ],
  });
  expect(locate(['name'], 'value')).toEqual({ line: 1, column: 7 });
  expect(locate(['taskDefinitions', 0, 'cpu'], 'value')).toEqual({ line: 3, column: 41 });
  expect(locate(['taskDefinitions', 0, 'memory'], 'value')).toEqual({ line: 3, column: 21 });
  expect(locate(['taskDefinitions', 0, 'tags', 0, 'value'], 'value')).toEqual({ line: 4, column: 29 });
  expect(locate(['taskDefinitions', 1, 'family'], 'value')).toEqual({ line: 5, column: 15 });
  expect(locate(['clusters', 1, 'clusterName'], 'key')).toEqual({ line: 6, column: 48 });
  expect(locate(['AutoScalingGroups', 1, 'AutoScalingGroupName'], 'value')).toEqual({ line: 10, column: 31 });
  expect(locate(['AutoScalingGroups', 2, 'autoScalingGroupName'], 'value')).toEqual({ line: 11, column: 29 });
});

test('takes them off inside resources, too', () => {
  const { value, locate } = read(`clusters:
  - clusters:
      - clusterName: one
        containerInstances: { containerInstances: [{ ec2InstanceId: i-1 }], failures: [] }
scalableTargets:
  - resourceId: service/one/web
    scalingPolicies: { ScalingPolicies: [{ PolicyName: cpu60 }] }
`);
  expect(value).toEqual({
    clusters: [{ clusterName: 'one', containerInstances: [{ ec2InstanceId: 'i-1' }] }],
    scalableTargets: [{ resourceId: 'service/one/web', scalingPolicies: [{ PolicyName: 'cpu60' }] }],
  });
  const path = ['clusters', 0, 'containerInstances', 0, 'ec2InstanceId'];
  expect(locate(path, 'value')).toEqual({ line: 4, column: 69 });
  expect(locate(['scalableTargets', 0, 'scalingPolicies', 0, 'PolicyName'], 'key')).toEqual({
    line: 7,
    column: 44,
  });
});

test('an empty answer is an empty list', () => {
  expect(read('services: { services: [], failures: [] }').value).toEqual({ services: [] });
  expect(read('services: [{ services: [] }, { serviceName: a }]').value).toEqual({
    services: [{ serviceName: 'a' }],
  });
});

test.each([
  'clusters: { clusterName: main }',
  'clusters: [{ clusters: [], clusterName: main }]',
  'taskDefinitions: [{ taskDefinition: web }]',
  'taskDefinitions: { taskDefinition: [1] }',
  'services: [{ service: { serviceName: a }, note: b }]',
  'loadBalancers: [{ name: a, targetGroups: [{ targetGroup: { name: b } }] }]',
  'workloads: [{ taskDefinition: { family: a } }]',
  'services: 7',
  '[1, 2]',
  'text',
])('%s has no wrapper', (text) => {
  const document = readDocument(text).document!;
  expect(unwrap(document).value).toEqual(document.value);
});

test('an answer that says that something is missing is a problem', () => {
  const { problems } = read(`services:
  - services: [{ serviceName: a }]
    failures: [{ arn: b, reason: MISSING }]
    nextToken: abc
loadBalancers: { LoadBalancers: [], NextMarker: "" }
`);
  expect(problems.map((problem) => describeProblem('f', problem))).toEqual([
    'f:3:5: services[0].failures: expected an answer without failures, received a list of 1.',
    'f:4:5: services[0].nextToken: expected the whole answer, not a page of it, received "abc".',
  ]);
});

test('the document is left as it was read', () => {
  const document = readDocument('taskDefinitions: [{ taskDefinition: { family: a }, tags: [] }]').document!;
  const before = structuredClone(document.value);
  unwrap(document);
  expect(document.value).toEqual(before);
});
