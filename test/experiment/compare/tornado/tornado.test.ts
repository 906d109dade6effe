import { expect, test } from 'vitest';
import { enterAll } from '../../../../src/experiment/compare/entrant.ts';
import { runReplications } from '../../../../src/experiment/compare/run-replications.ts';
import { tornado } from '../../../../src/experiment/compare/tornado/tornado.ts';
import type { RunRequest } from '../../../../src/experiment/execute/run-request.ts';
import { alternative, answer, comparedOutcome } from '../../../support/comparison.ts';

const OPTIONS = { seed: '1', replications: 4, precision: null, confidence: 0.95 };

const input = (path: string, low: number, high: number, isDuration = false) => ({
  path,
  value: low,
  low,
  median: (low + high) / 2,
  high,
  isDuration,
  isWhole: false,
});
const RATE = input('rate', 10, 30);
const TIME = input('time', 60, 120, true);

/** Cost of what settings say; of an input that none is about, what the seed draws. */
function run({ scenario, settings, seed }: RunRequest) {
  const of = (path: string) => {
    const setting = settings.find((text) => text.startsWith(`${path}=`))?.split('=')[1];
    return setting === undefined ? Number(seed) : Number.parseFloat(setting);
  };
  const uncertain = scenario === 0 ? [RATE, TIME] : [RATE];
  const cost = scenario === 0 ? of('rate') + of('time') / 1000 : 2 * of('rate');
  return comparedOutcome({ cost, digest: seed, outcome: { uncertain } });
}

test('each input at its ends, the others at their medians; the widest swing comes first', () => {
  const alternatives = [alternative('a', 0), alternative('b', 1)];
  const { list } = enterAll(alternatives, answer(runReplications(alternatives, OPTIONS), run));
  const asked: RunRequest[] = [];
  const { bars } = answer(tornado(list, OPTIONS), (request) => {
    asked.push(request);
    return run(request);
  });
  expect(bars).toEqual([
    { path: 'time', unit: 's', a: 'a', b: 'b', lowInput: 60, highInput: 120, atLow: 40, atHigh: 100 },
    { path: 'rate', a: 'a', b: 'b', lowInput: 10, highInput: 30, atLow: 80, atHigh: 60 },
  ]);
  expect(asked.map(({ settings }) => settings.join(' '))).toContain('rate=10 time=90000ms');
  expect(asked.filter(({ scenario }) => scenario === 1).every(({ settings }) => settings.length === 1)).toBe(
    true,
  );
});

test('without uncertain inputs nothing is run', () => {
  const alternatives = [alternative('a', 0), alternative('b', 1)];
  const certain = (request: RunRequest) => comparedOutcome({ cost: request.scenario, digest: request.seed });
  const { list } = enterAll(alternatives, answer(runReplications(alternatives, OPTIONS), certain));
  const nobody = () => {
    throw new Error('nothing is to be run');
  };
  expect(answer(tornado(list, OPTIONS), nobody)).toEqual({ bars: [], failures: [] });
});
