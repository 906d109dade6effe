import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClusterQuery } from '../../../src/policies/placement/cluster-query/cluster-query.ts';
import { contradiction } from '../../../src/policies/placement/cluster-query/contradiction.ts';
import { evaluateQuery } from '../../../src/policies/placement/cluster-query/evaluate-query.ts';
import { explainQuery } from '../../../src/policies/placement/cluster-query/explain-query.ts';
import { formatQuery } from '../../../src/policies/placement/cluster-query/format-query.ts';
import { naiveAnswer } from '../../oracles/naive-cluster-query.ts';
import { anyInstance, anyQuery, anyTest, subjectOf } from './query-arbitrary.ts';
import { queryOf } from './support.ts';

test('a query that is written down reads as itself', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(queryOf(formatQuery(query))).toEqual(query);
      expect(queryOf(`(${formatQuery(query)})`)).toEqual(query);
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('a slow reader of the text answers the same', () => {
  fc.assert(
    fc.property(anyQuery, fc.array(anyInstance, { minLength: 1, maxLength: 4 }), (query, instances) => {
      const text = formatQuery(query);
      for (const instance of instances)
        expect(evaluateQuery(query, subjectOf(instance))).toBe(naiveAnswer(text, instance));
    }),
    { seed: 4, numRuns: 700 },
  );
});

test('De Morgan: not of all is some not, not of some is all not', () => {
  const not = (term: ClusterQuery): ClusterQuery => ({ kind: 'not', term });
  fc.assert(
    fc.property(anyQuery, anyQuery, anyInstance, (a, b, instance) => {
      const subject = subjectOf(instance);
      const answer = (query: ClusterQuery) => evaluateQuery(query, subject);
      expect(answer(not({ kind: 'and', terms: [a, b] }))).toBe(
        answer({ kind: 'or', terms: [not(a), not(b)] }),
      );
      expect(answer(not({ kind: 'or', terms: [a, b] }))).toBe(
        answer({ kind: 'and', terms: [not(a), not(b)] }),
      );
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('what is called a contradiction is true for no instance, and what is made to be one is found', () => {
  const found = { contradictions: 0 };
  fc.assert(
    fc.property(
      fc.array(anyTest, { minLength: 1, maxLength: 4 }),
      fc.array(anyQuery, { maxLength: 1 }),
      fc.array(anyInstance, { maxLength: 30 }),
      (tests, others, instances) => {
        const queries = [...tests, ...others];
        const together = contradiction(queries);
        if (together === null) return;
        found.contradictions++;
        for (const instance of instances)
          expect(queries.every((query) => evaluateQuery(query, subjectOf(instance)))).toBe(false);
      },
    ),
    { seed: 4, numRuns: 800 },
  );
  expect(found.contradictions).toBeGreaterThan(50);
  fc.assert(
    fc.property(anyTest, (query) => {
      expect(contradiction([query, { kind: 'not', term: query }])).not.toBeNull();
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('the reasons why a query is false are false, each of them', () => {
  fc.assert(
    fc.property(anyQuery, anyInstance, (query, instance) => {
      const subject = subjectOf(instance);
      const reasons = explainQuery(query, subject);
      expect(reasons === null).toBe(evaluateQuery(query, subject));
      for (const reason of reasons?.split('; ') ?? []) {
        const [, test] = /^(.*) \([^()]*\)$/.exec(reason)!;
        expect(evaluateQuery(queryOf(test!), subject)).toBe(false);
      }
    }),
    { seed: 4, numRuns: 400 },
  );
});
