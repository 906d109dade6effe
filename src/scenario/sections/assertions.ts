import * as z from 'zod';
import { GROUP_COLUMNS, TIMELINE_COLUMNS } from '../../events/timeline-columns.ts';
import { parseDuration } from '../../units/duration.ts';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import type { CapacityProviderSpec } from '../group-spec.ts';
import { didYouMean, listNames, type Names } from '../names.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { AssertionSpec } from '../scenario.ts';
import { isBareNumber, refuse, text } from '../shapes/fields.ts';
import { oneOf } from '../shapes/mapping.ts';
import type { ResolvedCluster } from './clusters.ts';
import { checkColumn, checkFigure, type LoadsByService } from './figures-of-loads.ts';
import { SERVICE_PATHS, stepsOf, type WrongPath, wrongPath } from './outcome-paths.ts';

const EXTREME = /^(max|min)\(\s*(\w+)\s*\)$/;

const limit = () =>
  z
    .union([z.number(), z.string()], 'a number, or a duration such as 90s')
    .transform((value, context) =>
      typeof value === 'string' && parseDuration(value) === null
        ? refuse(context, 'a number, or a duration such as 90s')
        : value,
    );

export const assertionSchema = oneOf(
  {
    atMost: limit().describe(
      'The highest value at which it holds; a duration such as 90s or 150ms is brought to the unit of the figure: milliseconds where its name ends in Ms, else seconds.',
    ),
    atLeast: limit().describe('The lowest value at which it holds.'),
    equals: z
      .union([z.number(), z.string()], 'a number, a duration or text')
      .describe('The value at which it holds.'),
  },
  {
    that: text('a path of outcome.json such as cost.total').describe(
      'A path of outcome.json, or max(COLUMN), min(COLUMN) of the timeline.',
    ),
    scope: text('run, cluster/NAME, service/CLUSTER/NAME, capacityProvider/NAME or autoScalingGroup/NAME')
      .optional()
      .describe(
        'Of max and min: run (default), cluster/NAME, service/CLUSTER/NAME, capacityProvider/NAME or autoScalingGroup/NAME.',
      ),
  },
);

/** What assertions can be about. */
export interface AssertionParts {
  readonly clusters: Names<ResolvedCluster>;
  readonly capacityProviders: readonly CapacityProviderSpec[];
  /** `cluster/name` of each; `null` when some of them are wrong. */
  readonly services: readonly string[] | null;
  /** Names of all; `null` when some of them are wrong. */
  readonly autoScalingGroups: readonly string[] | null;
  /** What comes to which of them, by the same labels; `null` when some of that is wrong. */
  readonly loads: LoadsByService | null;
}

/** What must hold of the outcome, in the order of the file. */
export function resolveAssertions(
  section: unknown,
  parts: AssertionParts,
  context: LoadContext,
): AssertionSpec[] {
  return decodeList(assertionSchema, section, ['assertions'], context.findings).flatMap(
    (assertion, i): AssertionSpec[] => {
      if (assertion === null) return [];
      const { atMost, atLeast, equals, scope = null } = assertion;
      const that = assertion.that.replace(EXTREME, '$1($2)');
      checkSubject(that, scope, ['assertions', i], parts, context);
      const comparison = atMost !== undefined ? 'atMost' : atLeast !== undefined ? 'atLeast' : 'equals';
      return [{ that, comparison, limit: inUnitOf(that, (atMost ?? atLeast ?? equals)!), scope }];
    },
  );
}

function checkSubject(
  that: string,
  scope: string | null,
  path: Path,
  parts: AssertionParts,
  { findings }: LoadContext,
): void {
  const column = EXTREME.exec(that)?.[2];
  if (column === undefined) {
    const wrong = wrongPath(that, parts);
    if (wrong !== null) {
      const where = wrong.at === '' ? 'outcome.json' : `\`${wrong.at}\``;
      const expected = `a figure of ${where}${listNames(wrong.known)}${wrong.at === '' ? ', or max(COLUMN) or min(COLUMN)' : ''}`;
      findings.add([...path, 'that'], expected, describeValue(that), hintAt(that, wrong, parts.services));
    } else if (parts.loads !== null) checkFigure(that, parts.loads, [...path, 'that'], findings);
    if (scope !== null)
      findings.add([...path, 'scope'], '`scope` only with max(...) or min(...)', describeValue(scope));
    return;
  }
  const columns: readonly string[] = NUMBER_COLUMNS;
  if (!columns.includes(column))
    findings.add(
      [...path, 'that'],
      `a column of the timeline${listNames(columns)}`,
      describeValue(column),
      didYouMean(column, columns),
    );
  const scopes = scopesOf(parts);
  if (scope !== null && scopes?.includes(scope) === false)
    findings.add(
      [...path, 'scope'],
      `one of ${scopes.join(', ')}`,
      describeValue(scope),
      didYouMean(scope, scopes),
    );
  else if (columns.includes(column) && !isColumnOf(column, scope ?? 'run'))
    findings.add([...path, 'that'], `a column that rows of ${scope ?? 'run'} have`, describeValue(column));
  else if (parts.loads !== null)
    checkColumn(column, scope ?? 'run', parts.loads, [...path, 'that'], findings);
}

/** Figures of a service are often asked for without saying that it is one. */
function hintAt(
  that: string,
  { step, known, at }: WrongPath,
  services: readonly string[] | null,
): string | undefined {
  if (step === null) return undefined;
  const [first] = services ?? [];
  if (at === '' && first !== undefined) {
    if (services!.includes(step) && that.startsWith(step))
      return `Did you mean services["${step}"]${that.slice(step.length)}?`;
    if (Object.hasOwn(SERVICE_PATHS, step)) return `Did you mean services["${first}"].${that}?`;
  }
  return didYouMean(step, known);
}

/** What the timeline has rows of; `null` when part of that cannot be read. */
function scopesOf({
  clusters,
  services,
  capacityProviders,
  autoScalingGroups,
}: AssertionParts): readonly string[] | null {
  const names = clusters.names();
  const whole = clusters.all().filter(({ capacityProviders }) => capacityProviders !== null);
  if (clusters.isIncomplete || whole.length < names.length) return null;
  if (services === null || autoScalingGroups === null) return null;
  return [
    'run',
    ...names.map((name) => `cluster/${name}`),
    ...services.map((label) => `service/${label}`),
    ...capacityProviders.map(({ name }) => `capacityProvider/${name}`),
    ...autoScalingGroups.map((name) => `autoScalingGroup/${name}`),
  ];
}

/** Rows of groups have columns that no others have, and lack most of those that others have. */
function isColumnOf(column: string, scope: string): boolean {
  const place = (GROUP_COLUMNS as readonly string[]).indexOf(column);
  return scope.startsWith('autoScalingGroup/') ? place >= 0 : place < COLUMNS_SHARED;
}

const COLUMNS_SHARED: number = GROUP_COLUMNS.indexOf('inService');

const NUMBER_COLUMNS = TIMELINE_COLUMNS.filter((name) => !['time', 'scope', 'name'].includes(name));

/** A duration in the unit of what it is compared with; numbers and other text stay as they are. */
function inUnitOf(that: string, stated: number | string): number | string {
  if (typeof stated === 'number') return stated;
  const ms = parseDuration(stated);
  if (ms === null) return stated;
  if (isBareNumber(stated)) return Number(stated);
  return isInMs(that) ? ms : ms / 1000;
}

/** `max(latencyP95Ms)`, `services["main/web"].latencyMs.p95`. */
function isInMs(that: string): boolean {
  return stepsOf(EXTREME.exec(that)?.[2] ?? that)
    .slice(-2)
    .some((step) => /^[A-Za-z\d]+Ms$/.test(step));
}
