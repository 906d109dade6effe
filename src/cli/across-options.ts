import type { CompareOptions } from '../experiment/compare/compare-alternatives.ts';
import type { Assumption, Comparison } from '../experiment/compare/comparison.ts';
import type { Alternative } from '../experiment/compare/plan/alternative.ts';
import type { Plan } from '../experiment/compare/plan/plan-alternatives.ts';
import { HOLDS, type Hold } from '../experiment/equal-service/limits.ts';
import type { Inquiry } from '../experiment/execute/inquiry.ts';
import type { ScenarioSource } from '../io/executor/scenario-source.ts';
import type { AcrossPlan, AcrossWhat } from '../io/plan-across.ts';
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
  readonly 'instance-type'?: Text;
  readonly 'equal-service': boolean;
  readonly reference?: Text;
  readonly hold?: readonly string[] | undefined;
}

/** What is asked for. */
export interface AskedAcross {
  readonly across: AcrossWhat | null;
  readonly instanceType: string | undefined;
  /** `null`: alternatives are compared as they are. */
  readonly equalService: { readonly reference: string | undefined; readonly hold: readonly Hold[] } | null;
}

/** Throws UsageError for options that do not go together. */
export function acrossOf(given: AcrossArguments): AskedAcross {
  const across = last(given.across) ?? null;
  const instanceType = last(given['instance-type']);
  const reference = last(given.reference);
  const hold = (given.hold ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
  const problems: string[] = [];
  if (instanceType !== undefined && across !== 'launch-types')
    problems.push('--instance-type: expected --across launch-types beside it.');
  if (!given['equal-service'] && (reference !== undefined || hold.length > 0))
    problems.push(`--${reference === undefined ? 'hold' : 'reference'}: expected --equal-service beside it.`);
  for (const name of hold)
    if (!HOLDS.includes(name as Hold))
      problems.push(`--hold: expected ${HOLDS.join(', ')}, received "${name}".`);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  const equalService = given['equal-service'] ? { reference, hold: hold as Hold[] } : null;
  return { across, instanceType, equalService };
}

/** Alternatives by files and variations; with `--across` the variants of its one scenario. */
export async function planCompared(
  files: readonly string[],
  vary: readonly string[],
  { across }: AskedAcross,
): Promise<Plan> {
  const { planAlternatives } = await import('../experiment/compare/plan/plan-alternatives.ts');
  if (across === null) return planAlternatives(files, vary);
  if (files.length > 1) return { problems: [`--across: expected one scenario, received ${files.length}.`] };
  if (vary.length === 0) return { alternatives: [{ name: '', scenario: 0, settings: [] }] };
  return planAlternatives(files, vary);
}

/** The alternatives that are compared, and what those of `--across` take for granted. */
export async function resolveAcross(
  sources: readonly ScenarioSource[],
  planned: readonly Alternative[],
  { across, instanceType, equalService }: AskedAcross,
): Promise<AcrossPlan> {
  if (across === null) return { alternatives: planned, assumptions: [] };
  const { planAcross } = await import('../io/plan-across.ts');
  return planAcross(sources[0]!, across, planned, { instanceType, equalService: equalService !== null });
}

/** The comparison of the alternatives as they are, or at the capacity at which they serve equally well. */
export async function inquiryOf(
  alternatives: readonly Alternative[],
  sources: readonly ScenarioSource[],
  { equalService, assumptions }: AskedAcross & { readonly assumptions: readonly Assumption[] },
  options: CompareOptions,
): Promise<Inquiry<Comparison>> {
  if (equalService === null) {
    const { compareAlternatives } = await import('../experiment/compare/compare-alternatives.ts');
    return withAssumptions(compareAlternatives(alternatives, options), assumptions);
  }
  const { reference } = equalService;
  const names = alternatives.map(({ name }) => name);
  if (reference !== undefined && !names.includes(reference))
    throw new UsageError(`--reference: expected one of ${names.join(', ')}, received "${reference}".`);
  const [{ compareAtEqualService }, { readSourceDocument }] = await Promise.all([
    import('../experiment/equal-service/compare-at-equal-service.ts'),
    import('../io/source-document.ts'),
  ]);
  const search = { ...equalService, documents: sources.map(readSourceDocument) };
  return withAssumptions(compareAtEqualService(alternatives, options, search), assumptions);
}

function* withAssumptions(
  inquiry: Inquiry<Comparison>,
  assumptions: readonly Assumption[],
): Inquiry<Comparison> {
  const comparison = yield* inquiry;
  return { ...comparison, assumptions: [...assumptions, ...comparison.assumptions] };
}
