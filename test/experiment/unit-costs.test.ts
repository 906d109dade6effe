import { expect, test } from 'vitest';
import type { ServiceSummary } from '../../src/experiment/outcome.ts';
import { unitCosts } from '../../src/experiment/unit-costs.ts';
import { formatUnitUsd } from '../../src/reporters/text/numbers.ts';

const HOUR = 3_600_000;
const NOTHING = { tasksStarted: 0, services: {}, usedVcpu: 0, measuredMs: HOUR };

test('all the money for each thing; nothing for what there is none of', () => {
  expect(unitCosts(6, NOTHING)).toEqual({ perTask: null, perThousandRequests: null, perVcpuHourUsed: null });
  expect(unitCosts(6, { ...NOTHING, tasksStarted: 4 })).toMatchObject({ perTask: 1.5 });
  expect(unitCosts(6, { ...NOTHING, usedVcpu: 1.5, measuredMs: 2 * HOUR })).toMatchObject({
    perVcpuHourUsed: 2,
  });
  const served = (count: number | null) =>
    ({ requestsBy: count === null ? null : { served: count } }) as ServiceSummary;
  const services = { web: served(2500), api: served(500), idle: served(null) };
  expect(unitCosts(6, { ...NOTHING, services })).toMatchObject({ perThousandRequests: 2 });
});

test('what is under a cent has two digits', () => {
  expect([0.00123, 0.0099, 0.000_04, 0.01, 1.5, 0, 1e-9].map(formatUnitUsd)).toEqual([
    '$0.0012',
    '$0.0099',
    '$0.000040',
    '$0.01',
    '$1.50',
    '$0.00',
    '<$0.01',
  ]);
});
