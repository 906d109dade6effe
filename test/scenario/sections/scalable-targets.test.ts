import { expect, test } from 'vitest';
import { complaintsOf, load } from '../../support/load.ts';
import { scaled, stepping, tracking } from '../../support/scaled.ts';

const AT = 'scalableTargets[0]';

test('a target has the bounds of a service, and nothing is suspended unless it is said', async () => {
  expect((await load(scaled())).scalableTargets).toEqual([
    {
      resourceId: 'service/main/web',
      scales: { of: 'service', index: 0 },
      minCapacity: 1,
      maxCapacity: 10,
      suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
      policies: [],
      scheduledActions: [],
    },
  ]);
  expect((await load(scaled({}, { scalableTargets: undefined }))).scalableTargets).toEqual([]);
});

test("AWS's answers can be pasted: what they repeat, and what has no effect", async () => {
  const kind = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };
  const repeated = { ...kind, ResourceId: 'service/main/web' };
  const { scalableTargets, warnings } = await load(
    scaled({
      ...kind,
      RoleARN: 'arn:aws:iam::1:role/x',
      CreationTime: '2026-01-01T00:00:00Z',
      SuspendedState: { DynamicScalingInSuspended: true, ScheduledScalingSuspended: false },
      scalingPolicies: [
        {
          ScalingPolicies: [
            {
              ...repeated,
              PolicyARN:
                'arn:aws:autoscaling:us-east-1:1:scalingPolicy:a:resource/ecs/service/main/web:policyName/cpu',
              PolicyName: 'cpu',
              PolicyType: 'TargetTrackingScaling',
              TargetTrackingScalingPolicyConfiguration: {
                TargetValue: 60,
                PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
              },
              Alarms: [],
            },
          ],
        },
      ],
      scheduledActions: [
        {
          ScheduledActions: [
            {
              ...repeated,
              ScheduledActionName: 'night',
              Schedule: 'cron(0 22 * * ? *)',
              ScalableTargetAction: { MaxCapacity: 3 },
            },
          ],
        },
      ],
    }),
  );
  expect(scalableTargets[0]).toMatchObject({
    suspended: { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false },
    policies: [{ kind: 'targetTracking', policyName: 'cpu' }],
    scheduledActions: [{ scheduledActionName: 'night' }],
  });
  expect(warnings.map(({ message }) => message)).toEqual([
    'Known to AWS, without effect here: scalableTargets[].creationTime, scalableTargets[].roleARN, scalableTargets[].scalingPolicies[].policyARN.',
  ]);
});

test.each([
  [
    { resourceId: 'service/main/wbe' },
    '.resourceId: expected a service of cluster main of this scenario (web, worker, many, other, tcp, agent), received "wbe". Did you mean web?',
  ],
  [
    { resourceId: 'service/mian/web' },
    '.resourceId: expected a cluster of this scenario (main), received "mian". Did you mean main?',
  ],
  [{ resourceId: 'web' }, '.resourceId: expected service/CLUSTER/NAME, received "web".'],
  [
    { resourceId: 'service/main/agent' },
    '.resourceId: expected a REPLICA service, received "service/main/agent", a DAEMON service.',
  ],
  [{ minCapacity: 11 }, '.minCapacity: expected at most `maxCapacity`, 10, received 11.'],
  [{ minCapacity: -1 }, '.minCapacity: expected an integer from 0 up, received -1.'],
  [{ serviceNamespace: 'ec2' }, '.serviceNamespace: expected ecs, received "ec2". Did you mean ecs?'],
  [{ scalableDimension: 'x' }, '.scalableDimension: expected ecs:service:DesiredCount, received "x".'],
  [
    { suspendedState: { dynamicScalingInSuspended: 'yes' } },
    '.suspendedState.dynamicScalingInSuspended: expected true or false, received "yes".',
  ],
  [
    { scalingPolicies: Array.from({ length: 51 }, (_, i) => stepping({}, `p${i}`)) },
    '.scalingPolicies: expected at most 50 scaling policies, received a list of 51.',
  ],
  [
    { scalingPolicies: [tracking(), stepping({}, 'cpu')] },
    '.scalingPolicies[1].policyName: expected a name that no other has, received "cpu" once more.',
  ],
  [
    { scalingPolicies: [{ ...tracking(), policyType: 'StepScaling' }] },
    '.scalingPolicies[0]: expected `stepScalingPolicyConfiguration` with StepScaling, and no other, received `targetTrackingScalingPolicyConfiguration`.',
  ],
  [
    { scalingPolicies: [{ policyName: 'x' }] },
    '.scalingPolicies[0]: expected exactly one of `targetTrackingScalingPolicyConfiguration`, `stepScalingPolicyConfiguration`, `predictiveScalingPolicyConfiguration`, received none.',
  ],
  [
    { scalingPolicies: [{ ...stepping(), ...tracking(), policyType: undefined }] },
    '.scalingPolicies[0]: expected exactly one of `targetTrackingScalingPolicyConfiguration`, `stepScalingPolicyConfiguration`, `predictiveScalingPolicyConfiguration`, received `targetTrackingScalingPolicyConfiguration` and `stepScalingPolicyConfiguration`.',
  ],
  [
    { scalingPolicies: [{ ...tracking(), resourceId: 'service/main/x' }] },
    '.scalingPolicies[0].resourceId: expected that of the target, service/main/web, received "service/main/x".',
  ],
])('%j is refused', async (target, complaint) => {
  expect(await complaintsOf(scaled(target))).toEqual([`${AT}${complaint}`]);
});

test('a service has one target', async () => {
  const target = { resourceId: 'service/main/web', minCapacity: 1, maxCapacity: 2 };
  expect(await complaintsOf(scaled({}, { scalableTargets: [target, target] }))).toEqual([
    'scalableTargets[1].resourceId: expected a name that no other has, received "service/main/web" once more.',
  ]);
});

test('a policy whose type is not said is of that of its configuration', async () => {
  const { scalableTargets } = await load(
    scaled({ scalingPolicies: [{ ...stepping(), policyType: undefined }] }),
  );
  expect(scalableTargets[0]!.policies).toMatchObject([{ kind: 'step' }]);
});
