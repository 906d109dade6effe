import type { Scenario } from '../src/scenario/scenario.ts';
import { scalableTarget } from '../test/support/scenario.ts';
import { engine } from './engine-variant.ts';
import { aim, alternate, type Finding, type Measured, ns } from './harness.ts';
import { constantRate, loadedMonth, steppedRate } from './requests-scenarios.ts';

const MINUTES = 43_200;

/**
 * `bench scaling`: many services under target tracking on 60-second metrics for a month, beside the same load with nobody who
 * looks at it. The load changes each minute, or each quarter of an hour.
 */
export function benchScaling(quick: boolean): Finding[] {
  const services = quick ? 4 : 200;
  const rounds = quick ? 1 : 4;
  const minutes = services * MINUTES;
  const noisy = loadedMonth(services, constantRate(280), 'poisson');
  const stepped = loadedMonth(services, steppedRate(280), 'exact');
  const [bare, watched, tracked] = alternate(
    [
      engine('bare', noisy),
      engine('watched', tracking(noisy, 4, 4)),
      engine('tracked', tracking(noisy, 2, 20)),
    ],
    rounds,
  );
  const [bareSteps, watchedSteps, trackedSteps] = alternate(
    [
      engine('bare', stepped),
      engine('watched', tracking(stepped, 4, 4)),
      engine('tracked', tracking(stepped, 2, 20)),
    ],
    rounds,
  );
  const cost = (with_: Measured, without: Measured) => ((with_.seconds - without.seconds) * 1e9) / minutes;
  return [
    {
      what: `a month of ${services} services, other load each minute`,
      figure: `${figureOf(tracked!)}, ${ns((tracked!.seconds * 1e9) / minutes)} a service-minute`,
    },
    {
      what: '  of that, metrics and alarms',
      figure: `${ns(cost(watched!, bare!))} a service-minute (load alone ${bare!.seconds.toFixed(2)} s)`,
    },
    {
      what: `the same in steps of 15 minutes`,
      figure: `${figureOf(trackedSteps!)}, ${ns((trackedSteps!.seconds * 1e9) / minutes)} a service-minute`,
    },
    {
      what: '  of that, metrics and alarms',
      figure: `${ns(cost(watchedSteps!, bareSteps!))} a service-minute (load alone ${bareSteps!.seconds.toFixed(2)} s)`,
    },
    aim('  changing against steps', watched!.seconds / watchedSteps!.seconds, 'at least', 5),
  ];
}

/** Each service of a scenario keeps its CPU at 60 %, within bounds. */
function tracking(scenario: Scenario, minCapacity: number, maxCapacity: number): Scenario {
  return {
    ...scenario,
    scalableTargets: scenario.services.map(({ serviceName }, service) =>
      scalableTarget({
        resourceId: `service/main/${serviceName}`,
        scales: { of: 'service', index: service },
        minCapacity,
        maxCapacity,
        policies: [
          {
            kind: 'targetTracking',
            policyName: 'cpu60',
            targetValue: 60,
            query: {
              periodMs: 60_000,
              terms: [
                {
                  id: 'm1',
                  label: 'AWS/ECS CPUUtilization',
                  source: { of: 'service', service, metric: 'CPUUtilization' },
                  statistic: { kind: 'Average' },
                },
              ],
              expression: null,
            },
            scaleOutCooldownMs: 300_000,
            scaleInCooldownMs: 300_000,
            disableScaleIn: false,
            warmUpMs: 0,
          },
        ],
      }),
    ),
  };
}

function figureOf({ seconds, checksum }: Measured): string {
  return `${seconds.toFixed(2)} s, checksum ${checksum}`;
}
