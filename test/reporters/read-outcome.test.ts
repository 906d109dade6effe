import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { reportJson } from '../../src/reporters/json.ts';
import { textOf } from '../../src/reporters/pieces.ts';
import { readOutcome } from '../../src/reporters/read-outcome.ts';
import { REPORTERS } from '../../src/reporters/registry.ts';
import { OutcomeError } from '../../src/reporters/saved-json.ts';
import { EMPTY_OUTCOME, outcomeArbitrary, timelineOf } from '../support/outcome.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

function messageOf(text: string): string {
  try {
    readOutcome(text);
  } catch (error) {
    expect(error).toBeInstanceOf(OutcomeError);
    return (error as Error).message;
  }
  return 'no error';
}

const ON_SPOT = [{ provider: 0, base: 0, weight: 1 }];

type Loose = { [key: string]: Loose } | string | number | boolean | null | readonly unknown[] | undefined;

/** The empty outcome as JSON with other values at some paths; undefined leaves a member out. */
function changed(values: Readonly<Record<string, unknown>>): string {
  const json = structuredClone(EMPTY_OUTCOME) as unknown as { [key: string]: Loose };
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce((node, key) => node[key] as { [key: string]: Loose }, json);
    parent[last] = value as Loose;
  }
  return JSON.stringify(json);
}

test('what a run saved is read back, byte for byte', () => {
  const scenario = scenarioWith({
    capacityProviders: [{ name: 'FARGATE_SPOT', kind: 'FARGATE_SPOT' }],
    cluster: { capacityProviders: ['FARGATE_SPOT'], containerInstances: [instances(1, 2048, 4096)] },
    workloads: [
      { source: burst(5, 0, 60_000) },
      { source: burst(2, 0, 60_000), launchType: 'FARGATE', capacityProviderStrategy: ON_SPOT },
    ],
  });
  const run = new ScenarioRun(
    { ...scenario, assertions: [{ that: 'cost.total', comparison: 'atMost', limit: 1, scope: null }] },
    TEST_PRICES,
  );
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, 1e6) !== 'ended');
  const text = reportJson(run.outcome());
  expect(readOutcome(text)).toEqual(run.outcome());
  expect(reportJson(readOutcome(text))).toBe(text);
});

test('any outcome is read back, and every report is made of it again', () => {
  fc.assert(
    fc.property(outcomeArbitrary, (outcome) => {
      const read = readOutcome(reportJson(outcome));
      expect(read).toEqual(outcome);
      for (const report of Object.values(REPORTERS))
        expect(textOf(report(read))).toBe(textOf(report(outcome)));
    }),
    { numRuns: 60, seed: 14 },
  );
});

test('what is no outcome at all', () => {
  expect(messageOf('')).toMatch(/^outcome: expected an outcome\.json, received no JSON \(.+\)\.$/);
  expect(messageOf('{"a": 1')).toMatch(/received no JSON/);
  expect(messageOf('[1]')).toBe('schemaVersion: expected an outcome of schemaVersion 1, received a list.');
  expect(messageOf('null')).toBe('schemaVersion: expected an outcome of schemaVersion 1, received null.');
  expect(messageOf('{}')).toBe('schemaVersion: expected an outcome of schemaVersion 1, received nothing.');
  expect(messageOf('{"schemaVersion": 2}')).toBe(
    'schemaVersion: expected an outcome of schemaVersion 1, received 2.',
  );
});

const SERVICE = {
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  desired: { mean: 2, min: 2, max: 2 },
  running: { mean: 2, min: 2, max: 2 },
  belowDesiredSeconds: 0,
  requests: null,
  failedRequests: null,
  requestsBy: null,
  latencyMs: null,
  unavailableSeconds: null,
  queue: null,
  cpuUtilization: null,
  memoryUtilization: null,
  deployments: [],
  events: [],
};

test('every problem is said at once, with its path, what was expected and what was found', () => {
  const text = changed({
    'cost.total': '12',
    'tasks.wait.p95': undefined,
    'simulation.start': 'yesterday',
    'cost.currency': 'EUR',
    'cost.byProduct': { 'a b': null },
    assertions: [{ that: 'cost.total', limit: 'at most 1', actual: {}, holds: 'yes' }],
    services: {
      'main/web': { ...SERVICE, runningCount: 'two', events: [{ createdAt: 'noon', message: '' }] },
    },
    costs: [3],
  });
  expect(messageOf(text).split('\n')).toEqual([
    'simulation.start: expected an ISO 8601 instant, received "yesterday".',
    'cost.currency: expected "USD", received "EUR".',
    'cost.total: expected a number, received "12".',
    'cost.byProduct["a b"]: expected a number, received null.',
    'tasks.wait.p95: expected a number, received nothing.',
    'services["main/web"].runningCount: expected a number, received "two".',
    'services["main/web"].events[0].createdAt: expected an ISO 8601 instant, received "noon".',
    'assertions[0].actual: expected a number, a text or null, received an object.',
    'assertions[0].holds: expected true or false, received "yes".',
    'costs[0]: expected an object, received 3.',
  ]);
});

test('a damaged timeline: unequal columns, and thousands of wrong cells that are not all spelled out', () => {
  const short = changed({
    'timeline.columns': { ...timelineOf([{ running: 1 }, { running: 2 }]), running: [1] },
  });
  expect(messageOf(short)).toBe('timeline.columns: expected columns of equal length, received an object.');
  const wrong = changed({ 'timeline.columns.running': Array(5000).fill('x') });
  const lines = messageOf(wrong).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('timeline.columns.running[0]: expected a number, received "x".');
  expect(lines[20]).toBe('... and 4980 more.');
});

test('numbers beyond a double are refused', () => {
  expect(messageOf(JSON.stringify(EMPTY_OUTCOME).replace('"total":0', '"total":1e999'))).toMatch(
    /^cost\.total: expected a number/,
  );
});

test('names of prototypes are refused, nothing is polluted and deep nesting does no harm', () => {
  const text = JSON.stringify(EMPTY_OUTCOME).replace('"byCluster":{}', '"byCluster":{"__proto__":{"x":1}}');
  expect(messageOf(text)).toBe('cost.byCluster.__proto__: expected another name, received "__proto__".');
  expect(
    messageOf(JSON.stringify(EMPTY_OUTCOME).replace('"byCluster":{}', '"byCluster":{"\\u005f_proto__":1}')),
  ).toContain('__proto__');
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  const read = readOutcome(changed({ 'cost.byCluster': { constructor: 1 } }));
  expect(Object.entries(read.cost.byCluster)).toEqual([['constructor', 1]]);
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(readOutcome(JSON.stringify(EMPTY_OUTCOME).replace('{', `{"later":${deep},`))).toEqual(EMPTY_OUTCOME);
});

test('an outcome from before there were requests is read with nothing in their place', () => {
  const older = changed({
    rightSizing: undefined,
    views: undefined,
    'timeline.columns': {
      ...timelineOf([{ running: 2 }]),
      messagesWaiting: undefined,
      oldestMessageSeconds: undefined,
    },
  });
  const outcome = readOutcome(older);
  expect(outcome.rightSizing).toEqual([]);
  expect(outcome.views).toBeNull();
  expect(outcome.timeline.columns.messagesWaiting).toEqual([null]);
  expect(textOf(REPORTERS.text(outcome))).toContain('empty');
});
