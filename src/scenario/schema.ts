import * as z from 'zod';
import { REGIONS } from '../catalog/region-prices.ts';
import { accountSettingsSchema } from './sections/account-settings.ts';
import { actionSchema } from './sections/actions/actions.ts';
import { assertionSchema } from './sections/assertions.ts';
import { bucketSchema } from './sections/buckets.ts';
import { capacityProviderSchema } from './sections/capacity-providers.ts';
import { alarmSchema } from './sections/cloudwatch/alarms.ts';
import { customMetricSchema } from './sections/cloudwatch/custom-metrics.ts';
import { clusterSchema } from './sections/clusters.ts';
import { failureSchema } from './sections/failures.ts';
import { autoScalingGroupSchema } from './sections/fleet/auto-scaling-group-schema.ts';
import { imagesSchema } from './sections/images.ts';
import { kmsKeySchema } from './sections/kms-keys.ts';
import { loadBalancersSchema } from './sections/load-balancing/load-balancers.ts';
import { targetGroupsSchema } from './sections/load-balancing/target-groups.ts';
import { logGroupSchema } from './sections/log-groups.ts';
import { natGatewaysSchema } from './sections/network/nat-gateways.ts';
import { vpcEndpointsSchema } from './sections/network/vpc-endpoints.ts';
import { pricingSchema } from './sections/pricing/pricing.ts';
import { quotasSchema } from './sections/quotas.ts';
import { samplingRuleSchema } from './sections/sampling-rules.ts';
import { scalableTargetSchema } from './sections/scaling/scalable-targets.ts';
import { EXPECTED_REGION } from './sections/scenario-prices.ts';
import { secretSchema } from './sections/secret-keys.ts';
import { serviceSchema } from './sections/services/services.ts';
import { simulationSchema } from './sections/simulation.ts';
import { speedSchema } from './sections/speed.ts';
import { subnetsSchema } from './sections/subnets.ts';
import { taskDefinitionSchema } from './sections/task-definitions.ts';
import { timingsSchema } from './sections/timings.ts';
import { webAclSchema } from './sections/web-acls.ts';
import { workloadSchema } from './sections/workloads/workloads.ts';
import { pattern, text } from './shapes/fields.ts';
import { mapping, notModelled } from './shapes/mapping.ts';

/** Where a scenario plays that does not say it. */
export const DEFAULT_REGION = 'us-east-1';

/** A scenario file: every section that is modelled, with the names of those that are still to come. */
export const scenarioSchema = mapping(
  {
    name: text('a name of up to 255 characters', 255).optional().describe('Default: the name of the file.'),
    description: z.string('text').prefault('').describe('What the scenario shows.'),
    simulation: simulationSchema.prefault({}).describe('When, how long, and by what seed.'),
    region: pattern(/^[a-z]{2,3}(?:-[a-z]+)+-\d+$/, EXPECTED_REGION)
      .prefault(DEFAULT_REGION)
      .meta({ description: 'AWS region: zones and prices.', examples: [...REGIONS] }),
    accountSettings: accountSettingsSchema.optional(),
    capacityProviders: z
      .array(capacityProviderSchema)
      .optional()
      .describe('Capacity providers of Auto Scaling groups, as DescribeCapacityProviders has them.'),
    autoScalingGroups: z
      .array(autoScalingGroupSchema)
      .optional()
      .describe(
        'EC2 Auto Scaling groups, as CreateAutoScalingGroup takes or DescribeAutoScalingGroups has them; their instances join a cluster.',
      ),
    clusters: z
      .array(clusterSchema)
      .optional()
      .describe('Clusters, as DescribeClusters has them, with their container instances.'),
    subnets: subnetsSchema.optional(),
    taskDefinitions: z
      .array(taskDefinitionSchema)
      .optional()
      .describe('Task definitions, as RegisterTaskDefinition takes them.'),
    images: imagesSchema.optional(),
    targetGroups: targetGroupsSchema.optional(),
    loadBalancers: loadBalancersSchema.optional(),
    natGateways: natGatewaysSchema.optional(),
    vpcEndpoints: vpcEndpointsSchema.optional(),
    webACLs: z
      .array(webAclSchema)
      .optional()
      .describe('Web ACLs of WAF before load balancers, as CreateWebACL takes or GetWebACL has them.'),
    samplingRules: z
      .array(samplingRuleSchema)
      .optional()
      .describe(
        'Sampling rules of X-Ray, as CreateSamplingRule takes them, for services whose `requests` are `traced`; beside them the default one: a request a second, and 5 % of the others.',
      ),
    kmsKeys: z.array(kmsKeySchema).optional().describe('Keys of KMS, as DescribeKey has them.'),
    secrets: z
      .array(secretSchema)
      .optional()
      .describe('Secrets of Secrets Manager that a key of your own encrypts, as DescribeSecret has them.'),
    buckets: z
      .array(bucketSchema)
      .optional()
      .describe('Buckets of S3, as ListBuckets has them, with their lifecycle and their encryption.'),
    services: z
      .array(serviceSchema)
      .optional()
      .describe('Services, as CreateService takes or DescribeServices has them.'),
    workloads: z
      .array(workloadSchema)
      .optional()
      .describe("What is to be run: RunTask's own keys, and when and how long."),
    speed: speedSchema.optional(),
    scalableTargets: z
      .array(scalableTargetSchema)
      .optional()
      .describe(
        'Services whose desired counts Application Auto Scaling changes, as RegisterScalableTarget takes them, each with its policies and scheduled actions.',
      ),
    customMetrics: z
      .array(customMetricSchema)
      .optional()
      .describe('Not of AWS: metrics that nothing in the scenario makes, with their values.'),
    logGroups: z
      .array(logGroupSchema)
      .optional()
      .describe(
        'Log groups of CloudWatch, as DescribeLogGroups has them: how long they keep what containers log.',
      ),
    alarms: z
      .array(alarmSchema)
      .optional()
      .describe('Alarms of CloudWatch, as PutMetricAlarm takes them; they call step scaling policies.'),
    failures: z
      .array(failureSchema)
      .optional()
      .describe('What goes wrong of itself: tasks, image pulls, instances.'),
    actions: z
      .array(actionSchema)
      .optional()
      .describe('What happens to the system on the way: AWS calls, and faults.'),
    timings: timingsSchema.optional(),
    quotas: quotasSchema.optional(),
    pricing: pricingSchema
      .prefault({})
      .describe('What the bill is made by: commitments, discounts, and how money is shared out.'),
    assertions: z
      .array(assertionSchema)
      .optional()
      .describe('The run fails (exit 1) when one does not hold.'),
  },
  {
    notModelled: {
      $schema: () => true,
      ...notModelled('scheduledActions', 'launchTemplates', 'spot'),
    },
    hints: { scheduledActions: 'Those of a scalable target stand in it, under `scheduledActions`.' },
  },
);
