import { ScenarioRun } from '../src/experiment/run.ts';
import type { Scenario } from '../src/scenario/scenario.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { END_MS, engine } from './engine-variant.ts';
import { aim, alternate, type Finding, type Measured, ns, type Variant } from './harness.ts';
import { constantRate, loadedMonth, steppedRate } from './requests-scenarios.ts';

const MINUTES = 43_200;

/** `bench requests`: many services under load for a month, changing each minute or not, and what more requests cost. */
export function benchRequests(quick: boolean): Finding[] {
  const services = quick ? 4 : 200;
  const rounds = quick ? 1 : 3;
  const minutes = services * MINUTES;
  const [noisy] = alternate([engine('noisy', loadedMonth(services, constantRate(300), 'poisson'))], rounds);
  const [stepped] = alternate([engine('stepped', loadedMonth(services, steppedRate(300), 'exact'))], rounds);
  const [run] = alternate([whole('run', loadedMonth(services, constantRate(300), 'poisson'))], 1);
  const million = whole('a million', loadedMonth(1, constantRate(1e6 / MINUTES / 60), 'poisson'));
  const billion = whole('a billion', loadedMonth(1, constantRate(1e9 / MINUTES / 60), 'poisson'));
  const [few] = alternate([million], rounds);
  const [many] = alternate([billion], rounds);
  return [
    {
      what: `a month of ${services} services, other load each minute`,
      figure: `${figureOf(noisy!)}, ${ns((noisy!.seconds * 1e9) / minutes)} a service-minute`,
      aim: 'at most 2,000 ns',
      met: (noisy!.seconds * 1e9) / minutes <= 2000,
    },
    { what: '  with bill, timeline and summary', figure: figureOf(run!) },
    aim('  against load in steps of 15 minutes', noisy!.seconds / stepped!.seconds, 'at least', 5),
    {
      what: 'a month of one service, a billion requests',
      figure: `${figureOf(many!)}, ${Math.round(1000 / many!.seconds)} million requests a second`,
    },
    aim('  against one million', many!.seconds / few!.seconds, 'at most', 2),
  ];
}

/** With everything that observers make of it. */
function whole(name: string, scenario: Scenario): Variant {
  return {
    name,
    prepare: () => () => {
      const run = new ScenarioRun(scenario, TEST_PRICES);
      while (run.advance(END_MS, Number.POSITIVE_INFINITY) !== 'ended');
      const { digest, run: counted } = run.streamedOutcome();
      return { checksum: digest, units: counted.events };
    },
  };
}

function figureOf({ seconds, checksum }: Measured): string {
  return `${seconds.toFixed(2)} s, checksum ${checksum}`;
}
