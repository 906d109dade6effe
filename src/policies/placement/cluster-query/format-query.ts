import type { ClusterQuery, QueryTest } from './cluster-query.ts';
import { isBarePattern, isBareValue } from './query-scanner.ts';

/** The query as an expression that reads as the same query: operators in symbols, quotes and parentheses only where needed. */
export function formatQuery(query: ClusterQuery): string {
  switch (query.kind) {
    case 'or':
      return query.terms.map((term) => inside(term, term.kind === 'or')).join(' or ');
    case 'and':
      return query.terms.map((term) => inside(term, isChain(term))).join(' and ');
    case 'not':
      return `not ${inside(query.term, isChain(query.term))}`;
    case 'test':
      return formatTest(query);
    default:
      return query satisfies never;
  }
}

function isChain({ kind }: ClusterQuery): boolean {
  return kind === 'and' || kind === 'or';
}

function inside(term: ClusterQuery, needsParentheses: boolean): string {
  return needsParentheses ? `(${formatQuery(term)})` : formatQuery(term);
}

function formatTest({ subject, attribute, operator, values }: QueryTest): string {
  const start = `${subject === 'attribute' ? `attribute:${attribute}` : subject} ${operator}`;
  switch (operator) {
    case 'exists':
    case '!exists':
      return start;
    case 'in':
    case '!in':
      return `${start} [${values.map((value) => inQuotes(value, !isBareValue(value))).join(', ')}]`;
    case '=~':
    case '!~':
      return `${start} ${inQuotes(values[0]!, !isBarePattern(values[0]!))}`;
    default:
      return `${start} ${inQuotes(values[0]!, !isBareValue(values[0]!))}`;
  }
}

/** No value that was read has both kinds of quotes in it. */
function inQuotes(value: string, needsQuotes: boolean): string {
  if (!needsQuotes) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
