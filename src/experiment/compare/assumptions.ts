import type { ComparedOutcome } from '../execute/run-request.ts';
import type { Assumption } from './comparison.ts';
import type { Entrant } from './entrant.ts';

/** What decides the answer and AWS does not say, or what the runs themselves warn of; first what is bent most easily. */
export function collectAssumptions(entrants: readonly Entrant[]): Assumption[] {
  return [
    ...measuredTime(entrants),
    ...unvaried(entrants),
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

function unvaried(entrants: readonly Entrant[]): Assumption[] {
  const paths = [...new Set(entrants.flatMap(({ alternative }) => alternative.unvaried ?? []))];
  return paths.map((path) => ({
    name: 'not varied',
    value: entrants
      .filter(({ alternative }) => alternative.unvaried?.includes(path) === true)
      .map(({ alternative }) => alternative.name)
      .join(', '),
    note: `There is no ${path} in it, so it is the same throughout.`,
  }));
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
      `${alternative.name} ${percent(roundedUp.tasks / tasks.requested)} of its tasks, all together by ${amount(roundedUp.vcpu)} vCPU and ${amount(roundedUp.memoryGib)} GiB`,
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
  const hours = entrants.flatMap(({ ended }) => ended.map(measuredHours));
  if (hours.length === 0) return [];
  return [
    {
      name: 'monthly',
      value: `from ${range(hours)} measured`,
      note: 'Monthly figures are the measured cost x 730 h / the measured time.',
    },
  ];
}

/** By so much measured times may differ before costs of different lengths of time are compared. */
const SAME_TIME = 0.01;

function measuredTime(entrants: readonly Entrant[]): Assumption[] {
  const means = entrants.map(
    ({ ended }) => ended.reduce((sum, outcome) => sum + measuredHours(outcome), 0) / ended.length,
  );
  if (means.length === 0 || Math.max(...means) <= Math.min(...means) * (1 + SAME_TIME)) return [];
  return [
    {
      name: DIFFERENT_TIMES,
      value: range(means),
      note: 'Costs are those of the measured time of each, from its warm-up to its end. Where the same work took longer that is as it should be; where `warmUp` or `duration` differ, compare monthly figures.',
    },
  ];
}

/** Reports look for it: costs of different lengths of time are to be read with care. */
const DIFFERENT_TIMES = 'measured times differ';

function measuredHours({ simulation }: ComparedOutcome): number {
  return (simulation.durationSeconds - simulation.warmUpSeconds) / 3600;
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

function range(hours: readonly number[]): string {
  const [from, to] = [span(Math.min(...hours)), span(Math.max(...hours))];
  return from === to ? from : `${from} to ${to}`;
}
