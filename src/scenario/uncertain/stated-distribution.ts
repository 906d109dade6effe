import type * as z from 'zod';
import type { Distribution } from '../../environment/distributions/distribution.ts';
import { decode } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { KeyMatcher } from '../match-keys.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { numberDistribution } from '../shapes/distribution.ts';
import { readQuantity } from '../shapes/quantity.ts';
import { taker } from './draw-input.ts';
import type { StatedForm } from './find-forms.ts';

/** What an uncertain number is drawn from, and whether it is a duration. */
interface Stated {
  readonly distribution: Distribution;
  readonly isDuration: boolean;
}

/** The distribution of a form whose contents stand at `at`; what is wrong with them is found. */
export function statedDistribution(
  { form, stated }: StatedForm,
  schema: z.ZodType,
  at: Path,
  findings: Findings,
): Stated | null {
  return form === 'between'
    ? betweenEnds(stated, schema, at, findings)
    : drawnFrom(stated, schema, at, findings);
}

function betweenEnds(stated: unknown, schema: z.ZodType, at: Path, findings: Findings): Stated | null {
  if (!Array.isArray(stated) || stated.length !== 2) {
    findings.addBroken({ path: at, expected: 'a list of two ends, [a, b]', received: describeValue(stated) });
    return null;
  }
  const amounts = stated.map((end, i): Amount => ({ stated: end, path: [...at, i] }));
  if (!checkAmounts(amounts, schema, findings)) return null;
  const [min = 0, max = 0] = stated.map((end) => readQuantity(end)!.value);
  if (min > max) {
    const expected = `an end that is not below the first, ${describeValue(stated[0])}`;
    findings.addBroken({ path: [...at, 1], expected, received: describeValue(stated[1]) });
    return null;
  }
  return { distribution: { kind: 'uniform', min, max }, isDuration: areDurations(amounts) };
}

function drawnFrom(stated: unknown, schema: z.ZodType, at: Path, findings: Findings): Stated | null {
  const matcher = new KeyMatcher();
  const matched = matcher.match(numberDistribution, stated, at);
  for (const problem of matcher.problems) findings.addBroken(problem);
  if (matcher.problems.length > 0) return null;
  const distribution = decode(numberDistribution, matched, at, findings);
  if (distribution === null) return null;
  const amounts = amountsOf(matched, at);
  if (!checkAmounts(amounts, schema, findings)) return null;
  return { distribution, isDuration: areDurations(amounts) };
}

/** A number of a form that is measured like the place in which the form stands. */
interface Amount {
  readonly stated: unknown;
  readonly path: Path;
}

/** Numbers of a distribution that have no unit, whatever is drawn. */
const PURE: readonly string[] = ['shape', 'sigma', 'mu'];

function amountsOf(stated: unknown, at: Path): Amount[] {
  if (Array.isArray(stated)) return stated.map((item, i) => ({ stated: item, path: [...at, i] }));
  if (typeof stated !== 'object' || stated === null) return [{ stated, path: at }];
  return Object.entries(stated).flatMap(([key, item]) =>
    PURE.includes(key) ? [] : amountsOf(item, [...at, key]),
  );
}

/** Whether each amount could stand in the place itself, but for a part of a whole number; what could not is a problem. */
function checkAmounts(amounts: readonly Amount[], schema: z.ZodType, findings: Findings): boolean {
  const takes = taker(schema);
  const { length } = findings.problems;
  for (const { stated, path } of amounts) {
    const value = readQuantity(stated)?.value;
    if (value !== undefined && typeof stated === 'number' && takes(Math.round(value))) continue;
    if (value !== undefined && takes(stated as number | string)) continue;
    if (decode(schema, stated, path, findings) !== null && findings.problems.length === length)
      findings.addBroken({ path, expected: 'a number', received: describeValue(stated) });
  }
  return findings.problems.length === length;
}

/** A duration if one of them has its unit: bare numbers beside it are seconds. */
function areDurations(amounts: readonly Amount[]): boolean {
  return amounts.some(({ stated }) => readQuantity(stated)?.isDuration === true);
}
