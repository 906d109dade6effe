import * as z from 'zod';
import { billedEphemeralGib, fargateBilledSeconds } from '../../billing/fargate.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { chargeOf, hourly, listRates, windowsChargeOf, windowsHourly } from '../fargate-bill.ts';

const platform = z.enum(['linux/x86', 'linux/arm']);
const perSecond = z.strictObject({ vcpu: z.number(), gb: z.number(), storageGb: z.number().optional() });
const size = { region: z.string(), vcpu: z.number(), gb: z.number() };
const ratePair = z.tuple([z.number(), z.number()]);
const runEveryDay = {
  ...size,
  ephemeralGb: z.number().optional(),
  secondsPerDay: z.number(),
  days: z.number(),
  platform,
  perSecond,
};

/** What Fargate charges for so many tasks of one size, at the given or the listed rates (billing:F1 to F6, F9). */
export const fargate: Adapter = adapter(
  'fargate',
  form({ ...runEveryDay, tasks: z.number() }, (given) => everyDay(given, given.tasks)),
  form({ ...runEveryDay, pods: z.number() }, (given) => everyDay(given, given.pods)),
  form({ ...size, taskHours: z.number(), rates: ratePair }, ({ vcpu, gb, taskHours, rates }) => {
    const cost = (seconds: number) =>
      chargeOf({ seconds, vcpu, gb, storageGib: 0 }, hourly(rates[0], rates[1], 0)).total;
    return { hourly: cost(3600), total: cost(taskHours * 3600) };
  }),
  form(
    {
      ...size,
      tasks: z.number(),
      secondsPerDay: z.number(),
      days: z.number(),
      platform: z.literal('windows'),
      perSecond: windowsRates('osVcpu'),
    },
    ({ tasks, secondsPerDay, days, vcpu, gb, perSecond }) => {
      const seconds = fargateBilledSeconds(secondsPerDay * 1000, 'WINDOWS') * tasks * days;
      const rates = windowsHourly(perSecond.vcpu * 3600, perSecond.gb * 3600, perSecond.osVcpu * 3600);
      return windowsChargeOf({ seconds, vcpu, gb, storageGib: 0 }, rates);
    },
  ),
  form({ ...size, taskHours: z.number(), rates: windowsRates('os') }, ({ vcpu, gb, taskHours, rates }) =>
    windowsChargeOf(
      { seconds: taskHours * 3600, vcpu, gb, storageGib: 0 },
      windowsHourly(rates.vcpu, rates.gb, rates.os),
    ),
  ),
  form(
    { ...size, tasks: z.number(), hours: z.number(), rates: ratePair },
    ({ vcpu, gb, tasks, hours, rates }) =>
      chargeOf({ seconds: tasks * hours * 3600, vcpu, gb, storageGib: 0 }, hourly(rates[0], rates[1], 0)),
  ),
  form(
    {
      ...size,
      tasksPerDay: z.number(),
      minutes: z.number(),
      ephemeralGb: z.number(),
      daysPerMonth: z.number(),
    },
    async ({ region, vcpu, gb, tasksPerDay, minutes, ephemeralGb, daysPerMonth }) => {
      const rates = await listRates(region);
      if (rates === null) return NOT_COVERED;
      const seconds = fargateBilledSeconds(minutes * 60_000, 'LINUX') * tasksPerDay * daysPerMonth;
      return chargeOf({ seconds, vcpu, gb, storageGib: billedEphemeralGib(ephemeralGb) }, rates);
    },
  ),
  form(
    { region: z.string(), vcpuTotal: z.number(), gbTotal: z.number(), hours: z.number() },
    async ({ region, vcpuTotal, gbTotal, hours }) => {
      const rates = await listRates(region);
      if (rates === null) return NOT_COVERED;
      return chargeOf({ seconds: hours * 3600, vcpu: vcpuTotal, gb: gbTotal, storageGib: 0 }, rates);
    },
  ),
);

/** The licence's rate goes by a name of its own. */
function windowsRates<Os extends string>(os: Os) {
  const rates = { vcpu: z.number(), gb: z.number(), [os]: z.number() };
  return z.strictObject(rates as Record<'vcpu' | 'gb' | Os, z.ZodNumber>);
}

function everyDay(given: z.output<z.ZodObject<typeof runEveryDay>>, tasks: number): unknown {
  const { secondsPerDay, days, vcpu, gb, ephemeralGb } = given;
  const rates = given.perSecond;
  return chargeOf(
    {
      seconds: fargateBilledSeconds(secondsPerDay * 1000, 'LINUX') * tasks * days,
      vcpu,
      gb,
      storageGib: ephemeralGb === undefined ? 0 : billedEphemeralGib(ephemeralGb),
    },
    hourly(rates.vcpu * 3600, rates.gb * 3600, (rates.storageGb ?? 0) * 3600),
  );
}
