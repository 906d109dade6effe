import { Stream } from '../../kernel/streams.ts';
import { decode } from '../decode.ts';
import { Findings } from '../findings.ts';
import { formatPath, type Path, type Problem } from '../reading/problem.ts';
import { scenarioSchema } from '../schema.ts';
import { type Drawn, drawInput, taker } from './draw-input.ts';
import { findForms, type StatedForm } from './find-forms.ts';
import { type Place, placeOf, takesNumber } from './place-of.ts';
import { statedDistribution } from './stated-distribution.ts';
import type { UncertainInput } from './uncertain-input.ts';

/** A document whose uncertain numbers have been drawn. */
export interface Resolved {
  readonly value: unknown;
  readonly inputs: readonly UncertainInput[];
  readonly problems: readonly Problem[];
  /** A problem of the values as they are now: told with where its number comes from; `null` when it only follows from another. */
  explain(problem: Problem): Problem | null;
}

/**
 * Draws every `{ between: [a, b] }` and `{ uncertain: DISTRIBUTION }` that stands for a number. Each has a stream of its own,
 * named by the seed and its path, and draws one number from it by inversion: another input moves nobody's draw.
 * A form at a place that takes no number is left to the decoder, which says so.
 */
export function resolveUncertain(document: unknown, givenSeed: string | undefined): Resolved {
  const forms = findForms(document);
  const seed = givenSeed ?? seedOf(document);
  const findings = new Findings();
  const inputs: UncertainInput[] = [];
  const drawnAt: Path[] = [];
  const broken: Path[] = [];
  let value = document;
  for (const form of forms) {
    const place = placeOf(scenarioSchema, form.path);
    if (place === null || !takesNumber(place)) continue;
    const drawn = drawForm(form, place, seed, findings);
    if (drawn === null) {
      broken.push(form.path);
      continue;
    }
    const { write, ...input } = drawn;
    inputs.push({ path: formatPath(form.path), ...input });
    drawnAt.push(form.path);
    value = replaced(value, form.path, write(input.value));
  }
  const explain = (problem: Problem): Problem | null => {
    const { path, hint } = problem;
    if (broken.some((place) => isWithin(path, place))) return null;
    if (!drawnAt.some((place) => isWithin(path, place))) return problem;
    const source = `This was drawn with the seed ${seed}.`;
    return { ...problem, character: undefined, hint: hint === undefined ? source : `${hint} ${source}` };
  };
  return { value, inputs, problems: findings.problems, explain };
}

/** What the input comes to; `null`, and a problem, when it cannot stand there. */
function drawForm(form: StatedForm, place: Place, seed: string, findings: Findings): Drawn | null {
  const { length } = findings.problems;
  const at: Path = [...form.path, form.key];
  const stated = statedDistribution(form, place.schema, at, findings);
  if (stated === null || findings.problems.length > length) return null;
  const { distribution, isDuration } = stated;
  const u = new Stream(`${seed}/uncertain/${formatPath(place.path)}`).next();
  const drawn = drawInput(distribution, u, isDuration, taker(place.schema));
  const told: readonly (readonly [number, string])[] = [
    [drawn.low, 'its 10th percentile'],
    [drawn.median, 'its median'],
    [drawn.high, 'its 90th percentile'],
    [drawn.value, `drawn with the seed ${seed}`],
  ];
  for (const [value, name] of told) {
    const written = drawn.write(value);
    const wrong = new Findings();
    decode(place.schema, written, at, wrong);
    const [problem] = wrong.problems;
    if (problem === undefined) continue;
    const hint = form.form === 'between' ? undefined : '`between` never leaves its two ends.';
    findings.add(at, problem.expected, `${written}, ${name}`, hint);
    return null;
  }
  return drawn;
}

/** The seed that the document names in whatever case, before anything of it has been checked. */
function seedOf(document: unknown): string {
  const seed = memberOf(memberOf(document, 'simulation'), 'seed');
  return typeof seed === 'string' || typeof seed === 'number' ? String(seed) : '1';
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
}

function replaced(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? replaced(item, rest, to) : item));
  const mapping = value as Readonly<Record<string, unknown>>;
  return { ...mapping, [step]: replaced(mapping[step], rest, to) };
}

function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, i) => step === path[i]);
}
