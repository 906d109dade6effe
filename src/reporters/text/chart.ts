import type { StreamedOutcome } from '../../experiment/outcome.ts';
import { padText, wrapText } from './layout.ts';
import { formatAmount, formatMinute, formatMinuteAfter } from './numbers.ts';

/** What one cell can show, from nothing to full. */
const BLOCKS = ' ▁▂▃▄▅▆▇█';
const LEVELS = BLOCKS.length - 1;
const LABEL_WIDTH = 14;

/**
 * Requests and what became of them, running tasks, instances and how full they are over time, as lines of at most `width` columns
 * above one time axis.
 */
export function timeChart(outcome: StreamedOutcome, width: number): string[] {
  const steps = runSteps(outcome);
  if (steps.length === 0) return [];
  const room = width - LABEL_WIDTH - 1;
  const loads = loadsOf(outcome, steps);
  const charts = loads.flatMap((load) => loadCharts(load, outcome.timeline.stepSeconds, room));
  const chart = (name: string, value: (step: Step) => number, height: number) =>
    charts.push(countChart(name, steps.map(value), room, height));
  // That as many tasks ran all the time needs no picture where there are others.
  if (charts.length === 0 || steps.some(({ running }) => running !== steps[0]!.running))
    chart('tasks', ({ running }) => running, 4);
  if (steps.some(({ instances }) => instances > 0)) chart('instances', ({ instances }) => instances, 2);
  const onFargate = (outcome.cost.byProduct['AWSFargate'] ?? 0) > 0;
  if (!onFargate && steps.some(({ registered }) => registered > 0)) charts.push(fullnessChart(steps, room));
  return [
    ...togetherLines(loads, width),
    ...charts.flatMap((lines, i) => (i === 0 ? lines : [row('', ''), ...lines])),
    ...axis(outcome, room),
  ];
}

/** What the charts add up, where they add up several services or queues. */
function togetherLines(loads: readonly Load[], width: number): string[] {
  const several = loads.filter(({ services }) => services > 1).map(({ noun }) => noun);
  if (several.length === 0) return [];
  const all = several.includes('requests')
    ? 'All services together, calls between them included'
    : 'All queues together';
  return wrapText(`${all}; p95 of the slowest one.`, width);
}

/** What comes to services, step by step: requests or messages. */
interface Load {
  readonly noun: 'requests' | 'messages';
  readonly services: number;
  readonly steps: readonly LoadStep[];
}

interface LoadStep {
  requests: number;
  failed: number;
  p95: number;
}

/** Requests and messages apart; a single service has what the run has. */
function loadsOf({ services, timeline }: StreamedOutcome, steps: readonly Step[]): Load[] {
  const offered = Object.entries(services).filter(([, { requests }]) => requests !== null);
  const nounOf = new Map(
    offered.map(([name, { queue }]) => [name, queue === null ? 'requests' : 'messages'] as const),
  );
  const nouns = (['requests', 'messages'] as const).filter((noun) => [...nounOf.values()].includes(noun));
  const loads =
    offered.length > 1
      ? nouns.map((noun) => stepsOf(timeline.columns, noun, nounOf))
      : [{ noun: nouns[0] ?? ('requests' as const), services: 1, steps }];
  return loads.filter((load) => load.steps.some(({ requests }) => requests > 0));
}

/** The services of one kind together: what came and what failed of it, and the p95 of the slowest. */
function stepsOf(
  { scope, name, requests, failedRequests, latencyP95Ms }: StreamedOutcome['timeline']['columns'],
  noun: Load['noun'],
  nounOf: ReadonlyMap<string, Load['noun']>,
): Load {
  const steps: LoadStep[] = [];
  for (let row = 0; row < scope.length; row++) {
    const kind = scope.at(row);
    if (kind === 'run') steps.push({ requests: 0, failed: 0, p95: 0 });
    if (kind !== 'service' || nounOf.get(String(name.at(row))) !== noun) continue;
    const step = steps.at(-1)!;
    step.requests += Number(requests.at(row));
    step.failed += Number(failedRequests.at(row));
    step.p95 = Math.max(step.p95, Number(latencyP95Ms.at(row)));
  }
  return { noun, services: [...nounOf.values()].filter((of) => of === noun).length, steps };
}

function loadCharts({ noun, steps }: Load, stepSeconds: number, room: number): string[][] {
  const chart = (name: string, value: (step: LoadStep) => number, height: number) =>
    countChart(name, steps.map(value), room, height);
  const highest = highestOf(steps.map(({ p95 }) => p95));
  const responses =
    highest < 10_000 ? chart('p95, ms', ({ p95 }) => p95, 2) : chart('p95, s', ({ p95 }) => p95 / 1000, 2);
  return [
    chart(`${noun}/s`, ({ requests }) => requests / stepSeconds, 3),
    // Of what nobody served there are no response times.
    ...(highest > 0 ? [responses] : []),
    ...(steps.some(({ failed }) => failed > 0)
      ? [chart('failed/s', ({ failed }) => failed / stepSeconds, 2)]
      : []),
  ];
}

interface Step extends LoadStep {
  readonly running: number;
  readonly instances: number;
  readonly registered: number;
  readonly reserved: number;
}

function runSteps({ timeline: { columns } }: StreamedOutcome): Step[] {
  const steps: Step[] = [];
  const { scope, running, instances, cpuRegistered, cpuReserved } = columns;
  const { requests, failedRequests, latencyP95Ms } = columns;
  for (let row = 0; row < scope.length; row++)
    if (scope.at(row) === 'run')
      steps.push({
        running: Number(running.at(row)),
        instances: Number(instances.at(row)),
        registered: Number(cpuRegistered.at(row)),
        reserved: Number(cpuReserved.at(row)),
        requests: Number(requests.at(row)),
        failed: Number(failedRequests.at(row)),
        p95: Number(latencyP95Ms.at(row)),
      });
  return steps;
}

/** Rows of blocks up to the highest value; a column shows the highest of its steps, so that no peak is lost. */
function countChart(name: string, values: readonly number[], room: number, height: number): string[] {
  const columns = perColumn(values, room, highestOf);
  const highest = highestOf(columns);
  return bars(columns, highest, height).map((blocks, i) => row([labelOf(highest), name][i] ?? '', blocks));
}

/** Reserved of registered CPU, mean over mean of a column's steps, from 0 to 100 %. */
function fullnessChart(steps: readonly Step[], room: number): string[] {
  const reserved = perColumn(
    steps.map((step) => step.reserved),
    room,
    meanOf,
  );
  const registered = perColumn(
    steps.map((step) => step.registered),
    room,
    meanOf,
  );
  const shares = reserved.map((value, i) => (registered[i]! > 0 ? Math.min(1, value / registered[i]!) : 0));
  return bars(shares, 1, 2).map((blocks, i) => row(['100 %', 'CPU reserved'][i] ?? '', blocks));
}

function labelOf(value: number): string {
  const text = formatAmount(value);
  return text.length < LABEL_WIDTH ? text : value.toExponential(2).replace('e+', 'e');
}

function row(label: string, blocks: string): string {
  return `${padText(label, LABEL_WIDTH - 1, true)} │${blocks}`;
}

/** What is above nothing is never drawn as nothing. */
function bars(values: readonly number[], highest: number, height: number): string[] {
  const eighths = values.map((value) =>
    value > 0 ? Math.min(height * LEVELS, Math.max(1, Math.round((value / highest) * height * LEVELS))) : 0,
  );
  return Array.from({ length: height }, (_, fromTop) => {
    const below = (height - 1 - fromTop) * LEVELS;
    return eighths.map((level) => BLOCKS[Math.min(LEVELS, Math.max(0, level - below))]!).join('');
  });
}

/** Line under the blocks, then where it begins and ends. */
function axis({ simulation: { start, end, warmUpSeconds } }: StreamedOutcome, room: number): string[] {
  const indent = ' '.repeat(LABEL_WIDTH + 1);
  const from = formatMinuteAfter(start, warmUpSeconds);
  const to = `${formatMinute(end)} UTC`;
  const between = ' '.repeat(Math.max(1, room - from.length - to.length));
  return [`${padText('0', LABEL_WIDTH - 1, true)} └${'─'.repeat(room)}`, indent + from + between + to];
}

/** One value a column, from the steps that fall into it; with few steps a step takes several columns. */
function perColumn(
  values: readonly number[],
  room: number,
  fold: (part: readonly number[]) => number,
): number[] {
  return Array.from({ length: room }, (_, column) => {
    const first = Math.floor((column * values.length) / room);
    const last = Math.floor(((column + 1) * values.length) / room);
    return fold(values.slice(first, Math.max(first + 1, last)));
  });
}

function highestOf(values: readonly number[]): number {
  return values.reduce((highest, value) => Math.max(highest, value), 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
