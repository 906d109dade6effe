import { HOLDS, type Hold } from '../experiment/equal-service/limits.ts';
import type { AcrossWhat } from '../io/plan-across.ts';
import { UsageError } from '../io/usage-error.ts';
import { last } from './scenario-options.ts';

/** Options of ready-made alternatives and of equal service. */
export const ACROSS_OPTIONS = {
  across: {
    choices: ['launch-types', 'strategies'],
    requiresArg: true,
    describe:
      'Ready-made alternatives of one scenario: EC2 (ideal, managed scaling, fixed fleet), Fargate, Fargate Spot and ARM; or every placement strategy.',
  },
  only: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'NAMES of the alternatives of --across that are compared, such as fargate,ec2-managed; default: all.',
  },
  'instance-type': {
    type: 'string',
    requiresArg: true,
    describe:
      'With --across launch-types: of EC2. Default: that of the scenario, else the cheapest for its tasks.',
  },
  'equal-service': {
    type: 'boolean',
    default: false,
    describe:
      'Each alternative has the least capacity that serves as well as the reference: by its waits and what is unserved, or by the assertions of the scenario.',
  },
  reference: {
    type: 'string',
    requiresArg: true,
    describe: 'NAME of the alternative that --equal-service measures by; default fargate, else the first.',
  },
  hold: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: `What --equal-service holds to: ${HOLDS.join(', ')}. Default: assertions if they say how well users are served, else wait and unserved, too.`,
  },
} as const;

type Text = string | readonly string[] | undefined;

/** Their values as yargs gives them. */
export interface AcrossArguments {
  readonly across?: AcrossWhat | readonly AcrossWhat[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly 'instance-type'?: Text;
  readonly 'equal-service': boolean;
  readonly reference?: Text;
  readonly hold?: readonly string[] | undefined;
}

/** What is asked for. */
export interface AskedAcross {
  readonly across: AcrossWhat | null;
  /** Names of ready-made alternatives; empty: all. */
  readonly only: readonly string[];
  readonly instanceType: string | undefined;
  /** `null`: alternatives are compared as they are. */
  readonly equalService: { readonly reference: string | undefined; readonly hold: readonly Hold[] } | null;
}

/** Throws UsageError for options that do not go together. */
export function acrossOf(given: AcrossArguments): AskedAcross {
  const across = last(given.across) ?? null;
  const instanceType = last(given['instance-type']);
  const reference = last(given.reference);
  const hold = namesIn(given.hold);
  const only = namesIn(given.only);
  const problems: string[] = [];
  if (only.length > 0 && across === null) problems.push('--only: expected --across beside it.');
  if (instanceType !== undefined && across !== 'launch-types')
    problems.push('--instance-type: expected --across launch-types beside it.');
  if (!given['equal-service'] && (reference !== undefined || hold.length > 0))
    problems.push(`--${reference === undefined ? 'hold' : 'reference'}: expected --equal-service beside it.`);
  for (const name of hold)
    if (!HOLDS.includes(name as Hold))
      problems.push(`--hold: expected ${HOLDS.join(', ')}, received "${name}".`);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const equalService = given['equal-service'] ? { reference, hold: hold as Hold[] } : null;
  return { across, only, instanceType, equalService };
}

function namesIn(lists: readonly string[] | undefined): string[] {
  return (lists ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
}
