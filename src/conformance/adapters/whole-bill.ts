import * as z from 'zod';
import { LCU_PARTS } from '../../billing/meters/load-balancer.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { chargeOf, listRates } from '../fargate-bill.ts';
import { given, meterCost } from '../metered-cost.ts';

const HOUR_MS = 3_600_000;
/** An ALB's hour in eu-west-1, by real bills of 2026. */
const EU_WEST_1_ALB = 0.0252;

/** Bills of several services at once. */
export const wholeBill: Adapter = adapter(
  'whole-bill',
  form(
    {
      albHours: z.int(),
      ipv4Hours: z.int(),
      fargateVcpuHours: z.int(),
      fargateGbHours: z.int(),
      hostedZones: z.int(),
      lcuHours: z.number(),
    },
    async (bill) => {
      const rates = await listRates('eu-west-1');
      if (rates === null) return NOT_COVERED;
      const fargate = chargeOf(
        { seconds: 3600, vcpu: bill.fargateVcpuHours, gb: bill.fargateGbHours, storageGib: 0 },
        rates,
      );
      return {
        alb: meterCost('alb.hour', bill.albHours * HOUR_MS, { tiers: given(EU_WEST_1_ALB) }),
        ipv4: meterCost('publicIpv4.hour', bill.ipv4Hours * HOUR_MS),
        fargateVcpu: fargate.cpu,
        fargateGb: fargate.memory,
        zone: meterCost('route53.zoneMonth', bill.hostedZones),
        lcu: meterCost('alb.lcuHour', BigInt(Math.round(bill.lcuHours * 1e6)) * (LCU_PARTS / 1_000_000n)),
      };
    },
  ),
  form(
    {
      tasks: z.int(),
      vcpu: z.number(),
      gb: z.number(),
      alb: z.int(),
      ipv4: z.int(),
      hours: z.int(),
    },
    async ({ tasks, vcpu, gb, alb, ipv4, hours }) => {
      const rates = await listRates('us-east-1');
      if (rates === null) return NOT_COVERED;
      const cost = (count: number) =>
        chargeOf({ seconds: count * hours * 3600, vcpu, gb, storageGib: 0 }, rates).total;
      const albCost = meterCost('alb.hour', alb * hours * HOUR_MS);
      const ipv4Cost = meterCost('publicIpv4.hour', ipv4 * hours * HOUR_MS);
      return {
        task: cost(1),
        tasks: cost(tasks),
        alb: albCost,
        ipv4: ipv4Cost,
        total: cost(tasks) + albCost + ipv4Cost,
      };
    },
  ),
);
