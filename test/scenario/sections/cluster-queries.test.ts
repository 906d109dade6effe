import { expect, test } from 'vitest';
import { complaintsOf, load, problemsOf, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const memberOf = (expression: string) => ({ type: 'memberOf', expression });

/** A scenario whose task definition and workload have these constraints. */
function scenario(definition: readonly Parts[], workload: readonly Parts[] = []): string {
  return small({
    clusters: [
      {
        clusterName: 'main',
        containerInstances: [{ ec2InstanceType: 'm5.large', attributes: { stack: 'prod' } }],
      },
    ],
    taskDefinitions: [
      {
        family: 'job',
        placementConstraints: definition,
        containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }],
      },
    ],
    workloads: [
      {
        taskDefinition: 'job',
        arrivals: { every: '1m', limit: 10 },
        duration: '90s',
        placementConstraints: workload,
      },
    ],
  });
}

const EXPRESSION = 'taskDefinitions[0].placementConstraints[0].expression';

test('an expression becomes a query beside its text', async () => {
  const expression = ' attribute:stack  EQUALS "prod" and not(task:group == family:other) ';
  const { taskDefinitions } = await load(scenario([memberOf(expression)]));
  expect(taskDefinitions[0]!.placementConstraints).toEqual([
    {
      type: 'memberOf',
      expression,
      query: {
        kind: 'and',
        terms: [
          { kind: 'test', subject: 'attribute', attribute: 'stack', operator: '==', values: ['prod'] },
          {
            kind: 'not',
            term: {
              kind: 'test',
              subject: 'task:group',
              attribute: '',
              operator: '==',
              values: ['family:other'],
            },
          },
        ],
      },
    },
  ]);
});

test.each([
  [
    'attribute:stack = prod',
    'expected one of ==, !=, in, !in, =~, !~, exists, !exists, >, >=, <, <= at character 17, received "=" in "attribute:stack = prod". Did you mean ==?',
  ],
  [
    'task:groups == a',
    'expected one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, runningTasksCount, task:group at character 1, received "task:groups" in "task:groups == a". Did you mean task:group?',
  ],
  [
    'ecs.os-type == linux',
    'expected one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, runningTasksCount, task:group at character 1, received "ecs.os-type" in "ecs.os-type == linux". Did you mean attribute:ecs.os-type?',
  ],
  [
    'attribute.stack == prod',
    'expected one of agentConnected, agentVersion, attribute:NAME, ec2InstanceId, registeredAt, runningTasksCount, task:group at character 1, received "attribute.stack" in "attribute.stack == prod". Did you mean attribute:stack?',
  ],
  [
    'attribute:stack == prod and attribute:ecs.instance-type =~ "(m5.*" and attribute:stack exists',
    'expected a closing parenthesis for this one at character 61, received none in "...te:ecs.instance-type =~ \\"(m5.*\\" and attribute:stac...".',
  ],
])('%s is a problem that says where', async (expression, complaint) => {
  expect(await complaintsOf(scenario([memberOf(expression)]))).toEqual([`${EXPRESSION}: ${complaint}`]);
});

test('the place of a problem is that of the character', async () => {
  const text = `
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large }] }]
taskDefinitions:
  - family: job
    placementConstraints:
      - { type: memberOf, expression: attribute:stack = prod }
      - { type: memberOf, expression: "attribute:st\\x61ck = prod" }
      - type: memberOf
        expression: 'attribute:stack == ''it'' x'
      - type: memberOf
        expression: |
          attribute:stack
          = prod
    containerDefinitions: [{ name: job, image: job, memory: 64 }]
workloads: [{ taskDefinition: job, arrivals: { every: 1m, limit: 10 }, duration: 90s }]
`;
  const placesOf = async (settings: readonly string[] = []) =>
    (await problemsOf(text, { settings })).map((sentence) => /^s\.yaml:(\d+:\d+):/.exec(sentence)![1]);
  expect(await placesOf()).toEqual(['6:55', '7:59', '9:48', '11:21']);
  // What was set is not in the file: then the value that it replaces is shown.
  const [first] = await placesOf([`${EXPRESSION}=attribute:stack = test`]);
  expect(first).toBe('6:39');
});

const NEVER = 'expected constraints that can hold together, received';

test('constraints that contradict each other are a problem that names them, and no others', async () => {
  const prod = memberOf('attribute:stack == prod and attribute:ecs.os-type == linux');
  const test = memberOf('attribute:stack in [test, lab]');
  const other = memberOf('runningTasksCount < 9');
  const conflict =
    'No container instance can ever pass: attribute:stack == prod and attribute:stack in [test, lab].';
  expect(await complaintsOf(scenario([prod, other], [{ type: 'distinctInstance' }, other, test]))).toEqual([
    `workloads[0].placementConstraints: ${NEVER} "${prod.expression}" of task definition job:1 and "${test.expression}". ${conflict}`,
  ]);
  expect(await complaintsOf(scenario([other, prod, test], [other]))).toEqual([
    `taskDefinitions[0].placementConstraints: ${NEVER} "${prod.expression}" and "${test.expression}". ${conflict}`,
  ]);
  expect(await complaintsOf(scenario([], [test, prod]))).toEqual([
    `workloads[0].placementConstraints: ${NEVER} "${test.expression}" and "${prod.expression}". No container instance can ever pass: attribute:stack in [test, lab] and attribute:stack == prod.`,
  ]);
  expect(await complaintsOf(scenario([memberOf('runningTasksCount < 0')]))).toEqual([
    `taskDefinitions[0].placementConstraints: ${NEVER} "runningTasksCount < 0". No container instance can ever pass: runningTasksCount < 0.`,
  ]);
  expect(await complaintsOf(scenario([prod], [memberOf('attribute:stack != test'), other]))).toEqual([]);
});

test('attributes that no instance has are told of, wherever in an expression they stand', async () => {
  const { warnings } = await load(
    scenario(
      [memberOf('attribute:stack == prod or attribute:rack exists')],
      [
        memberOf(
          'not (attribute:rack == a or attribute:shelf == b) and attribute:ecs.availability-zone exists',
        ),
      ],
    ),
  );
  expect(warnings.map(({ message, count }) => [message, count])).toEqual([
    [
      'Workload job is placed by attribute:rack, attribute:shelf, which no container instance of cluster main has.',
      2,
    ],
  ]);
});
