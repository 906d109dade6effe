import { expect, test } from 'vitest';
import { describeProblem, type Path } from '../../../src/scenario/reading/problem.ts';
import { applySettings } from '../../../src/scenario/reading/settings.ts';

const SHOP = {
  services: [{ desiredCount: 2 }, {}],
  images: { 'shop/web': { sizeMb: 1 } },
  empty: null,
};

test.each<[string, unknown]>([
  ['services[0].desiredCount=6', { ...SHOP, services: [{ desiredCount: 6 }, {}] }],
  ['SERVICES[0].desiredcount=6', { ...SHOP, services: [{ desiredCount: 6 }, {}] }],
  ['images["shop/web"].sizeMb=90', { ...SHOP, images: { 'shop/web': { sizeMb: 90 } } }],
  ['services[2].a.b=[1, { c: d }]', { ...SHOP, services: [...SHOP.services, { a: { b: [1, { c: 'd' }] } }] }],
  ['simulation.seed=8', { ...SHOP, simulation: { seed: 8 } }],
  ['empty[0].x=1', { ...SHOP, empty: [{ x: 1 }] }],
  ['empty.x=1', { ...SHOP, empty: { x: 1 } }],
  ['name=a=b', { ...SHOP, name: 'a=b' }],
  ['name="a: b"', { ...SHOP, name: 'a: b' }],
  ['name=2026-03-02', { ...SHOP, name: '2026-03-02' }],
  ['services=', { images: SHOP.images, empty: null }],
  ['services[0].desiredCount=', { ...SHOP, services: [{}, {}] }],
  ['services[1].desiredCount=', SHOP],
  ['name.of.nothing=', SHOP],
  ['services[0]=', { ...SHOP, services: [null, {}] }],
  ['services=null', { ...SHOP, services: null }],
])('--set %s', (setting, expected) => {
  const before = structuredClone(SHOP);
  const { value, problems } = applySettings(SHOP, [setting]);
  expect(problems).toEqual([]);
  expect(value).toEqual(expected);
  expect(SHOP).toEqual(before);
});

test.each([
  [
    'services',
    'expected --set PATH=VALUE with a PATH of names, indexes and quoted names, such as services[0].desiredCount=6 or timings["dns.ttl"]=5m, received "services".',
  ],
  ['=3', 'expected --set PATH=VALUE'],
  ['.a=3', 'expected --set PATH=VALUE'],
  ['a..b=3', 'expected --set PATH=VALUE'],
  ['a[x]=3', 'expected --set PATH=VALUE'],
  ['a["x]=3', 'expected --set PATH=VALUE'],
  ['a[0]b=3', 'expected --set PATH=VALUE'],
  [`${'a.'.repeat(100_000)}b=3`, 'expected a setting of at most 100000 characters, received 200003.'],
  [`${'a.'.repeat(100)}b=3`, 'expected --set PATH=VALUE'],
  ['services[5].desiredCount=1', 'services[5]: expected an index from 0 to 2, received 5.'],
  ['services[99999999999999999999]=1', 'expected an index from 0 to 2'],
  ['empty[1]=1', 'empty[1]: expected the index 0, received 1.'],
  ['services.web=1', 'services: expected an index such as [0], received `web`.'],
  ['images[0]=1', 'images: expected a list for [0], received a mapping with the key "shop/web".'],
  ['services[0].desiredCount.x=1', 'services[0].desiredCount: expected a mapping for `x`, received 2.'],
  ['__proto__.x=1', '__proto__: expected another key, received `__proto__`.'],
  ['a.constructor=1', 'a.constructor: expected another key, received `constructor`.'],
  ['a={ __proto__: { x: 1 } }', 'a.__proto__: expected another key, received `__proto__`.'],
  ['a=[1', 'a: expected YAML or JSON, received the end of the text.'],
  ['a=b: c', 'a: expected a single value, received lines of a list or mapping. Put text in quotes'],
  ['a=!Ref x', 'a: expected a plain value, received the tag "!Ref".'],
  ['a=*x', 'a: expected an anchor &x before it, received *x.'],
  ['a=[.inf]', 'a[0]: expected a finite number, received Infinity.'],
])('refuses --set %.40s', (setting, sentence) => {
  const { value, problems } = applySettings(SHOP, [setting]);
  const found = problems.map((problem) => describeProblem('f', problem));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`f: ${sentence}`.replace('f: expected an index', 'expected an index'));
  expect(found[0]).toContain(`This is about --set ${setting.slice(0, 200)}`);
  expect(value).toBe(SHOP);
  expect(({} as { x?: number }).x).toBeUndefined();
});

test('a key of just that spelling goes before one of another case', () => {
  expect(applySettings({ WEB: 1, web: 2 }, ['web=3']).value).toEqual({ WEB: 1, web: 3 });
});

test('settings are applied one after the other, and the wrong ones do not hinder the others', () => {
  const { value, problems } = applySettings({}, ['a.b=1', 'a[0]=1', 'a.c=2', 'a.b=3']);
  expect(value).toEqual({ a: { b: 3, c: 2 } });
  expect(problems).toHaveLength(1);
});

test('names the setting that a problem of the values comes from, in the spelling of the file', () => {
  const { explain } = applySettings(SHOP, ['SERVICES[0]={ desiredCount: 3 }', 'services[0].DesiredCount=-1']);
  const hintAt = (...path: Path) => explain({ path, expected: 'x', received: 'y' }).hint;
  expect(hintAt('services', 0, 'desiredCount')).toBe('This is about --set services[0].DesiredCount=-1.');
  expect(hintAt('services', 0, 'serviceName')).toBe('This is about --set SERVICES[0]={ desiredCount: 3 }.');
  expect(hintAt('services', 1)).toBeUndefined();
  expect(hintAt('services')).toBeUndefined();
  const problem = {
    path: ['services', 0],
    expected: 'x',
    received: 'y',
    hint: 'Mind the gap.',
    on: 'key' as const,
  };
  expect(explain(problem)).toEqual({
    ...problem,
    hint: 'Mind the gap. This is about --set SERVICES[0]={ desiredCount: 3 }.',
  });
});
