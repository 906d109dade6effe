import { findAll, type HtmlElement, type HtmlNode, textOf } from '../support/html-tree.ts';

/** An outcome.json, read. */
// biome-ignore lint/suspicious/noExplicitAny: whatever stands there is what is checked against.
type Json = any;

/**
 * Every number of a report against outcome.json: those that say where they stand there, those that are worked out, in ways that are
 * written down here once more, the cells of tables. Whatever else has a digit in it must be a text of the outcome or of the few that
 * are the report's own. Gives what is wrong; `checked` counts numbers that were found.
 */
export function checkNumbers(root: HtmlElement, outcome: Json): { wrong: string[]; checked: number } {
  const wrong: string[] = [];
  let checked = 0;
  const expectNumber = (what: string, text: string, value: number) => {
    checked++;
    if (!saysNumber(text, value, what.includes('latencyMs'))) wrong.push(`${what}: "${text}" for ${value}`);
  };
  const body = findAll(root, ({ name }) => name === 'body')[0]!;
  const isData = ({ name }: HtmlElement) => name === 'data';
  for (const found of findAll(body, isData)) {
    const {
      'data-path': path,
      'data-of': of,
      'data-by': by = '1',
      'data-derived': derived,
      value,
    } = found.attributes;
    const there =
      path !== undefined
        ? at(outcome, path) / Number(by) / (of === undefined ? 1 : at(outcome, of) || 1)
        : derive(outcome, derived!);
    const what = `${path ?? derived}`;
    if (!isClose(Number(value), there)) wrong.push(`${what} is ${there}, the report has ${value}`);
    expectNumber(what, textOf(found), there);
  }
  const instants = new Set(instantsOf(outcome));
  for (const found of findAll(body, ({ name }) => name === 'time')) {
    const { datetime = '' } = found.attributes;
    checked++;
    if (!instants.has(datetime)) wrong.push(`no instant of the outcome: ${datetime}`);
    if (!saysInstant(textOf(found), datetime)) wrong.push(`"${textOf(found)}" for ${datetime}`);
  }
  for (const table of findAll(body, ({ name }) => name === 'table'))
    for (const { what, text, value } of cellsOf(table, outcome))
      if (value === null ? text !== '–' : !saysNumber(text, value, false))
        wrong.push(`${what}: "${text}" for ${value}`);
      else checked++;
  const known = [...textsOf(outcome)].join('\n');
  for (const text of looseTexts(body))
    for (const word of text.replace(OWN, ' ').split(/[\s,;]+/))
      if (/\d/.test(word) && !known.includes(word))
        wrong.push(`a number from nowhere: "${word}" in "${text}"`);
  return { wrong, checked };
}

/** What the report says with digits of any run. */
const OWN =
  /95 % of them within|95 % within|99 % at most|\b(?:50|95|99)th\b|\bp95\b|\bEC2\b|\bS3\b|Route 53|under 20 %|\d0 to \d0 %|80 % and more/g;

function at(outcome: Json, pointer: string): number {
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return Number(steps.reduce((value, step) => value[step], outcome));
}

/** Numbers that are worked out. */
function derive(outcome: Json, how: string): number {
  const { simulation, services, assertions, views, run, costs, rightSizing } = outcome;
  const list: Json[] = Object.values(services);
  const requests = list.filter(({ queue }) => queue === null);
  const total = (key: string) => requests.reduce((sum: number, one) => sum + (one[key] ?? 0), 0);
  const [name, moment] = how.split(':');
  const packed = views?.packing.moments.find((one: Json) => one.moment === moment);
  switch (name) {
    case 'measured':
      return simulation.durationSeconds - simulation.warmUpSeconds;
    case 'requests':
      return total('requests');
    case 'failedRequests':
      return total('failedRequests');
    case 'failedShare':
      return total('failedRequests') / total('requests');
    case 'assertions':
      return assertions.length;
    case 'failedAssertions':
      return assertions.filter(({ holds }: Json) => !holds).length;
    case 'servicesDown':
      return list.filter(({ unavailableSeconds }) => unavailableSeconds > 0).length;
    case 'services':
      return list.length;
    case 'events':
      return run.events;
    case 'fleetInstances':
      return views.fleet.instances;
    case 'packingTasks':
      return packed.tasks;
    case 'packingCpu':
      return packed.cpuPercent / 100;
    case 'packingMemory':
      return packed.memoryPercent / 100;
    case 'packingInstances':
      return packed.instances.length + packed.notShown;
    case 'peakCost':
      return Math.max(...wholeRates(outcome));
    case 'billLinesLeft':
    case 'sizesLeft':
      return name === 'sizesLeft' ? rightSizing.length : costs.length;
    default:
      throw new Error(`nobody knows how to derive ${how}`);
  }
}

/** Dollars an hour of those steps that the run was there for the longest. */
function wholeRates({ views, simulation }: Json): number[] {
  const { start, stepSeconds, byPurpose } = views.cost;
  const lists: number[][] = Object.values(byPurpose);
  const from = Date.parse(simulation.start) + simulation.warmUpSeconds * 1000;
  const to = Date.parse(simulation.end);
  const steps = lists[0]!.map((_, step) => {
    const begin = Date.parse(start) + step * stepSeconds * 1000;
    const there = Math.min(to, begin + stepSeconds * 1000) - Math.max(from, begin);
    const hours = Math.max(there, stepSeconds * 50) / 3_600_000;
    return { hours, rate: lists.reduce((sum, list) => sum + list[step]! / hours, 0) };
  });
  const longest = Math.max(...steps.map(({ hours }) => hours));
  return steps.filter(({ hours }) => hours >= longest).map(({ rate }) => rate);
}

interface Cell {
  readonly what: string;
  readonly text: string;
  /** `null`: nothing stands there. */
  readonly value: number | null;
}

/** The cells of a table that say which numbers they are. */
function cellsOf(table: HtmlElement, outcome: Json): Cell[] {
  const heads = findAll(table, ({ name }) => name === 'thead').flatMap((head) =>
    elements(elements(head)[0]!),
  );
  const rows = findAll(table, ({ name }) => name === 'tbody').flatMap(elements);
  const moment = table.attributes['data-derived']?.split(':')[1];
  const packed = outcome.views?.packing.moments.find((one: Json) => one.moment === moment);
  return rows.flatMap((row) => {
    const texts = elements(row).map(textOf);
    const of = row.attributes;
    const cells = heads.map((head, i) => {
      const own = head.attributes;
      const text = texts[i]!;
      if (own['data-column'] !== undefined) {
        const cell = outcome.timeline.columns[own['data-column']][Number(of['data-row'])];
        return {
          what: own['data-column'],
          text,
          value: cell === null ? null : cell / Number(own['data-by'] ?? 1),
        };
      }
      if (own['data-list'] !== undefined)
        return { what: own['data-list'], text, value: at(outcome, `${own['data-list']}/${of['data-item']}`) };
      if (own['data-purpose'] !== undefined) {
        const { byPurpose } = outcome.views.cost;
        const lists: number[][] =
          own['data-purpose'] === 'all' ? Object.values(byPurpose) : [byPurpose[own['data-purpose']]];
        const value = lists.reduce((sum, list) => sum + list[Number(of['data-step'])]!, 0);
        return { what: own['data-purpose'], text, value };
      }
      if (own['data-derived'] === 'fleetHighest') {
        const percents = outcome.views.fleet.rows[Number(of['data-fleet'])].percents.filter(
          (one: Json) => one !== null,
        );
        return { what: 'fleet', text, value: percents.length === 0 ? null : Math.max(...percents) / 100 };
      }
      return null;
    });
    const found = cells.filter((cell) => cell !== null);
    if (of['data-bill'] !== undefined) return [...found, ...billCells(of['data-bill'], texts, outcome)];
    if (of['data-pack'] === undefined) return found;
    const instance = packed.instances[Number(of['data-pack'])];
    return [...found, ...packedCells(instance, outcome.views.packing.kinds, texts)];
  });
}

function billCells(key: string, texts: readonly string[], { costs, cost }: Json): Cell[] {
  const rows = costs.filter(
    ({ product, usageType, unit, chargeCategory }: Json) =>
      JSON.stringify([product, usageType, unit]) === key && chargeCategory === 'Usage',
  );
  const sum = (column: string) => rows.reduce((total: number, row: Json) => total + Number(row[column]), 0);
  return [
    { what: 'bill usage', text: texts[4]!, value: sum('quantity') },
    { what: 'bill cost', text: texts[2]!, value: sum('effectiveCost') },
    ...(cost.total > 0
      ? [{ what: 'bill share', text: texts[3]!, value: sum('effectiveCost') / cost.total }]
      : []),
  ];
}

function packedCells(instance: Json, kinds: Json, texts: readonly string[]): Cell[] {
  const total = (rest: number, each: (kind: Json) => number) =>
    instance.kinds.reduce(
      (sum: number, kind: number, i: number) => sum + instance.counts[i] * each(kinds[kind]),
      rest,
    );
  const values = [
    total(instance.otherTasks, () => 1),
    instance.vcpu,
    instance.memoryGib,
    total(instance.otherVcpu, ({ vcpu }) => vcpu),
    total(instance.otherMemoryGib, ({ memoryGib }) => memoryGib),
  ];
  return values.map((value, i) => ({ what: `packing ${i}`, text: texts[i + 2]!, value }));
}

function elements(node: HtmlElement): HtmlElement[] {
  return node.children.filter((child): child is HtmlElement => typeof child !== 'string');
}

/** Texts with digits that nothing has checked: neither in a number, an instant, a tick, nor a table's checked cells. */
function looseTexts(node: HtmlNode, isChecked = false): string[] {
  if (typeof node === 'string') return !isChecked && /\d/.test(node) ? [node] : [];
  const { name, attributes } = node;
  if (name === 'data' || name === 'time' || attributes['aria-hidden'] === 'true') return [];
  if (
    ['data-row', 'data-step', 'data-item', 'data-bill', 'data-pack', 'data-fleet'].some(
      (one) => one in attributes,
    )
  )
    return [];
  if (
    ['data-count', 'data-text', 'data-assertion', 'data-advice', 'data-assumption'].some(
      (one) => one in attributes,
    )
  )
    return [];
  // What an activity or a deployment was is told in AWS's words and in short ones, which have a test of their own.
  if (name === 'summary' || (name === 'table' && textOf(node).includes('Cause'))) return [];
  return node.children.flatMap((child) => looseTexts(child));
}

/** Every text of the outcome but the long tables, as pages show it. */
function textsOf(value: Json, found: Set<string> = new Set()): Set<string> {
  if (typeof value === 'string') found.add(value.replace(/\s+/g, ' ').trim());
  else if (Array.isArray(value)) for (const one of value) textsOf(one, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) {
      found.add(key);
      if (key !== 'timeline' && key !== 'costs') textsOf(member, found);
    }
  return found;
}

/** Every instant of it, and where the steps of its costs begin. */
function* instantsOf(outcome: Json): Generator<string> {
  const { simulation, views, timeline } = outcome;
  yield* timeline.columns.time;
  for (const text of textsOf(outcome)) if (/^\d{4}-\d\d-\d\dT/.test(text)) yield text;
  yield new Date(Date.parse(simulation.start) + simulation.warmUpSeconds * 1000).toISOString();
  if (views === null) return;
  const { start, stepSeconds, byPurpose } = views.cost;
  const steps = (Object.values(byPurpose) as number[][])[0]?.length ?? 0;
  for (let step = 0; step < steps; step++)
    yield new Date(Date.parse(start) + step * stepSeconds * 1000).toISOString();
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `3 March, 14:00`, `3 March 2026, 14:00`, `3 Mar 14:00:07`. */
function saysInstant(text: string, instant: string): boolean {
  const [, day, month, year, time] =
    /^(\d+) ([A-Z]\w+)(?: (\d{4}))?,? (\d\d:\d\d(?::\d\d)?)$/.exec(text) ?? [];
  if (day === undefined) return false;
  const number = MONTHS.indexOf(month!.slice(0, 3)) / 3 + 1;
  return (
    Number(instant.slice(8, 10)) === Number(day) &&
    Number(instant.slice(5, 7)) === number &&
    (year === undefined || instant.startsWith(year)) &&
    instant.slice(11).startsWith(time!)
  );
}

const SECONDS: Readonly<Record<string, number>> = { d: 86_400, h: 3600, min: 60, s: 1, ms: 0.001 };

/** Whether a text for people is what is left of a number that is rounded. */
export function saysNumber(text: string, value: number, isMs: boolean): boolean {
  const plain = text.replaceAll(',', '').replaceAll('$', '').trim();
  const bound = /^([<>])([\d.]+)( %| ms)?(?: [A-Za-z-]+)?$/.exec(plain);
  if (bound !== null) {
    const limit = Number(bound[2]) * (bound[3] === ' %' ? 0.01 : bound[3] === ' ms' ? 0.001 : 1);
    return bound[1] === '<' ? value > 0 && value < limit : value > limit;
  }
  const spans = [...plain.matchAll(/(-?[\d.]+(?:e\d+)?) (d|h|min|s|ms)(?= |$)/g)];
  const scale = isMs ? 1000 : 1;
  if (spans.length > 0) {
    const seconds = spans.reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit!]!, 0);
    const [, last = '', unit = ''] = spans.at(-1)!;
    return isNear(seconds * scale, value, rounding(last) * SECONDS[unit]! * scale);
  }
  const [, digits = '', unit] = /^(-?[\d.]+(?:e\d+)?)( M| %)?(?: |$)/.exec(plain) ?? [];
  if (digits === '') return false;
  const factor = unit === ' M' ? 1e6 : unit === ' %' ? 0.01 : 1;
  return isNear(Number(digits) * factor, value, rounding(digits) * factor);
}

/** Half of the last digit. */
function rounding(digits: string): number {
  return 0.501 * 10 ** -(digits.split('.')[1]?.length ?? 0);
}

function isNear(said: number, value: number, least: number): boolean {
  return Math.abs(said - value) <= Math.max(least, 0.006 * Math.abs(value));
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
