import type { PackedInstance, PackedKind, PackingMoment } from '../../../experiment/outcome-views.ts';
import { countOf, formatAmount, formatCount } from '../../text/numbers.ts';
import { OTHERS, type PackingLook, packingBoxes, tasksOf } from '../charts/boxes.ts';
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
  const look = lookOf(kinds, views);
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
    look.legend,
    packing(main, look, detail.packed),
    disclosure('Table', packingTable(main, look, detail.packed)),
    others.map((view) =>
      disclosure(
        [MOMENTS[view.moment], ', ', moment(msOf(view.at))],
        element('p', { class: 'unit' }, packingTitle(view)),
        packing(view, look, detail.packed),
        packingTable(view, look, detail.packed),
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
    derived(`packingCpu:${view.moment}`, view.cpuPercent / 100, `${formatCount(view.cpuPercent)} %`),
    ' of the CPU and ',
    derived(`packingMemory:${view.moment}`, view.memoryPercent / 100, `${formatCount(view.memoryPercent)} %`),
    ' of the memory of ',
    derived(`packingInstances:${view.moment}`, all, countOf(all, 'instance')),
  ];
}

interface Look extends PackingLook {
  readonly legend: Child;
}

/** Colours by service, or task definition of standalone tasks: of those that have the most tasks. */
function lookOf(kinds: readonly PackedKind[], moments: readonly PackingMoment[]): Look {
  const nameOf = (kind: PackedKind | undefined) =>
    kind === undefined ? '' : plain(kind.service === '' ? kind.taskDefinition : kind.service);
  const totals = new Map<string, number>();
  let hasOthers = false;
  for (const instance of moments.flatMap(({ instances }) => instances)) {
    hasOthers ||= instance.otherTasks > 0;
    instance.kinds.forEach((kind, i) => {
      const name = nameOf(kinds[kind]);
      totals.set(name, (totals.get(name) ?? 0) + (instance.counts[i] ?? 0));
    });
  }
  const names = [...totals].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const named = names.slice(0, MOST_COLOURS);
  const colourOf = (name: string) => (named.includes(name) ? `c${named.indexOf(name) + 1}` : OTHERS);
  const left = names.length - named.length;
  const others = left === 0 ? 'Several kinds' : left === 1 ? names.at(-1)! : 'Others';
  const entries = [
    ...named.map((name) => ({ name, colour: colourOf(name) })),
    ...(left > 0 || hasOthers ? [{ name: others, colour: OTHERS }] : []),
  ];
  return {
    kinds,
    colours: kinds.map((kind) => colourOf(nameOf(kind))),
    legend: entries.length === 0 ? null : legendOf(entries),
  };
}

function packing(view: PackingMoment, look: Look, most: number): Markup {
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
          packingBoxes(instance, look),
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

function packingTable(view: PackingMoment, look: Look, most: number): Markup {
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
      cells: cellsOf(instance, look),
    })),
    { 'data-derived': place },
  );
}

function cellsOf(instance: PackedInstance, look: Look): Child[] {
  const { id, instanceType, vcpu, memoryGib } = instance;
  const tasks = tasksOf(instance, look);
  const total = (figure: (one: (typeof tasks)[number]) => number) =>
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
