import { expect, test } from 'vitest';
import { speedOf } from '../../../src/requests/host/speed.ts';

const onEc2 = (ec2InstanceType: string | null, architecture: 'X86_64' | 'ARM64' = 'X86_64') =>
  ({ launchType: 'EC2', architecture, ec2InstanceType }) as const;
const onFargate = (architecture: 'X86_64' | 'ARM64') =>
  ({ launchType: 'FARGATE', architecture, ec2InstanceType: null }) as const;

test('is 1 where nothing is said', () => {
  expect(speedOf({}, onEc2('m5.large'))).toBe(1);
  expect(speedOf({ m7g: 2, arm64: 3, fargate: 4 }, onEc2('m5.large'))).toBe(1);
  expect(speedOf({ m7g: 2, arm64: 3, fargate: 4 }, onEc2(null))).toBe(1);
});

test('the family goes before the architecture, and so does Fargate', () => {
  const speed = { m7g: 1.15, 'm7i-flex': 0.9, arm64: 1.05, x86_64: 0.95, fargate: 0.8 };
  expect(speedOf(speed, onEc2('m7g.2xlarge', 'ARM64'))).toBe(1.15);
  expect(speedOf(speed, onEc2('m7gd.2xlarge', 'ARM64'))).toBe(1.05);
  expect(speedOf(speed, onEc2('m7i-flex.large'))).toBe(0.9);
  expect(speedOf(speed, onEc2('m7i.large'))).toBe(0.95);
  expect(speedOf(speed, onEc2(null, 'ARM64'))).toBe(1.05);
  expect(speedOf(speed, onFargate('ARM64'))).toBe(0.8);
  expect(speedOf({ arm64: 1.05 }, onFargate('ARM64'))).toBe(1.05);
});
