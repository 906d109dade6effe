import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonJson } from '../../src/reporters/comparison-json.ts';
import { readComparison } from '../../src/reporters/read-comparison.ts';
import { readSaved } from '../../src/reporters/read-saved.ts';
import { OutcomeError } from '../../src/reporters/saved-json.ts';
import { comparisonArbitrary, fullComparison } from '../support/comparisons.ts';
import { EMPTY_OUTCOME } from '../support/outcome.ts';

function messageOf(text: string): string {
  try {
    readComparison(text);
  } catch (error) {
    expect(error).toBeInstanceOf(OutcomeError);
    return (error as Error).message;
  }
  return 'no error';
}

/** The full comparison as JSON with another text in the place of one. */
function changed(from: string, to: string): string {
  const text = comparisonJson(fullComparison());
  expect(text).toContain(from);
  return text.replace(from, to);
}

test('any comparison is read back, byte for byte', () => {
  fc.assert(
    fc.property(comparisonArbitrary, (comparison) => {
      const text = comparisonJson(comparison);
      expect(comparisonJson(readComparison(text))).toBe(text);
    }),
    { numRuns: 30, seed: 7 },
  );
  const full = fullComparison();
  expect(readComparison(comparisonJson(full))).toEqual(full);
});

test('what is wrong is said with its path, all at once', () => {
  expect(messageOf('{')).toMatch(/received no JSON/);
  expect(messageOf('{"alternatives": []}')).toBe(
    'schemaVersion: expected a comparison of schemaVersion 1, received nothing.',
  );
  const text = changed('"confidence": 0.95', '"confidence": 95').replace('"mean": 12.34', '"mean": "12.34"');
  expect(messageOf(text)).toBe(
    'confidence: expected a part of 1, received 95.\nalternatives[0].cost.mean: expected a number, received "12.34".',
  );
  expect(messageOf(changed('"metric": "cost"', '"metric": "speed"'))).toBe(
    'pairs[0].metric: expected "cost" or "wait" or "latency" or "unserved", received "speed".',
  );
  const fewer = { ...fullComparison(), surface: { ...fullComparison().surface!, cells: [] } };
  expect(messageOf(JSON.stringify(fewer))).toMatch(/^surface\.cells: expected a row of cells for each value/);
});

test('a file says by what is in it whether a run or a comparison has left it', () => {
  expect(readSaved(comparisonJson(fullComparison()))).toHaveProperty('comparison');
  expect(readSaved(JSON.stringify(EMPTY_OUTCOME))).toHaveProperty('outcome');
  expect(() => readSaved('{"schemaVersion": 1}')).toThrow(/^scenario: expected/);
});
