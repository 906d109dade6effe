import type { PriceTable } from '../../src/billing/rates.ts';

/** List prices of us-east-1 as of 2026-09 that a person can check by hand; `m5.large` is the only type. */
export const TEST_PRICES: PriceTable = {
  usagePrefix: { ec2: '', fargate: 'USE1-' },
  ec2: {
    hourlyPrice: (type) => (type === 'm5.large' ? '0.096' : undefined),
    windowsHourlyPrice: (type) => (type === 'm5.large' ? '0.188' : undefined),
  },
  fargate: {
    X86_64: { vcpuHour: '0.04048', gbHour: '0.004445' },
    ARM64: { vcpuHour: '0.03238', gbHour: '0.00356' },
    ephemeralGbHour: '0.000111',
  },
  fargateSpot: {
    X86_64: { vcpuHour: '0.01288871', gbHour: '0.00141527' },
    ARM64: { vcpuHour: '0.01030969', gbHour: '0.00113349' },
  },
  fargateWindows: { vcpuHour: '0.046552', gbHour: '0.00511175', osVcpuHour: '0.046' },
  fargateSavingsPlans: [
    { architecture: 'X86_64', term: '1y', payment: 'NoUpfront', vcpuHour: '0.032384', gbHour: '0.003556' },
  ],
  services: {
    find: () => ({
      unit: 'Units',
      tiers: [{ from: '0', price: '0.01' }],
      asOf: null,
      source: 'test',
      rule: null,
    }),
  },
};
