/** How a price is found in AWS's price list (billing:9). */
export interface PriceListPlace {
  /** In whose offer files it stands; the first is the usual one. */
  readonly services: readonly string[];
  /** Without what stands for the region before it; `null`: not known, so that the price cannot be imported. */
  readonly usageType: string | null;
  /** Attributes that must have exactly these values, because the usage type alone says too little. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly unit: string;
  /** What a unit of the price list is worth in units of ours, where the two differ. */
  readonly unitsIn?: { readonly unit: string; readonly count: number };
}

const EC2 = ['AmazonEC2'];
const ELB = ['AWSELB', 'AmazonEC2'];
const VPC = ['AmazonVPC', 'AmazonEC2'];
const CLOUDWATCH = ['AmazonCloudWatch'];
const ECS = ['AmazonECS'];
const TRANSFER = ['AWSDataTransfer', 'AmazonEC2'];
const KMS = ['awskms'];
const WAF = ['awswaf'];
const APPLICATION = { operation: 'LoadBalancing:Application' };
const NETWORK = { operation: 'LoadBalancing:Network' };
const GATEWAY = { operation: 'LoadBalancing:Gateway' };
const CLASSIC = { operation: 'LoadBalancing' };

/**
 * Every price that is not one instance type's, by its name here. Usage types are those of the price list; those of
 * CloudWatch, logs, S3, secrets, keys and endpoints are as AWS's bills print them.
 */
export const PRICES = {
  'fargate.vcpuHour': at(ECS, 'Fargate-vCPU-Hours:perCPU', 'hours'),
  'fargate.gbHour': at(ECS, 'Fargate-GB-Hours', 'hours'),
  'fargate.arm.vcpuHour': at(ECS, 'Fargate-ARM-vCPU-Hours:perCPU', 'hours'),
  'fargate.arm.gbHour': at(ECS, 'Fargate-ARM-GB-Hours', 'hours'),
  'fargate.windows.vcpuHour': at(ECS, 'Fargate-Windows-vCPU-Hours:perCPU', 'hours'),
  'fargate.windows.gbHour': at(ECS, 'Fargate-Windows-GB-Hours', 'hours'),
  'fargate.windows.osVcpuHour': at(ECS, 'Fargate-Windows-OS-Hours:perCPU', 'hours'),
  'fargate.ephemeralGbHour': at(ECS, 'Fargate-EphemeralStorage-GB-Hours', 'hours'),
  'ecs.anywhere.hour': at(ECS, 'ECS-Anywhere-Instance-hours', 'hours'),

  'ec2.cpuCredits.vcpuHour': at(EC2, 'CPUCredits:t3', 'vCPU-Hours', { operatingSystem: 'Linux' }),
  'ec2.cpuCredits.windowsVcpuHour': at(EC2, 'CPUCredits:t3', 'vCPU-Hours', { operatingSystem: 'Windows' }),
  'ec2.cpuCredits.t4gVcpuHour': at(EC2, 'CPUCredits:t4g', 'vCPU-Hours', { operatingSystem: 'Linux' }),

  'ebs.gp3.gbMonth': at(EC2, 'EBS:VolumeUsage.gp3', 'GB-Mo'),
  'ebs.gp3.iopsMonth': at(EC2, 'EBS:VolumeP-IOPS.gp3', 'IOPS-Mo'),
  'ebs.gp3.mibpsMonth': {
    ...at(EC2, 'EBS:VolumeP-Throughput.gp3', 'MiBps-Mo'),
    unitsIn: { unit: 'GiBps-mo', count: 1024 },
  },
  'ebs.gp2.gbMonth': at(EC2, 'EBS:VolumeUsage.gp2', 'GB-Mo'),
  'ebs.io1.gbMonth': at(EC2, 'EBS:VolumeUsage.piops', 'GB-Mo'),
  'ebs.io1.iopsMonth': at(EC2, 'EBS:VolumeP-IOPS.piops', 'IOPS-Mo'),
  'ebs.io2.gbMonth': at(EC2, 'EBS:VolumeUsage.io2', 'GB-Mo'),
  /** Up to 32,000 IOPS of a volume, from there to 64,000, and above: by volume, not over the account. */
  'ebs.io2.iopsMonth': at(EC2, 'EBS:VolumeP-IOPS.io2', 'IOPS-Mo'),
  'ebs.io2.iopsMonthTier2': at(EC2, 'EBS:VolumeP-IOPS.io2.tier2', 'IOPS-Mo'),
  'ebs.io2.iopsMonthTier3': at(EC2, 'EBS:VolumeP-IOPS.io2.tier3', 'IOPS-Mo'),
  'ebs.st1.gbMonth': at(EC2, 'EBS:VolumeUsage.st1', 'GB-Mo'),
  'ebs.sc1.gbMonth': at(EC2, 'EBS:VolumeUsage.sc1', 'GB-Mo'),
  'ebs.standard.gbMonth': at(EC2, 'EBS:VolumeUsage', 'GB-Mo'),
  'ebs.standard.io': at(EC2, 'EBS:VolumeIOUsage', 'IOs'),
  'ebs.snapshot.gbMonth': at(EC2, 'EBS:SnapshotUsage', 'GB-Mo'),
  'ebs.snapshotArchive.gbMonth': at(EC2, 'EBS:SnapshotArchiveStorage', 'GB-Mo'),
  'ebs.snapshotArchive.retrievalGb': at(EC2, 'EBS:SnapshotArchiveRetrieval', 'GB'),
  'ebs.fastSnapshotRestore.dsuHour': at(EC2, 'EBS:FastSnapshotRestore', 'DSU-Hrs'),

  'alb.hour': at(ELB, 'LoadBalancerUsage', 'Hrs', APPLICATION),
  'alb.lcuHour': at(ELB, 'LCUUsage', 'LCU-Hrs', APPLICATION),
  'alb.trustStoreHour': at(ELB, null, 'Hrs'),
  'nlb.hour': at(ELB, 'LoadBalancerUsage', 'Hrs', NETWORK),
  'nlb.lcuHour': at(ELB, 'LCUUsage', 'LCU-Hrs', NETWORK),
  'gwlb.hour': at(ELB, 'LoadBalancerUsage', 'Hrs', GATEWAY),
  'gwlb.lcuHour': at(ELB, 'LCUUsage', 'LCU-Hrs', GATEWAY),
  'clb.hour': at(ELB, 'LoadBalancerUsage', 'Hrs', CLASSIC),
  'clb.gb': at(ELB, 'DataProcessing-Bytes', 'GB', CLASSIC),

  'nat.hour': at(EC2, 'NatGateway-Hours', 'Hrs'),
  'nat.gb': at(EC2, 'NatGateway-Bytes', 'GB'),
  'publicIpv4.hour': at(VPC, 'PublicIPv4:InUseAddress', 'Hrs'),
  'publicIpv4.idleHour': at(VPC, 'PublicIPv4:IdleAddress', 'Hrs'),
  'publicIpv4.contiguousBlockHour': at(VPC, 'PublicIPv4:ContiguousBlock', 'Hrs'),
  'endpoint.interface.hour': at(['AmazonVPC'], 'VpcEndpoint-Hours', 'Hrs'),
  'endpoint.interface.gb': at(['AmazonVPC'], 'VpcEndpoint-Bytes', 'GB'),
  'endpoint.gwlb.hour': at(['AmazonVPC'], 'VpcEndpoint-GWLBE-Hours', 'Hrs'),
  'endpoint.gwlb.gb': at(['AmazonVPC'], 'VpcEndpoint-GWLBE-Bytes', 'GB'),

  /** Tiers by region. */
  'transfer.internetOut.gb': at(TRANSFER, 'DataTransfer-Out-Bytes', 'GB'),
  /** Between zones, asked for on each side (billing:N7). */
  'transfer.crossZone.gb': at(TRANSFER, 'DataTransfer-Regional-Bytes', 'GB'),
  /** To any other region; the price list has one price for each pair. */
  'transfer.interRegion.gb': at(TRANSFER, null, 'GB'),
  /** Between us-east-1 and us-east-2. */
  'transfer.usEast.gb': at(TRANSFER, null, 'GB'),

  'cloudwatch.metricMonth': at(CLOUDWATCH, 'CW:MetricMonitorUsage', 'Metrics'),
  'cloudwatch.alarmMonth': at(CLOUDWATCH, 'CW:AlarmMonitorUsage', 'Alarms'),
  'cloudwatch.highResolutionAlarmMonth': at(CLOUDWATCH, 'CW:HighResAlarmMonitorUsage', 'Alarms'),
  'cloudwatch.compositeAlarmMonth': at(CLOUDWATCH, 'CW:CompositeAlarmMonitorUsage', 'Alarms'),
  /** An anomaly detection alarm watches three metrics. */
  'cloudwatch.anomalyAlarmMonth': at(CLOUDWATCH, null, 'Alarms'),
  'cloudwatch.highResolutionAnomalyAlarmMonth': at(CLOUDWATCH, null, 'Alarms'),
  'cloudwatch.metricsInsightsAlarmMetricMonth': at(CLOUDWATCH, null, 'Metrics'),
  'cloudwatch.containerInsightsMetricMonth': at(CLOUDWATCH, null, 'Metrics'),
  'cloudwatch.containerInsightsObservation': at(CLOUDWATCH, null, 'Observations'),
  'cloudwatch.dashboardMonth': at(CLOUDWATCH, 'DashboardsUsageHour', 'Dashboards'),
  'cloudwatch.request': at(CLOUDWATCH, 'CW:Requests', 'Requests'),
  'cloudwatch.getMetricData': at(CLOUDWATCH, 'CW:GMD-Metrics', 'Metrics'),
  'logs.ingestGb': at(CLOUDWATCH, 'DataProcessing-Bytes', 'GB'),
  'logs.ingestInfrequentGb': at(CLOUDWATCH, 'DataProcessingIA-Bytes', 'GB'),
  'logs.vendedGb': at(CLOUDWATCH, 'VendedLog-Bytes', 'GB'),
  'logs.vendedToS3Gb': at(CLOUDWATCH, 'S3-Egress-Bytes', 'GB'),
  'logs.storageGbMonth': at(CLOUDWATCH, 'TimedStorage-ByteHrs', 'GB-Mo'),
  'logs.insightsScanGb': at(CLOUDWATCH, 'DataScanned-Bytes', 'GB'),
  'logs.liveTailMinute': at(CLOUDWATCH, 'Logs-LiveTail', 'minutes'),

  'ecr.gbMonth': at(['AmazonECR'], 'TimedStorage-ByteHrs', 'GB-Mo'),
  's3.gbMonth': at(['AmazonS3'], 'TimedStorage-ByteHrs', 'GB-Mo'),
  's3.infrequentGbMonth': at(['AmazonS3'], 'TimedStorage-SIA-ByteHrs', 'GB-Mo'),
  's3.put': at(['AmazonS3'], 'Requests-Tier1', 'Requests'),
  's3.get': at(['AmazonS3'], 'Requests-Tier2', 'Requests'),
  'secrets.secretMonth': at(['AWSSecretsManager'], 'AWSSecretsManager-Secrets', 'Secrets'),
  'secrets.request': at(['AWSSecretsManager'], 'AWSSecretsManagerAPIRequest', 'API Requests'),
  'kms.keyMonth': at(KMS, 'KMS-Keys', 'Keys'),
  'kms.request': at(KMS, 'KMS-Requests', 'Requests'),
  'ssm.advancedParameterMonth': at(['AWSSystemsManager'], null, 'Parameters'),
  'ssm.advancedRequest': at(['AWSSystemsManager'], null, 'Requests'),
  'cloudMap.resourceMonth': at(['AWSCloudMap'], null, 'Resources'),
  'cloudMap.discoverRequest': at(['AWSCloudMap'], null, 'Requests'),
  'route53.zoneMonth': at(['AmazonRoute53'], 'HostedZone', 'HostedZone'),
  'route53.query': at(['AmazonRoute53'], 'DNS-Queries', 'Queries'),
  'route53.latencyQuery': at(['AmazonRoute53'], null, 'Queries'),
  'route53.geoQuery': at(['AmazonRoute53'], null, 'Queries'),
  'waf.webAclMonth': at(WAF, 'WebACLV2', 'Web ACLs'),
  'waf.ruleMonth': at(WAF, 'RuleV2', 'Rules'),
  /** Of a web ACL of up to 1,500 capacity units. */
  'waf.request': at(WAF, 'RequestV2-Tier1', 'Requests'),
  'xray.traceRecorded': at(['AWSXRay'], 'XRay-TracesStored', 'Traces'),
  'xray.traceRetrieved': at(['AWSXRay'], 'XRay-TracesAccessed', 'Traces'),
} as const satisfies Readonly<Record<string, PriceListPlace>>;

export type PriceName = keyof typeof PRICES;

/** Every name, in the order of the table. */
export const PRICE_NAMES: readonly PriceName[] = Object.keys(PRICES) as PriceName[];

/** Whether a text is the name of a price. */
export function isPriceName(text: string): text is PriceName {
  return Object.hasOwn(PRICES, text);
}

function at(
  services: readonly string[],
  usageType: string | null,
  unit: string,
  attributes: Readonly<Record<string, string>> = {},
): PriceListPlace {
  return { services, usageType, unit, attributes };
}
