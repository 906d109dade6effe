import type { ClusterQuery, QueryOperator, QueryTest, SubjectName } from './cluster-query.ts';
import { parseRegex } from './java-regex/parse-regex.ts';
import { isBarePattern, isJoiningWord, QueryScanner, type WrittenValue } from './query-scanner.ts';
import { OPERATOR_SPELLINGS, SUBJECT_RULES } from './subject-rules.ts';

/** The first mistake of an expression. */
export interface QueryMistake {
  /** Where in the text, in UTF-16 units from 0; at most its length. */
  readonly at: number;
  /** As it stands behind "expected". */
  readonly expected: string;
  /** As it stands behind "received". */
  readonly received: string;
  /** A further sentence that helps. */
  readonly hint?: string;
  /** A word that names nothing, where that is the mistake. */
  readonly unknownSubject?: string;
}

export type ParsedQuery = { readonly query: ClusterQuery } | { readonly mistake: QueryMistake };

/** What a test can be about, as it is spelled; an attribute has its name behind the colon. */
export const SUBJECT_NAMES: readonly string[] = Object.keys(SUBJECT_RULES).map((name) =>
  name === 'attribute' ? 'attribute:NAME' : name,
);

/** Parentheses and nots inside each other, so that no stack overflows. */
const DEEPEST = 100;
const ATTRIBUTE = 'attribute:';
const ATTRIBUTE_NAME = /^[\w./\\-]{1,128}$/;

/** Reads an expression of the cluster query language (ecs: ). Whatever the text is, the answer is a query or a mistake. */
export function parseClusterQuery(text: string): ParsedQuery {
  const parser = new QueryParser(text);
  const query = parser.whole();
  return query === null ? { mistake: parser.mistake! } : { query };
}

class QueryParser {
  mistake: QueryMistake | null = null;
  private readonly scanner: QueryScanner;
  private depth = 0;

  constructor(text: string) {
    this.scanner = new QueryScanner(text);
  }

  whole(): ClusterQuery | null {
    const query = this.expression();
    if (query === null) return null;
    return this.scanner.atEnd ? query : this.failToJoin('the end of the expression');
  }

  private expression(): ClusterQuery | null {
    return this.chain('or', '||', () => this.chain('and', '&&', () => this.unary()));
  }

  /** One or more of what `next` reads, with a word or symbol between them. */
  private chain(kind: 'and' | 'or', symbol: string, next: () => ClusterQuery | null): ClusterQuery | null {
    const { scanner } = this;
    const terms: ClusterQuery[] = [];
    do {
      const term = next();
      if (term === null) return null;
      terms.push(term);
      scanner.skipBlanks();
    } while (scanner.takes(symbol) || scanner.takesWord(kind));
    return terms.length === 1 ? terms[0]! : { kind, terms };
  }

  private unary(): ClusterQuery | null {
    const { scanner } = this;
    scanner.skipBlanks();
    const start = scanner.at;
    const isNot = scanner.takes('!') || scanner.takesWord('not');
    if (!isNot && !scanner.takes('(')) return this.test();
    if (this.depth === DEEPEST)
      return this.fail(start, `at most ${DEEPEST} parentheses and nots inside each other`, 'more');
    this.depth++;
    const inner = isNot ? this.unary() : this.expression();
    this.depth--;
    if (inner === null) return null;
    if (isNot) return { kind: 'not', term: inner };
    return scanner.takes(')') ? inner : this.failToJoin('a closing parenthesis');
  }

  private test(): QueryTest | null {
    const subject = this.subject();
    if (subject === null) return null;
    const operator = this.operator(subject.subject);
    if (operator === null) return null;
    const values = this.values(subject.subject, operator);
    return values === null ? null : { kind: 'test', ...subject, operator, values };
  }

  private subject(): Pick<QueryTest, 'subject' | 'attribute'> | null {
    const { scanner } = this;
    const start = scanner.at;
    const word = scanner.word();
    if (word === '') return this.fail(start, 'a test such as attribute:NAME == VALUE');
    if (word.toLowerCase().startsWith(ATTRIBUTE)) {
      const attribute = word.slice(ATTRIBUTE.length);
      if (ATTRIBUTE_NAME.test(attribute)) return { subject: 'attribute', attribute };
      return this.fail(
        start + ATTRIBUTE.length,
        "an attribute's name of up to 128 letters, digits and _ . / \\ -",
      );
    }
    const lower = word.toLowerCase();
    const subject = SUBJECTS.find((name) => name.toLowerCase() === lower);
    if (subject !== undefined) return { subject, attribute: '' };
    const expected = `one of ${SUBJECT_NAMES.join(', ')}`;
    this.mistake = { at: start, expected, received: scanner.received(start), unknownSubject: word };
    return null;
  }

  private operator(subject: SubjectName): QueryOperator | null {
    const { scanner } = this;
    const { operators } = SUBJECT_RULES[subject];
    scanner.skipBlanks();
    const start = scanner.at;
    const written = scanner.operator();
    const operator = OPERATOR_SPELLINGS.get(written.toLowerCase());
    if (operator !== undefined && operators.includes(operator)) return operator;
    const after = subject === 'attribute' ? '' : ` after ${subject}`;
    const meant = MEANT.get(written.toLowerCase());
    return this.fail(
      start,
      `one of ${operators.join(', ')}${after}`,
      written === '' ? scanner.received(start) : JSON.stringify(written),
      meant === undefined ? undefined : `Did you mean ${meant}?`,
    );
  }

  private values(subject: SubjectName, operator: QueryOperator): readonly string[] | null {
    if (operator === 'exists' || operator === '!exists') return [];
    if (operator === 'in' || operator === '!in') return this.list(subject);
    this.scanner.skipBlanks();
    const value = operator === '=~' || operator === '!~' ? this.pattern() : this.value(subject);
    return value === null ? null : [value];
  }

  private list(subject: SubjectName): readonly string[] | null {
    const { scanner } = this;
    scanner.skipBlanks();
    if (!scanner.takes('[')) return this.fail(scanner.at, 'a list such as [a, b]');
    const values: string[] = [];
    do {
      scanner.skipBlanks();
      const value = this.value(subject);
      if (value === null) return null;
      values.push(value);
      scanner.skipBlanks();
    } while (scanner.takes(','));
    return scanner.takes(']') ? values : this.fail(scanner.at, 'a comma or a closing bracket');
  }

  private value(subject: SubjectName): string | null {
    const { valueForm, isValue } = SUBJECT_RULES[subject];
    const start = this.scanner.at;
    const written = this.written(this.scanner.value(), start, valueForm);
    if (written === null) return null;
    return isValue(written.text) ? written.text : this.fail(start, valueForm, JSON.stringify(written.text));
  }

  private pattern(): string | null {
    const start = this.scanner.at;
    const written = this.written(this.scanner.pattern(), start, 'a regular expression');
    if (written === null) return null;
    const parsed = parseRegex(written.text);
    if ('regex' in parsed) return written.text;
    const { at, expected, received } = parsed.mistake;
    const hint = written.isQuoted || isBarePattern(written.text) ? undefined : PATTERN_HINT;
    return this.fail(written.at + at, expected, received, hint);
  }

  /** What was read as a value at `start`, if it is one. */
  private written(value: WrittenValue | null, start: number, form: string): WrittenValue | null {
    if (value === null) return this.fail(start, 'a value whose quote is closed', 'one that is not');
    if (value.isQuoted || (value.text !== '' && !isJoiningWord(value.text))) return value;
    const hint = value.text === '' ? undefined : 'As a value this word needs quotes.';
    return this.fail(start, form, this.scanner.received(start), hint);
  }

  /** Behind a test there is neither a word that joins nor what ends here. */
  private failToJoin(end: string): null {
    const { at, text } = this.scanner;
    const joins = text[at] === '&' ? 'and' : text[at] === '|' ? 'or' : null;
    const hint = joins === null ? undefined : `Did you mean ${joins}?`;
    return this.fail(at, `and, or, or ${end}`, this.scanner.received(at), hint);
  }

  private fail(at: number, expected: string, received = this.scanner.received(at), hint?: string): null {
    this.mistake = { at, expected, received, ...(hint === undefined ? {} : { hint }) };
    return null;
  }
}

const SUBJECTS = Object.keys(SUBJECT_RULES).filter((name) => name !== 'attribute') as SubjectName[];
const PATTERN_HINT = 'A pattern with blanks or quotes in it needs quotes.';

/** What people write instead of an operator. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['is', '=='],
  ['eq', '=='],
  ['<>', '!='],
  ['!', '!='],
  ['=!', '!='],
  ['=>', '>='],
  ['=<', '<='],
  ['~', '=~'],
  ['like', '=~'],
  ['not', 'not_in or not_exists'],
]);
