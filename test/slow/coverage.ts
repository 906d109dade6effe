import { compareAlternatives } from '../../src/experiment/compare/compare-alternatives.ts';
import type { ComparedPair } from '../../src/experiment/compare/comparison.ts';
import type { ScenarioFacts } from '../../src/experiment/compare/plan/scenario-facts.ts';
import { comparedOutcome as withoutTables } from '../../src/experiment/execute/compared-outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { Stream } from '../../src/kernel/streams.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { ln, normalQuantile } from '../../src/units/elementary.ts';
import { alternative, answer, comparedOutcome } from '../support/comparison.ts';
import { load } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';

/**
 * How often a 95 % interval covers the truth, over a thousand comparisons of models whose truth is known: `npm run coverage`. Ends with
 * 1 when one covers it less often than it is allowed to.
 */

const COMPARISONS = 1000;

interface Model {
  readonly name: string;
  /** By pair, in the order of the alternatives. */
  readonly truth: readonly number[];
  /** One comparison's pairs in cost. */
  compare(comparison: number): readonly ComparedPair[];
  /** Of all comparisons, at least such a part must cover the truth; 1,000 of 95 % are 93 % or more with a probability of 99.7 %. */
  readonly least: number;
}

const FIRM = 0.93;

/** Costs of alternatives by a stream of one seed; all begin with the same draws. */
type Costs = (stream: Stream) => readonly number[];

const normal = (stream: Stream) => normalQuantile(Math.max(stream.next(), 2 ** -33));
const exponential = (stream: Stream) => -ln(1 - stream.next());

function seeded(
  name: string,
  truth: readonly number[],
  costs: Costs,
  { replications = 10, precision = null as number | null, least = FIRM } = {},
): Model {
  const alternatives = costs(new Stream('count')).map((_, i) => alternative(`${i}`, i));
  return {
    name,
    truth,
    least,
    compare(comparison) {
      const options = { scenario: { name, digest: '' }, confidence: 0.95, replications, precision };
      const inquiry = compareAlternatives(alternatives, { ...options, seed: `${comparison * 100_000}` });
      const { pairs } = answer(inquiry, ({ scenario, seed }) => {
        return comparedOutcome({ cost: costs(new Stream(`${name}/${seed}`))[scenario]!, digest: seed });
      });
      return pairs.filter(({ metric }) => metric === 'cost');
    },
  };
}

const RECORDED: ScenarioFacts = {
  recorded: ['trace'],
  repeatsRecording: false,
  speed: {},
  processors: [],
  worksByCpu: false,
  startsAtOnce: true,
};

/**
 * One recorded trace of so many days: the difference of a day depends on that of the day before by `phi`. `drawn`: what each of ten
 * seeds adds to every day of its run, as an uncertain input does.
 */
function recorded(days: number, phi: number, weekly: number, least: number, drawn = 0): Model {
  const more = `${weekly > 0 ? ', weekdays unlike weekends' : ''}${drawn > 0 ? ', and an uncertain input' : ''}`;
  const name = `one trace of ${days} days, correlation ${phi}${more}`;
  const alternatives = [0, 1].map((i) => ({ ...alternative(`${i}`, i), facts: RECORDED }));
  // Whole weeks hold five working days and two others.
  const level = (day: number) => (day % 7 < 5 ? (weekly * 2) / 7 : (-weekly * 5) / 7);
  return {
    name,
    truth: [-2 * days],
    least,
    compare(comparison) {
      const stream = new Stream(`${name}/${comparison}`);
      let state = normal(stream) / Math.sqrt(1 - phi * phi);
      const byDay = Array.from({ length: days }, (_, day) => {
        state = phi * state + normal(stream);
        return (-2 + state + level(day)) / 24;
      });
      const hours = Array.from({ length: days * 24 }, (_, hour) => 10 + (hour % 24 < 12 ? 5 : 0));
      const replications = drawn > 0 ? 10 : 3;
      const options = { scenario: { name, digest: '' }, confidence: 0.95, replications, precision: null };
      const inquiry = compareAlternatives(alternatives, { ...options, seed: `${100 * comparison}` });
      const { pairs } = answer(inquiry, ({ scenario, seed }) => {
        const added = drawn === 0 ? 0 : (drawn * normal(new Stream(`${name}/input/${seed}`))) / 24;
        return comparedOutcome({
          digest: drawn === 0 ? 'same' : seed,
          hours: scenario === 1 ? hours : hours.map((usd, i) => usd + byDay[Math.floor(i / 24)]! + added),
        });
      });
      return pairs.filter(({ metric }) => metric === 'cost');
    },
  };
}

/** The same tasks on Fargate and on two instances, simulated; what a seed's run costs is simulated once. */
async function simulated(): Promise<Model> {
  const common = {
    simulation: { duration: '30m' },
    workloads: [
      {
        taskDefinition: 'job',
        arrivals: { poisson: { perMinute: 2 } },
        duration: { lognormal: { mean: '2m', p95: '5m' } },
      },
    ],
  };
  const container = { name: 'job', image: 'job', cpu: 512, memory: 1024 };
  const scenarios = [
    await load(
      JSON.stringify({
        ...common,
        workloads: [{ ...common.workloads[0], launchType: 'FARGATE' }],
        clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
        taskDefinitions: [
          {
            family: 'job',
            cpu: '512',
            memory: '1024',
            networkMode: 'awsvpc',
            requiresCompatibilities: ['FARGATE'],
            containerDefinitions: [container],
          },
        ],
      }),
    ),
    await load(
      JSON.stringify({
        ...common,
        clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large', count: 2 }] }],
        taskDefinitions: [{ family: 'job', containerDefinitions: [container] }],
      }),
    ),
  ];
  const replications = 10;
  const outcomes = new Map<string, ReturnType<typeof withoutTables>>();
  const run = (scenario: number, seed: string) => {
    const key = `${scenario}/${seed}`;
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    const base = scenarios[scenario]!;
    const seeded: Scenario = { ...base, simulation: { ...base.simulation, seed } };
    const outcome = withoutTables(runScenario({ scenario: seeded, prices: TEST_PRICES }));
    outcomes.set(key, outcome);
    return outcome;
  };
  // The mean of ten thousand runs is known thirty times better than that of ten.
  let sum = 0;
  const seeds = COMPARISONS * replications;
  for (let seed = 0; seed < seeds; seed++) sum += run(0, `${seed}`).cost.total - run(1, `${seed}`).cost.total;
  return {
    name: 'simulated: tasks on Fargate and on two m5.large, half an hour',
    truth: [sum / seeds],
    least: FIRM,
    compare(comparison) {
      const options = { scenario: { name: '', digest: '' }, confidence: 0.95, replications, precision: null };
      const alternatives = [alternative('fargate', 0), alternative('ec2', 1)];
      const inquiry = compareAlternatives(alternatives, { ...options, seed: `${comparison * replications}` });
      const { pairs } = answer(inquiry, ({ scenario, seed }) => run(scenario, seed));
      return pairs.filter(({ metric }) => metric === 'cost');
    },
  };
}

const models: Model[] = [
  seeded('normal costs with a common load, 10 seeds', [-1], (stream) => {
    const common = 100 + 10 * normal(stream);
    return [common + normal(stream), common + 1 + normal(stream)];
  }),
  seeded('exponential costs with a common load, 10 seeds', [-1], (stream) => {
    const common = 100 * exponential(stream);
    return [common + 5 * exponential(stream), common + 1 + 5 * exponential(stream)];
  }),
  // Few values of a skewed distribution seldom show its tail.
  seeded('a skewed difference, 10 seeds', [1], (stream) => [exponential(stream), 0], { least: 0.87 }),
  seeded('a skewed difference, 40 seeds', [1], (stream) => [exponential(stream), 0], {
    replications: 40,
    least: 0.91,
  }),
  seeded(
    'normal costs, seeds until the difference is known within 2 %',
    [-3],
    (stream) => {
      const common = 100 + 10 * normal(stream);
      return [common + 5 * normal(stream), common + 3 + 5 * normal(stream)];
    },
    { replications: 1000, precision: 0.02, least: 0.92 },
  ),
  seeded('four alternatives, all six intervals at once', [-1, -2, -3, -1, -2, -1], (stream) => {
    const common = 100 + 10 * normal(stream);
    return [0, 1, 2, 3].map((more) => common + more + normal(stream));
  }),
  recorded(14, 0, 0, FIRM),
  recorded(28, 0.3, 0, 0.91),
  recorded(28, 0.5, 0, 0.9),
  recorded(84, 0.5, 0, 0.91),
  recorded(28, 0.3, 3, 0.91),
  // Of a mean of ten days' inputs as uncertain as the mean of the days.
  recorded(28, 0.3, 0, 0.91, 0.8),
  await simulated(),
];

let tooFew = 0;
for (const { name, truth, compare, least } of models) {
  let covered = 0;
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    const all = compare(comparison).every(({ low, high }, i) => low! <= truth[i]! && truth[i]! <= high!);
    if (all) covered++;
  }
  const share = covered / COMPARISONS;
  if (share < least) tooFew++;
  process.stdout.write(
    `${(100 * share).toFixed(1).padStart(5)} %  ${name}${share < least ? '  TOO FEW' : ''}\n`,
  );
}
process.exitCode = tooFew > 0 ? 1 : 0;
