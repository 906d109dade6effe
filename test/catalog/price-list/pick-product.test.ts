import { describe, expect, test } from 'vitest';
import { pickProduct } from '../../../src/catalog/price-list/pick-product.ts';
import { instanceProduct, usageProduct } from '../../support/offer-file.ts';

const pick = (service: string, usagetype: string, more: Readonly<Record<string, string>> = {}) =>
  pickProduct(service, usageProduct('A', usagetype, '1', 'Hrs', more));
const priceOf = (...given: Parameters<typeof pick>) => {
  const picked = pick(...given);
  return typeof picked === 'string' ? picked : picked.price;
};
const instance = (more: Readonly<Record<string, string>>) => {
  const picked = pickProduct('AmazonEC2', instanceProduct('A', 'm5.metal', '1', more));
  return typeof picked === 'string' ? picked : picked.price;
};

describe('instances (billing:9)', () => {
  test('Linux and Windows, shared, used, nothing installed', () => {
    expect(instance({})).toBe('ec2.linux:m5.metal');
    expect(instance({ operatingSystem: 'Windows', operation: 'RunInstances:0002' })).toBe(
      'ec2.windows:m5.metal',
    );
  });

  test('a metal row of another tenancy holds the dearer price', () => {
    expect(instance({ tenancy: 'Dedicated' })).toBe('tenancy other than Shared');
    expect(instance({ tenancy: 'Host', usagetype: 'HostUsage:m5' })).toBe('tenancy other than Shared');
    expect(instance({ tenancy: 'Dedicated', usagetype: 'DedicatedUsage:m5.metal' })).toBe(
      'tenancy other than Shared',
    );
  });

  test.each([
    [{ capacitystatus: 'UnusedCapacityReservation' }, 'capacity that is reserved and not used'],
    [{ preInstalledSw: 'SQL Ent' }, 'software installed'],
    [{ operatingSystem: 'RHEL', operation: 'RunInstances:0010' }, 'another operating system or licence'],
    [{ operatingSystem: 'SUSE', operation: 'RunInstances:000g' }, 'another operating system or licence'],
    [{ operatingSystem: 'Windows', operation: 'RunInstances:0800' }, 'another operating system or licence'],
    [{ operatingSystem: 'Linux', operation: 'RunInstances:0002' }, 'another operating system or licence'],
    [{ usagetype: 'BoxUsage:' }, 'an instance type that is none'],
    [{ locationType: 'AWS Local Zone' }, 'not in a region: Local Zone, Wavelength, Outpost or edge'],
    [{ regionCode: '' }, 'no region'],
    [{ usagetype: 'SpotUsage:m5.metal' }, 'Spot'],
    [{ usagetype: 'Reservation:m5.metal' }, 'a usage type that nothing here is billed by'],
  ])('not %j', (more, reason) => {
    expect(instance(more as Record<string, string>)).toBe(reason);
  });
});

describe('usage types are matched as a whole (billing:9)', () => {
  test('Fargate on ARM, on Windows and on Spot is not Fargate on x86', () => {
    expect(priceOf('AmazonECS', 'EU-Fargate-vCPU-Hours:perCPU')).toBe('fargate.vcpuHour');
    expect(priceOf('AmazonECS', 'EU-Fargate-ARM-vCPU-Hours:perCPU')).toBe('fargate.arm.vcpuHour');
    expect(priceOf('AmazonECS', 'EU-Fargate-Windows-vCPU-Hours:perCPU')).toBe('fargate.windows.vcpuHour');
    expect(priceOf('AmazonECS', 'EU-Fargate-Windows-OS-Hours:perCPU')).toBe('fargate.windows.osVcpuHour');
    expect(priceOf('AmazonECS', 'EU-SpotUsage-Fargate-vCPU-Hours:perCPU')).toBe('Spot');
    expect(priceOf('AmazonECS', 'EU-Fargate-EphemeralStorage-GB-Hours')).toBe('fargate.ephemeralGbHour');
    expect(priceOf('AmazonECS', 'EU-Fargate-GB-Hours-More')).toMatch(/^a usage type/);
  });

  test('with and without the prefix of a region: us-east-1 has none with EC2, but USE1- elsewhere', () => {
    const virginia = { regionCode: 'us-east-1', location: 'US East (N. Virginia)' };
    expect(priceOf('AmazonEC2', 'NatGateway-Hours', virginia)).toBe('nat.hour');
    expect(priceOf('AmazonECS', 'USE1-Fargate-GB-Hours', virginia)).toBe('fargate.gbHour');
    expect(pick('AmazonECS', 'USE1-ECS-Anywhere-Instance-hours', virginia)).toMatchObject({
      price: 'ecs.anywhere.hour',
      prefix: 'USE1-',
    });
    expect(priceOf('AmazonECS', 'ECS-Anywhere-Instance-hours')).toBe('ecs.anywhere.hour');
    expect(priceOf('AmazonECS', 'EU-ECS-Anywhere-Instance-hours-WithFree')).toMatch(/^a usage type/);
    expect(priceOf('AWSXRay', 'Global-XRay-TracesStored')).toMatch(/^a usage type/);
    expect(priceOf('AWSXRay', 'EU-XRay-TracesStored')).toBe('xray.traceRecorded');
    expect(priceOf('awswaf', 'USE1-WebACLV2')).toBe('waf.webAclMonth');
    expect(priceOf('awswaf', 'EU-RuleV2')).toBe('waf.ruleMonth');
    expect(priceOf('awswaf', 'EU-RequestV2-Tier1')).toBe('waf.request');
    expect(priceOf('awswaf', 'EU-ShieldProtected-WebACLV2')).toMatch(/^a usage type/);
    expect(priceOf('awskms', 'eu-west-1-KMS-Requests')).toBe('kms.request');
    expect(pick('AmazonEC2', 'EU-EBS:VolumeUsage.gp3')).toMatchObject({ region: 'eu-west-1', prefix: 'EU-' });
    expect(priceOf('AmazonEC2', 'EU-EBS:VolumeUsage.gp3-X')).toMatch(/^a usage type/);
    expect(priceOf('AmazonEC2', 'USE1-EU-NatGateway-Hours')).toMatch(/^a usage type/);
  });

  test('one usage type of several load balancers, by operation; one of several services, by service', () => {
    const lb = (operation: string) => priceOf('AWSELB', 'EU-LoadBalancerUsage', { operation });
    expect(lb('LoadBalancing:Application')).toBe('alb.hour');
    expect(lb('LoadBalancing:Network')).toBe('nlb.hour');
    expect(lb('LoadBalancing')).toBe('clb.hour');
    expect(lb('LoadBalancing:Other')).toBe('another operation or operating system of a known usage type');
    expect(priceOf('AmazonECR', 'EU-TimedStorage-ByteHrs')).toBe('ecr.gbMonth');
    expect(priceOf('AmazonS3', 'EU-TimedStorage-ByteHrs')).toBe('s3.gbMonth');
    expect(priceOf('AmazonRDS', 'EU-TimedStorage-ByteHrs')).toMatch(/^a usage type/);
  });

  test('transfer names its region as the one it comes from', () => {
    const attributes = { regionCode: '', fromRegionCode: 'eu-west-1', fromLocationType: 'AWS Region' };
    const { regionCode: _, ...from } = attributes;
    const product = { sku: 'A', attributes: { ...from, usagetype: 'EU-DataTransfer-Out-Bytes' } };
    expect(pickProduct('AWSDataTransfer', product)).toMatchObject({
      region: 'eu-west-1',
      price: 'transfer.internetOut.gb',
    });
  });

  test.each([null, 7, [], {}, { sku: 'A' }, { sku: 'A', attributes: { usagetype: 3 } }])(
    'not %j',
    (product) => {
      expect(pickProduct('AmazonEC2', product)).toMatch(/^not a product|^no usage type/);
    },
  );
});
