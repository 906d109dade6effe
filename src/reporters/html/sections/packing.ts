import type {
  PackedInstance,
  PackedKind,
  PackedTasks,
  PackingMoment,
} from '../../../experiment/outcome-views.ts';
import { countOf, formatAmount, formatCount } from '../../text/numbers.ts';
import { packingBoxes } from '../charts/boxes.ts';
import { legendOf } from '../charts/frame.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, fragment, type Markup, plain } from '../element.ts';
import { derived, moment } from '../figure-data.ts';
import { msOf } from '../instants.ts';
import type { ReportContext } from './context.ts';

/** So many services have colours of their own. */
const MOST_COLOURS = 7;

/** What was in the instances at the busiest moment, and at others for who wants them; `null`: there were none. */
export function packingPart({ outcome, detail }: ReportContext): Markup | null {
  const { kinds = [], moments = [] } = outcome.views?.packing ?? {};
  const views = moments.filter(({ instances }) => instances.length > 0);
  if (views.length === 0) return null;
  const colours = coloursOf(kinds, views);
  const main = views.find(({ moment: name }) => name === 'busiest') ?? views[0]!;
  const others = detail.hasAllPackings ? views.filter((view) => view !== main) : [];
  return element(
    'figure',
    { class: 'chart packs' },
    element(
      'figcaption',
      {},
      element('h3', {}, packingTitle(main)),
      element(
        'p',
        { class: 'unit' },
        'Each box is an instance: above its CPU, below its memory; the coloured parts are what tasks reserve, the rest is free',
      ),
    ),
    colours.legend,
    packing(main, colours, detail.packed),
    disclosure('Table', packingTable(main, detail.packed)),
    others.map((view) =>
      disclosure(
        [MOMENTS[view.moment], ', ', moment(msOf(view.at))],
        element('p', { class: 'unit' }, packingTitle(view)),
        packing(view, colours, detail.packed),
        packingTable(view, detail.packed),
      ),
    ),
  );
}

const MOMENTS: Readonly<Record<PackingMoment['moment'], string>> = {
  busiest: 'The busiest moment',
  quarter: 'After a quarter of the time',
  half: 'After half of the time',
  threeQuarters: 'After three quarters of the time',
  end: 'At the end',
};

function packingTitle(view: PackingMoment): Child {
  const all = view.instances.length + view.notShown;
  return [
    view.moment === 'busiest' ? ['At the busiest moment, ', moment(msOf(view.at)), ', '] : null,
    derived(`packingTasks:${view.moment}`, view.tasks, countOf(view.tasks, 'task')),
    view.moment === 'busiest' ? ' reserve ' : ' reserved ',
    derived(`packingCpu:${view.moment}`, view.cpuPercent, `${formatCount(view.cpuPercent)} %`),
    ' of the CPU and ',
    derived(`packingMemory:${view.moment}`, view.memoryPercent, `${formatCount(view.memoryPercent)} %`),
    ' of the memory of ',
    derived(`packingInstances:${view.moment}`, all, countOf(all, 'instance')),
  ];
}

interface Colours {
  readonly of: (tasks: PackedTasks) => string;
  readonly legend: Child;
}

/** By service, or task definition of standalone tasks: those that have the most tasks. */
function coloursOf(kinds: readonly PackedKind[], moments: readonly PackingMoment[]): Colours {
  const nameOf = ({ kind }: PackedTasks) => {
    const found = kinds[kind];
    if (found === undefined) return SEVERAL;
    return plain(found.service === '' ? found.taskDefinition : found.service);
  };
  const counts = new Map<string, number>();
  for (const { instances } of moments)
    for (const { tasks } of instances)
      for (const one of tasks) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + one.count);
  counts.delete(SEVERAL);
  const names = [...counts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const named = names.slice(0, MOST_COLOURS);
  const colourOf = (name: string) => (named.includes(name) ? `c${named.indexOf(name) + 1}` : 'c8');
  const left = names.length - named.length;
  const hasRest = moments.some(({ instances }) =>
    instances.some(({ tasks }) => tasks.some(({ kind }) => kind < 0)),
  );
  const others = left === 0 ? 'Several kinds' : left === 1 ? names.at(-1)! : `${formatCount(left)} others`;
  const entries = [
    ...named.map((name) => ({ name, colour: colourOf(name) })),
    ...(left > 0 || hasRest ? [{ name: others, colour: 'c8' }] : []),
  ];
  return {
    of: (tasks) => colourOf(nameOf(tasks)),
    legend: entries.length === 0 ? null : legendOf(entries),
  };
}

/** The rest of an instance's tasks. */
const SEVERAL = '';

function packing(view: PackingMoment, colours: Colours, most: number): Markup {
  const shown = view.instances.slice(0, most);
  const left = view.notShown + view.instances.length - shown.length;
  return fragment(
    element(
      'div',
      { class: 'packing' },
      shown.map((instance) =>
        element(
          'div',
          { class: instance.draining ? 'host draining' : 'host' },
          packingBoxes(instance, colours.of),
          element('span', {}, plain(instance.instanceType), instance.draining ? ', draining' : null),
        ),
      ),
    ),
    left > 0
      ? element(
          'p',
          { class: 'note', 'data-count': 'instances' },
          `${countOf(left, 'more instance')} not shown.`,
        )
      : null,
  );
}

function packingTable(view: PackingMoment, most: number): Markup {
  const place = `packing:${view.moment}`;
  return table(
    `Instances, ${MOMENTS[view.moment].toLowerCase()}`,
    [
      { head: 'Instance', isText: true },
      { head: 'Type', isText: true },
      { head: 'Tasks' },
      { head: 'vCPU' },
      { head: 'GiB' },
      { head: 'Reserved vCPU' },
      { head: 'Reserved GiB' },
    ],
    view.instances.slice(0, most).map((instance, i) => ({
      attributes: { 'data-pack': i },
      cells: cellsOf(instance),
    })),
    { 'data-derived': place },
  );
}

function cellsOf({ id, instanceType, vcpu, memoryGib, tasks }: PackedInstance): Child[] {
  const total = (figure: (one: PackedTasks) => number) =>
    tasks.reduce((sum, one) => sum + one.count * figure(one), 0);
  return [
    plain(id),
    plain(instanceType),
    formatCount(total(() => 1)),
    formatAmount(vcpu),
    formatAmount(memoryGib),
    formatAmount(total((one) => one.vcpu)),
    formatAmount(total((one) => one.memoryGib)),
  ];
}
