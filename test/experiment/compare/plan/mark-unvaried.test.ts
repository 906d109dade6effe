import { expect, test } from 'vitest';
import { markUnvaried } from '../../../../src/experiment/compare/plan/mark-unvaried.ts';
import { parseRange, type Range } from '../../../../src/experiment/compare/plan/range.ts';
import { alternative } from '../../../support/comparison.ts';

const DOCUMENTS = [{ autoScalingGroups: [{ minSize: 1 }] }, { autoScalingGroups: [] }, {}];
const ALTERNATIVES = ['ec2', 'emptied', 'fargate'].map((name, i) => alternative(name, i));

test('alternatives without a place for what a range varies are marked', () => {
  const range = parseRange('autoScalingGroups[0].maxSize=1..9') as Range;
  const marked = markUnvaried(ALTERNATIVES, DOCUMENTS, [range]);
  expect(marked.map(({ unvaried }) => unvaried)).toEqual([undefined, [range.path], [range.path]]);
});

test('where none has a place for it, the key is taken to be a new one of all', () => {
  const range = parseRange('services[0].desiredCount=1..9') as Range;
  expect(markUnvaried(ALTERNATIVES, DOCUMENTS, [range])).toEqual(ALTERNATIVES);
});
