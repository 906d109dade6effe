import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled, tracking } from '../../support/scaled.ts';

const AT = 'scalableTargets[0].scalingPolicies[0].targetTrackingScalingPolicyConfiguration';

const predefined = (predefinedMetricType: string, resourceLabel?: string) =>
  tracking({ predefinedMetricSpecification: { predefinedMetricType, resourceLabel } });
const customized = (customizedMetricSpecification: unknown) =>
  tracking({ predefinedMetricSpecification: undefined, customizedMetricSpecification });
const of = (service: string, policy: unknown, parts: object = {}) =>
  scaled(
    {},
    {
      scalableTargets: [
        { resourceId: `service/main/${service}`, minCapacity: 1, maxCapacity: 9, scalingPolicies: [policy] },
      ],
      ...parts,
    },
  );
const policyOf = async (text: string) => (await load(text)).scalableTargets[0]!.policies[0];

test('it tracks a metric of its service, minute by minute, with cooldowns of 300 s', async () => {
  expect(await policyOf(of('web', tracking()))).toEqual({
    kind: 'targetTracking',
    policyName: 'cpu',
    targetValue: 60,
    query: {
      periodMs: 60_000,
      terms: [
        {
          id: 'm1',
          label: 'AWS/ECS CPUUtilization',
          source: { of: 'service', service: 0, metric: 'CPUUtilization' },
          statistic: { kind: 'Average' },
        },
      ],
      expression: null,
    },
    scaleOutCooldownMs: 300_000,
    scaleInCooldownMs: 300_000,
    disableScaleIn: false,
    warmUpMs: 0,
  });
  expect(
    await policyOf(of('web', tracking({ scaleOutCooldown: 0, scaleInCooldown: 20, disableScaleIn: true }))),
  ).toMatchObject({ scaleOutCooldownMs: 0, scaleInCooldownMs: 20_000, disableScaleIn: true });
});

test('high resolution is a metric of 20 s of a service that publishes it', async () => {
  const monitoring = {
    metricConfigurations: [{ metricNames: ['MemoryUtilization'], resolutionSeconds: 20 }],
  };
  const services = [{ serviceName: 'web', desiredCount: 1, taskDefinition: 'job', monitoring }];
  const policy = predefined('ECSServiceAverageMemoryUtilizationHighResolution');
  expect(await policyOf(of('web', policy, { services, workloads: [] }))).toMatchObject({
    query: { periodMs: 20_000, terms: [{ source: { metric: 'MemoryUtilization' } }] },
  });
});

test('requests are those of its target group, by the sum', async () => {
  const terms = [
    {
      label: 'AWS/ApplicationELB RequestCountPerTarget',
      source: { of: 'service', service: 0, metric: 'RequestCountPerTarget' },
      statistic: { kind: 'Sum' },
    },
  ];
  for (const label of [
    undefined,
    'app/shop/50dc6c49/targetgroup/front/73e2d6bc',
    'targetgroup/front/7',
    'front',
  ])
    expect(await policyOf(of('web', predefined('ALBRequestCountPerTarget', label)))).toMatchObject({
      query: { periodMs: 60_000, terms },
    });
  expect(
    await policyOf(of('many', predefined('ALBRequestCountPerTarget', 'app/shop/1/targetgroup/front3/2'))),
  ).toMatchObject({ query: { terms: [{ source: { service: 2 } }] } });
});

test('a customized metric may be of another service, or come of several', async () => {
  const dimensions = [
    { name: 'ClusterName', value: 'main' },
    { name: 'ServiceName', value: 'worker' },
  ];
  const cpu = { namespace: 'AWS/ECS', metricName: 'CPUUtilization', dimensions };
  expect(await policyOf(of('web', customized({ ...cpu, statistic: 'Maximum' })))).toMatchObject({
    query: {
      periodMs: 60_000,
      terms: [{ id: 'm1', source: { service: 1 }, statistic: { kind: 'Maximum' } }],
      expression: null,
    },
  });
  const visible = {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ name: 'QueueName', value: 'jobs' }],
  };
  const metrics = [
    { id: 'visible', metricStat: { metric: visible, stat: 'Sum' }, returnData: false },
    { id: 'unused', metricStat: { metric: visible, stat: 'Average' }, returnData: false },
    { id: 'cpu', metricStat: { metric: cpu, stat: 'Average' }, returnData: false },
    { id: 'each', expression: 'visible / cpu', label: 'backlog per task' },
  ];
  expect(await policyOf(of('web', customized({ metrics })))).toMatchObject({
    query: {
      periodMs: 60_000,
      terms: [{ id: 'visible', statistic: { kind: 'Sum' } }, { id: 'cpu' }],
      expression: {
        kind: 'binary',
        operator: '/',
        left: { kind: 'term', term: 0 },
        right: { kind: 'term', term: 1 },
      },
    },
  });
});

const TYPE = '.predefinedMetricSpecification.predefinedMetricType';
const LABEL = '.predefinedMetricSpecification.resourceLabel';
const OWN = '.customizedMetricSpecification';

test.each([
  ['web', tracking({ targetValue: 0 }), ['.targetValue: expected a number above 0, received 0.']],
  [
    'web',
    tracking({ scaleInCooldown: -1, disableScaleIn: 'no' }),
    [
      '.scaleInCooldown: expected an integer from 0 up, received -1.',
      '.disableScaleIn: expected true or false, received "no".',
    ],
  ],
  [
    'web',
    predefined('ECSServiceAverageCPUUtilisation'),
    [
      `${TYPE}: expected one of ECSServiceAverageCPUUtilization, ECSServiceAverageMemoryUtilization, ECSServiceAverageCPUUtilizationHighResolution, ECSServiceAverageMemoryUtilizationHighResolution, ALBRequestCountPerTarget, received "ECSServiceAverageCPUUtilisation". Did you mean ECSServiceAverageCPUUtilization?`,
    ],
  ],
  [
    'web',
    tracking({ customizedMetricSpecification: {} }),
    [
      ': expected exactly one of `predefinedMetricSpecification`, `customizedMetricSpecification`, received both.',
    ],
  ],
  [
    'web',
    tracking({ predefinedMetricSpecification: undefined }),
    [
      ': expected exactly one of `predefinedMetricSpecification`, `customizedMetricSpecification`, received neither.',
    ],
  ],
  [
    'web',
    predefined('ECSServiceAverageCPUUtilizationHighResolution'),
    [
      `${TYPE}: expected a metric that the service publishes, received ECSServiceAverageCPUUtilizationHighResolution, and web publishes CPUUtilization every 60 s. Give the service monitoring: { metricConfigurations: [{ metricNames: [CPUUtilization], resolutionSeconds: 20 }] }.`,
    ],
  ],
  [
    'web',
    predefined('ECSServiceAverageCPUUtilization', 'x'),
    [`${LABEL}: expected no \`resourceLabel\` with ECSServiceAverageCPUUtilization, received "x".`],
  ],
  [
    'worker',
    predefined('ALBRequestCountPerTarget'),
    [
      `${TYPE}: expected a metric that the service has, received ALBRequestCountPerTarget, and worker has no target group of an application load balancer.`,
    ],
  ],
  [
    'tcp',
    predefined('ALBRequestCountPerTarget'),
    [
      `${TYPE}: expected a metric that the service has, received ALBRequestCountPerTarget, and tcp has no target group of an application load balancer.`,
    ],
  ],
  [
    'many',
    predefined('ALBRequestCountPerTarget'),
    [`${LABEL}: expected one of the service's 3 target groups (front2, front3, shared), received nothing.`],
  ],
  [
    'web',
    predefined('ALBRequestCountPerTarget', 'app/shop/1/targetgroup/front2/2'),
    [`${LABEL}: expected a target group of the service (front), received "app/shop/1/targetgroup/front2/2".`],
  ],
  [
    'web',
    customized({}),
    [
      `${OWN}.namespace: expected a namespace, or \`metrics\`, received nothing.`,
      `${OWN}.metricName: expected the name of a metric, or \`metrics\`, received nothing.`,
      `${OWN}.statistic: expected a statistic, or \`metrics\`, received nothing.`,
    ],
  ],
  [
    'web',
    customized({ namespace: 'x', metrics: [{ id: 'e1', expression: '1 *' }] }),
    [
      `${OWN}.namespace: expected no \`namespace\` beside \`metrics\`, received one.`,
      `${OWN}.metrics[0].expression: expected a number, an id, a function or a parenthesis, received the end of the expression.`,
    ],
  ],
  [
    'web',
    customized({ metrics: [{ id: 'M1' }] }),
    [`${OWN}.metrics[0].id: expected a small letter, then letters, digits and underscores, received "M1".`],
  ],
])('of %s: %j is refused', async (service, policy, complaints) => {
  expect(await complaintsOf(of(service, policy))).toEqual(complaints.map((text) => `${AT}${text}`));
});

test('a metric is tracked by one policy', async () => {
  expect(await complaintsOf(scaled({ scalingPolicies: [tracking(), tracking({}, 'cpu2')] }))).toEqual([
    `scalableTargets[0].scalingPolicies[1].targetTrackingScalingPolicyConfiguration${TYPE}: expected a metric that no other target tracking policy of the target has, received "ECSServiceAverageCPUUtilization" once more.`,
  ]);
});
