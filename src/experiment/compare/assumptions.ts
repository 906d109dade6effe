import type { ComparedOutcome } from '../execute/run-request.ts';
import type { Assumption } from './comparison.ts';
import type { Entrant } from './entrant.ts';

/** What decides the answer and AWS does not say, or what the runs themselves warn of; first what is bent most easily. */
export function collectAssumptions(entrants: readonly Entrant[]): Assumption[] {
  return [
    ...speed(entrants),
    ...spot(entrants),
    ...roundedSizes(entrants),
    ...delays(entrants),
    ...monthly(entrants),
    ...warned(entrants, 'transient', {
      name: 'no steady state',
      note: 'The second half of these runs differs from the first, so means and monthly figures describe this stretch of time and not a typical one; a longer run, or --warm-up, helps.',
    }),
    ...warned(entrants, 'tasks-pending-at-end', {
      name: 'tasks still waiting',
      note: 'Tasks of these had not started at the end: they count as unserved, and waits are those of the others.',
    }),
  ];
}

function speed(entrants: readonly Entrant[]): Assumption[] {
  const facts = entrants.flatMap(({ alternative }) => alternative.facts ?? []);
  const processors = distinct(facts.flatMap((fact) => fact.processors));
  const stated = distinct(
    facts.flatMap((fact) => Object.entries(fact.speed).map(([name, value]) => `${name} ${value}`)),
  );
  const effect = facts.some(({ worksByCpu }) => worksByCpu)
    ? 'It decides how much CPU the work takes.'
    : 'Here tasks last as long as they are said to, wherever they run.';
  if (stated.length > 0)
    return [
      {
        name: 'speed',
        value: stated.join(', '),
        note: `Work per vCPU relative to an m5, as stated. ${effect}`,
      },
    ];
  if (processors.length < 2) return [];
  return [
    {
      name: 'speed',
      value: '1 everywhere',
      note: `A vCPU is taken to do the same work on ${processors.join(', ')}; what you measured goes into \`speed\`. ${effect}`,
    },
  ];
}

function spot(entrants: readonly Entrant[]): Assumption[] {
  const values = entrants.flatMap(({ alternative, ended }) => {
    const [{ cost, warnings }] = ended as [ComparedOutcome];
    if (!Object.keys(cost.byUsageType).some((name) => name.includes('SpotUsage'))) return [];
    const uninterrupted = warnings.some(({ code }) => code === 'spot-without-interruptions');
    const saved = cost.onDemandEquivalent === 0 ? 0 : 1 - cost.total / cost.onDemandEquivalent;
    return [
      `${alternative.name} ${percent(saved)} below On-Demand${uninterrupted ? ', never interrupted' : ''}`,
    ];
  });
  if (values.length === 0) return [];
  return [
    {
      name: 'Spot price',
      value: values.join('; '),
      note: "The catalogue's or the scenario's rate for the whole time; what Spot costs, and whether there is any, changes from day to day.",
    },
  ];
}

function roundedSizes(entrants: readonly Entrant[]): Assumption[] {
  const values = entrants.flatMap(({ alternative, ended }) => {
    const [{ tasks }] = ended as [ComparedOutcome];
    const { roundedUp } = tasks;
    if (roundedUp.tasks === 0) return [];
    return [
      `${alternative.name} ${percent(roundedUp.tasks / tasks.requested)} of tasks, by ${amount(roundedUp.vcpu / roundedUp.tasks)} vCPU and ${amount(roundedUp.memoryGib / roundedUp.tasks)} GiB each`,
    ];
  });
  if (values.length === 0) return [];
  return [
    {
      name: 'sizes rounded up',
      value: values.join('; '),
      note: 'Fargate has only the sizes of its table, and these pay for the next larger one.',
    },
  ];
}

function delays(entrants: readonly Entrant[]): Assumption[] {
  if (!entrants.some(({ alternative }) => alternative.facts?.startsAtOnce === false)) return [];
  return [
    {
      name: 'delays',
      value: 'as assumed, or as in `timings`',
      note: 'AWS does not publish how long pulling, booting and registering take. They decide waits, and what is paid for while nothing runs yet.',
    },
  ];
}

function monthly(entrants: readonly Entrant[]): Assumption[] {
  const hours = entrants.flatMap(({ ended }) =>
    ended.map(({ simulation }) => (simulation.durationSeconds - simulation.warmUpSeconds) / 3600),
  );
  if (hours.length === 0) return [];
  const from = Math.min(...hours);
  const to = Math.max(...hours);
  return [
    {
      name: 'monthly',
      value: `from ${from === to ? '' : `${span(from)} to `}${span(to)} measured`,
      note: 'Monthly figures are the measured cost x 730 h / the measured time.',
    },
  ];
}

/** Alternatives that some run carries the warning of. */
function warned(
  entrants: readonly Entrant[],
  code: string,
  { name, note }: Omit<Assumption, 'value'>,
): Assumption[] {
  const names = entrants
    .filter(({ ended }) => ended.some(({ warnings }) => warnings.some((warning) => warning.code === code)))
    .map(({ alternative }) => alternative.name);
  return names.length === 0 ? [] : [{ name, value: names.join(', '), note }];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function percent(share: number): string {
  return `${amount(100 * share)} %`;
}

/** About three digits. */
function amount(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function span(hours: number): string {
  return hours >= 48 ? `${amount(hours / 24)} days` : `${amount(hours)} h`;
}
