import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportJson } from '../../src/reporters/json.ts';
import { costRow, EMPTY_OUTCOME, outcomeArbitrary, timelineOf } from '../support/outcome.ts';

test('what it reads like: a column a line, a row of the bill a line, the rest indented', () => {
  const lines = reportJson({
    ...EMPTY_OUTCOME,
    costs: [costRow(), costRow({ quantity: '2' })],
    timeline: { stepSeconds: 60, columns: timelineOf([{ running: 1 }, { running: 2.5 }]) },
  }).split('\n');
  expect(lines.slice(0, 7)).toEqual([
    '{',
    '  "schemaVersion": 1,',
    '  "scenario": {',
    '    "name": "empty",',
    '    "description": "",',
    '    "digest": "00000000000000aa"',
    '  },',
  ]);
  expect(lines).toContain('      "running": [1,2.5],');
  expect(lines).toContain('      "desired": [null,null],');
  expect(
    lines.filter((line) => line.startsWith('    {"hour":"2026-03-02T00:00:00.000Z","product":"AmazonEC2"')),
  ).toHaveLength(2);
  expect(lines).toContain('    "byProduct": {},');
  expect(lines.slice(-4)).toEqual(['  "activitiesLeftOut": 0,', '  "views": null', '}', '']);
});

test('parsing gives the outcome back, and equal outcomes are equal bytes', () => {
  fc.assert(
    fc.property(outcomeArbitrary, (outcome) => {
      const text = reportJson(outcome);
      expect(JSON.parse(text)).toEqual(outcome);
      expect(reportJson(JSON.parse(text))).toBe(text);
      expect(reportJson(structuredClone(outcome))).toBe(text);
    }),
    { numRuns: 100, seed: 9 },
  );
});

test('a name like __proto__ stays a member', () => {
  const byCluster = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, number>;
  const text = reportJson({ ...EMPTY_OUTCOME, cost: { ...EMPTY_OUTCOME.cost, byCluster } });
  expect(text).toContain('"__proto__": 1,\n      "constructor": 2');
});
