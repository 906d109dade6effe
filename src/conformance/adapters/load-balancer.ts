import * as z from 'zod';
import {
  albDimensions,
  highestDimension,
  LCU_PARTS,
  nlbDimensions,
  ruleEvaluations,
} from '../../billing/meters/load-balancer.ts';
import type { MeterName } from '../../billing/meters/registry.ts';
import { startedHoursMs } from '../../billing/meters/started-hours.ts';
import { LOAD_BALANCER_UNITS } from '../../catalog/services/load-balancer-units.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { given, meterCost } from '../metered-cost.ts';

const HOUR_MS = 3_600_000;
const traffic = {
  newConnPerSec: z.int(),
  connSeconds: z.int(),
  reqPerSec: z.int(),
  kbPerSec: z.int(),
  rules: z.int(),
};
type Traffic = z.output<z.ZodObject<typeof traffic>>;

/** Example 1 of AWS's page, to which others refer. */
const ALB_1: Traffic = { newConnPerSec: 1, connSeconds: 120, reqPerSec: 5, kbPerSec: 300, rules: 60 };
const ALB_1_RATES = { hour: 0.0225, unit: 0.008 };
const PAGE_HOURS = 720;

/** Hours and capacity units of load balancers (billing:N1 to N4). */
export const loadBalancer: Adapter = adapter(
  'load-balancer',
  form(
    { region: z.string(), ...traffic, albHour: z.number(), lcuHour: z.number(), hours: z.int() },
    ({ region: _region, albHour, lcuHour, hours, ...hour }) =>
      albAnswer(hour, false, { hour: albHour, unit: lcuHour }, hours),
  ),
  form({ as: z.literal('alb-1 with 1 rule'), trustStoreHour: z.number() }, ({ trustStoreHour }) =>
    albAnswer({ ...ALB_1, rules: 1 }, true, { ...ALB_1_RATES, trustStore: trustStoreHour }, PAGE_HOURS),
  ),
  form({ as: z.literal('alb-1'), albHour: z.number(), lcuHour: z.number() }, ({ albHour, lcuHour }) =>
    albAnswer(ALB_1, false, { hour: albHour, unit: lcuHour }, PAGE_HOURS),
  ),
  form(
    {
      newTcpPerSec: z.int(),
      connSeconds: z.int(),
      kbPerSec: z.int(),
      nlbHour: z.number(),
      lcuHour: z.number(),
    },
    ({ newTcpPerSec, connSeconds, kbPerSec, nlbHour, lcuHour }) => {
      const hour = hourOf(newTcpPerSec, connSeconds, kbPerSec);
      const { parts } = highestDimension(nlbDimensions(hour, LOAD_BALANCER_UNITS.nlb.TCP));
      const lcuHourly = meterCost('nlb.lcuHour', parts, { tiers: given(lcuHour) });
      return {
        lcuBilled: units(parts),
        lcuHourly,
        hourly: lcuHourly + meterCost('nlb.hour', HOUR_MS, { tiers: given(nlbHour) }),
      };
    },
  ),
  form({ hours: z.int(), lcuAverage: z.number() }, ({ hours, lcuAverage }) => ({
    hours: meterCost('alb.hour', startedHoursMs(0, hours * HOUR_MS)),
    lcu: meterCost('alb.lcuHour', BigInt(Math.round(hours * lcuAverage * 1e6)) * (LCU_PARTS / 1_000_000n)),
  })),
);

interface AlbRates {
  readonly hour: number;
  readonly unit: number;
  readonly trustStore?: number;
}

function albAnswer(traffic: Traffic, mutualTls: boolean, rates: AlbRates, hours: number): unknown {
  const requests = BigInt(traffic.reqPerSec * 3600);
  const dimensions = albDimensions(
    {
      ...hourOf(traffic.newConnPerSec, traffic.connSeconds, traffic.kbPerSec),
      mutualTls,
      lambdaBytes: 0n,
      ruleEvaluations: ruleEvaluations(requests, traffic.rules, LOAD_BALANCER_UNITS.alb),
    },
    LOAD_BALANCER_UNITS.alb,
  );
  const { parts } = highestDimension(dimensions);
  const cost = (count: number) =>
    [
      ['alb.hour', startedHoursMs(0, count * HOUR_MS), rates.hour],
      ['alb.lcuHour', BigInt(count) * parts, rates.unit],
      ['alb.trustStoreHour', count * HOUR_MS, rates.trustStore ?? 0],
    ].reduce(
      (sum, [meter, quantity, rate]) =>
        sum + meterCost(meter as MeterName, quantity as number | bigint, { tiers: given(rate as number) }),
      0,
    );
  return {
    lcu: {
      newConn: units(dimensions.newConnections),
      active: units(dimensions.activeConnections),
      bytes: units(dimensions.processedBytes),
      rules: units(dimensions.ruleEvaluations),
    },
    lcuBilled: units(parts),
    hourly: cost(1),
    total: cost(hours),
  };
}

/** An hour at even rates; KB are decimal (billing:N4). */
function hourOf(newPerSecond: number, connSeconds: number, kbPerSecond: number) {
  const newConnections = BigInt(newPerSecond * 3600);
  return {
    newConnections,
    activeConnectionMs: newConnections * BigInt(connSeconds * 1000),
    bytes: BigInt(kbPerSecond * 1000 * 3600),
  };
}

function units(parts: bigint): number {
  return Number(parts) / Number(LCU_PARTS);
}
