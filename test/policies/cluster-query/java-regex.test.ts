import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeMatcher } from '../../../src/policies/placement/cluster-query/java-regex/match-regex.ts';
import { parseRegex } from '../../../src/policies/placement/cluster-query/java-regex/parse-regex.ts';

function matcherOf(pattern: string): (text: string) => boolean {
  const parsed = parseRegex(pattern);
  if ('mistake' in parsed) throw new RangeError(`${pattern}: ${JSON.stringify(parsed.mistake)}`);
  return wholeMatcher(parsed.regex);
}

/** As Java 17's `Pattern.matches` answers. */
test.each([
  ['t2.*', ['t2', 't2.small'], ['at2', 'T2']],
  ['a|bc', ['a', 'bc'], ['ac', 'abc', '']],
  ['(a|b)*c+?', ['c', 'abcc'], ['ab']],
  ['a{2}', ['aa'], ['a', 'aaa']],
  ['(ab){1,2}', ['ab', 'abab'], ['', 'ababab']],
  ['a{2,}?', ['aa', 'aaaa'], ['a']],
  ['[]a]-[a-]', [']-a', 'a--'], ['--a']],
  ['[^]b]', ['a'], [']', 'b']],
  ['[\\w-]+', ['a-_9'], ['a b', 'é']],
  ['\\d\\D\\s\\S', ['1a b'], ['a1 b', '1a\u00a0b']],
  ['.', ['a', '😀'], ['\n', '\u0085', '']],
  ['(?s).', ['\n', '\u2028'], ['']],
  ['(?i)a[b-c]\\.', ['aB.', 'AC.'], ['aD.']],
  ['(?i)k', ['K', 'k'], ['\u212a']],
  ['a(?i)b|c', ['ab', 'aB', 'C'], ['Ab']],
  ['(?:(?i)a)a', ['Aa', 'aa'], ['aA']],
  ['(?i:a)a', ['Aa'], ['aA']],
  ['(?i)a(?-i)a', ['Aa'], ['AA']],
  ['(?i)[^a]', ['b'], ['a', 'A']],
  ['^a$', ['a'], ['aa']],
  ['a\\b-\\Bb?', ['a-'], ['a-b']],
  ['\\ba-\\b.*', ['a-b'], ['a-']],
  ['(?!prod).*', ['test', ''], ['prod', 'production']],
  ['.*(?<!prod)', ['test'], ['prod', 'a-prod']],
  ['(?=.*1)(?=.*a).*', ['a1', '1a'], ['a', '1']],
  ['.*(?<=a|bb)c', ['ac', 'bbc'], ['bc', 'c']],
  ['\\Qa.b\\E+', ['a.b', 'a.bbb'], ['axb', 'a.ba.b']],
  ['\\Q(', ['('], ['\\Q(']],
  ['\\x61\\u0062\\0143\\x{1F600}', ['abc😀'], ['abc']],
  ['\\p{Alpha}\\P{Digit}', ['ab', 'Z-'], ['1a', 'a1']],
  ['(?<name>a)b', ['ab'], ['a']],
  ['a]}', ['a]}'], ['a']],
  ['', [''], ['a']],
] as const)('%s matches the whole of %j and not of %j', (pattern, yes, no) => {
  const matches = matcherOf(pattern);
  for (const text of yes) expect([text, matches(text)]).toEqual([text, true]);
  for (const text of no) expect([text, matches(text)]).toEqual([text, false]);
});

test.each([
  ['a*+', 1, 'a quantifier that is not possessive, as those are not modelled'],
  ['a{2}+', 1, 'a quantifier that is not possessive, as those are not modelled'],
  ['(?>a)', 0, 'no atomic group, as those are not modelled'],
  ['(a)\\1', 3, 'a pattern without back references, which are not modelled'],
  ['(?<a>b)\\k<a>', 7, 'a pattern without back references, which are not modelled'],
  ['[a-z&&[^b]]', 4, 'a class without &&, as intersections are not modelled'],
  ['[a[b]]', 2, 'a class without another one inside, which is not modelled; \\[ is a bracket'],
  ['(?x)a b', 0, 'a group, a look ahead or behind, or the flags i and s, which are modelled'],
  ['(?m)^a', 0, 'a group, a look ahead or behind, or the flags i and s, which are modelled'],
  ['a\\G', 1, 'an escape that Java has and that is modelled, such as \\d, \\w, \\s or \\.'],
  [
    '\\pL',
    0,
    'one of \\p{Alnum}, \\p{Alpha}, \\p{ASCII}, \\p{Digit}, \\p{Graph}, \\p{Lower}, \\p{Print}, \\p{Punct}, \\p{Upper}, \\p{XDigit}',
  ],
  ['*a', 0, 'something in front that can be repeated; a backslash makes it a character'],
  ['a**', 2, 'something in front that can be repeated; a backslash makes it a character'],
  ['a{', 1, 'something in front that can be repeated; a backslash makes it a character'],
  ['a{3,2}', 1, 'a repetition whose end is not below its beginning'],
  ['(a', 0, 'a closing parenthesis for this one'],
  ['a)', 1, 'a pattern whose parentheses match; \\) is a parenthesis'],
  ['[a', 0, 'a class that ends with a closing bracket'],
  ['[b-a]', 1, 'a range from a character to a later one'],
  ['a\\', 1, 'a character behind the backslash'],
  ['\\x4', 0, 'the number of a character, such as \\x41 or \\u0041'],
  ['(?<a>b)(?<a>c)', 7, 'a group name that no other has'],
  ['(?<=a*)b', 5, 'a repetition with an end, as it is looked for behind'],
  ['(?=a)*', 5, 'nothing repeated that has no length'],
  ['(a{30}){40}', 0, 'a pattern of at most 1000 steps with repetitions written out'],
  ['a{999999999}', 0, 'a pattern of at most 1000 steps with repetitions written out'],
])('%s is refused at %i', (pattern, at, expected) => {
  const parsed = parseRegex(pattern);
  expect('mistake' in parsed && parsed.mistake).toMatchObject({ at, expected });
});

test('no pattern takes long, also one that a backtracking matcher would not finish', () => {
  const text = `${'a'.repeat(255)}!`;
  for (const pattern of [
    '(a+)+',
    '((a*)*)*b',
    '(a|aa|a?)+$',
    '(.*a){20}',
    '(?:(?=.{0,200}b)a)*',
    '(?:a(?<!b.{0,200}))*b',
  ])
    expect(matcherOf(pattern)(text)).toBe(false);
});

test('patterns that JavaScript reads alike have the same answers there', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\b', '$', '^', 'ab', '1', '-');
  const pattern = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'regex' },
      atom,
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '*?', '{2}', '{1,3}', '{0,1}', '{2,}'))
        .map(([a, times]) => `(?:${a})${times}`),
      fc.tuple(fc.constantFrom('?=', '?!'), tie('pattern')).map(([look, a]) => `(${look}${a})`),
    ),
  })).pattern;
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '-', ' '), maxLength: 7 });
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 5, maxLength: 10 }), (source, texts) => {
      const matches = matcherOf(source);
      const whole = new RegExp(`^(?:${source})$`);
      for (const each of texts) expect([each, matches(each)]).toEqual([each, whole.test(each)]);
    }),
    { seed: 4, numRuns: 600 },
  );
});
