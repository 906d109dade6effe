import { expect, test } from 'vitest';
import { burstableType } from '../../src/catalog/burstable.ts';
import { loadInstanceTypes } from '../../src/catalog/instance-types.ts';

/** Baseline of each vCPU in percent, as AWS's table prints it (EC2 user guide, baseline utilization). */
const T3: Record<string, number> = {
  nano: 5,
  micro: 10,
  small: 20,
  medium: 20,
  large: 30,
  xlarge: 40,
  '2xlarge': 40,
};
const PUBLISHED: Record<string, Record<string, number>> = {
  t2: { ...T3, xlarge: 22.5, '2xlarge': 17 },
  t3: T3,
  t3a: T3,
  t4g: T3,
};

test('every size of t2, t3, t3a and t4g earns its published baseline, and keeps a day of it', async () => {
  const types = await loadInstanceTypes();
  const names = types.names.filter((name) => /^t\d/.test(name));
  expect(names).toHaveLength(28);
  for (const name of names) {
    const [family = '', size = ''] = name.split('.');
    const type = burstableType(name)!;
    expect((type.baselineVcpu / types.find(name)!.vcpu) * 100, name).toBeCloseTo(
      PUBLISHED[family]![size]!,
      9,
    );
    expect(type.mostCredits).toBe(24 * type.creditsPerHour);
  }
});

test('t2 is standard with launch credits, the others are unlimited without; other types have none', () => {
  expect(burstableType('t2.micro')).toEqual({
    creditsPerHour: 6,
    baselineVcpu: 0.1,
    mostCredits: 144,
    defaultMode: 'standard',
    launchCreditsPerVcpu: 30,
  });
  expect(burstableType('t4g.large')).toMatchObject({ defaultMode: 'unlimited', launchCreditsPerVcpu: 0 });
  expect(burstableType('m5.large')).toBeNull();
  expect(burstableType('toString')).toBeNull();
});
