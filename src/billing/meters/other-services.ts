import { type Counting, GB_MONTHS, HOURS, MONTHS, ONE_BY_ONE } from './meter.ts';

/** Thousandths of a vCPU, times milliseconds. */
const VCPU_HOURS: Counting = { perUnit: 3_600_000_000n, byMonth: false };

/** Registries and buckets, secrets and keys, names, firewalls and traces; and what EC2 and ECS ask for beside instances. */
export const OTHER_METERS = {
  'ecs.anywhere.hour': HOURS,
  /** Surplus credits: vCPU-time above what the baseline allows (billing:E6). */
  'ec2.cpuCredits.vcpuHour': VCPU_HOURS,
  'ec2.cpuCredits.windowsVcpuHour': VCPU_HOURS,
  'ec2.cpuCredits.t4gVcpuHour': VCPU_HOURS,
  'ecr.gbMonth': GB_MONTHS,
  's3.gbMonth': GB_MONTHS,
  's3.infrequentGbMonth': GB_MONTHS,
  's3.put': ONE_BY_ONE,
  's3.get': ONE_BY_ONE,
  'secrets.secretMonth': MONTHS,
  'secrets.request': ONE_BY_ONE,
  'ssm.advancedParameterMonth': MONTHS,
  'ssm.advancedRequest': ONE_BY_ONE,
  'kms.keyMonth': MONTHS,
  'kms.request': ONE_BY_ONE,
  'cloudMap.resourceMonth': MONTHS,
  'cloudMap.discoverRequest': ONE_BY_ONE,
  /** A zone costs its whole month. */
  'route53.zoneMonth': ONE_BY_ONE,
  'route53.query': ONE_BY_ONE,
  'route53.latencyQuery': ONE_BY_ONE,
  'route53.geoQuery': ONE_BY_ONE,
  'waf.webAclMonth': MONTHS,
  /** Rules and managed rule groups of web ACLs. */
  'waf.ruleMonth': MONTHS,
  'waf.request': ONE_BY_ONE,
  'xray.traceRecorded': ONE_BY_ONE,
  'xray.traceRetrieved': ONE_BY_ONE,
} satisfies Record<string, Counting>;
