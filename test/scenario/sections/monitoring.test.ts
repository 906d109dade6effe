import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const monitored = (monitoring?: object) =>
  small({
    simulation: { duration: '1d' },
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1, monitoring }],
    workloads: [],
  });
const resolutionOf = async (monitoring?: object) =>
  (await load(monitored(monitoring))).services[0]!.resolutionMs;

test('a service publishes every minute, or every 20 s if it says so', async () => {
  expect(await resolutionOf()).toEqual({ cpu: 60_000, memory: 60_000 });
  expect(await resolutionOf({ metricConfigurations: [] })).toEqual({ cpu: 60_000, memory: 60_000 });
  const configuration = (resolutionSeconds: number, ...metricNames: string[]) => ({
    metricNames,
    resolutionSeconds,
  });
  expect(
    await resolutionOf({
      metricConfigurations: [configuration(20, 'CPUUtilization'), configuration(60, 'MemoryUtilization')],
    }),
  ).toEqual({ cpu: 20_000, memory: 60_000 });
  expect(
    await resolutionOf({ metricConfigurations: [configuration(20, 'CPUUtilization', 'MemoryUtilization')] }),
  ).toEqual({ cpu: 20_000, memory: 20_000 });
});

test('other metrics and other times are refused, and two of one metric', async () => {
  const at = 'services[0].monitoring.metricConfigurations';
  expect(
    await complaintsOf(
      monitored({
        metricConfigurations: [
          { metricNames: ['CPU'], resolutionSeconds: 10 },
          { metricNames: [], resolutionSeconds: 20 },
        ],
      }),
    ),
  ).toEqual([
    `${at}[0].metricNames[0]: expected one of CPUUtilization, MemoryUtilization, received "CPU". Did you mean CPUUtilization?`,
    `${at}[0].resolutionSeconds: expected 20 or 60, received 10.`,
    `${at}[1].metricNames: expected at least one metric, received an empty list.`,
  ]);
  const twice = { metricNames: ['CPUUtilization', 'CPUUtilization'], resolutionSeconds: 20 };
  expect(await complaintsOf(monitored({ metricConfigurations: [twice] }))).toEqual([
    `${at}[0].metricNames[1]: expected a metric that is said of once, received CPUUtilization once more.`,
  ]);
});
