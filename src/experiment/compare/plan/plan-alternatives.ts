import type { Alternative } from './alternative.ts';
import { parseVariation, splitOutside, type Variation } from './variation.ts';

/** More are no comparison any more, and their intervals say nothing. */
export const MOST_ALTERNATIVES = 64;

/** What is to be compared, or everything that is wrong with it, as sentences. */
export type Plan =
  | { readonly alternatives: readonly Alternative[] }
  | { readonly problems: readonly string[] };

/** Every scenario file with every combination of values of the variations, the last variation changing first. */
export function planAlternatives(files: readonly string[], vary: readonly string[]): Plan {
  const parsed = vary.map(parseVariation);
  const variations = parsed.filter((variation) => typeof variation !== 'string');
  const problems = [
    ...parsed.flatMap((variation) => (typeof variation === 'string' ? [`--vary: ${variation}.`] : [])),
    ...repeated(files).map((file) => `ecsim compare: expected each file once, received "${file}" again.`),
    ...repeated(variations.map(({ path }) => path)).map(
      (path) =>
        `--vary: expected each path once, received "${path}" again; name all its values in one --vary.`,
    ),
  ];
  if (variations.some(({ path }) => path.toLowerCase() === 'simulation.seed'))
    problems.push(
      '--vary: expected what differs between alternatives, received "simulation.seed", which all have alike, one a replication; --seed sets the first.',
    );
  const count = variations.reduce((product, { values }) => product * values.length, files.length);
  if (problems.length === 0 && count < 2)
    problems.push(
      'ecsim compare: expected at least two alternatives, several scenario files, a --vary with several values or --across, received one.',
    );
  if (count > MOST_ALTERNATIVES)
    problems.push(`ecsim compare: expected at most ${MOST_ALTERNATIVES} alternatives, received ${count}.`);
  if (problems.length > 0) return { problems };
  const names = fileNames(files);
  const labels = pathLabels(variations.map(({ path }) => path));
  // What all have in common is no name of any.
  const named = variations.map(({ values }) => values.length > 1);
  return {
    alternatives: files.flatMap((_, scenario) =>
      multiply(variations).map((values) => ({
        name: [
          ...(files.length > 1 ? [names[scenario]!] : []),
          ...values.map((value, i) => `${labels[i]!}=${value}`).filter((_, i) => named[i]),
        ].join(' '),
        scenario,
        settings: values.map((value, i) => `${variations[i]!.path}=${value}`),
      })),
    ),
  };
}

function multiply(variations: readonly Variation[]): string[][] {
  return variations.reduce<string[][]>(
    (combinations, { values }) =>
      combinations.flatMap((combination) => values.map((value) => [...combination, value])),
    [[]],
  );
}

/** `scenarios/on-fargate.yaml` is `on-fargate`, and the whole path where two would be called alike. */
function fileNames(files: readonly string[]): string[] {
  const names = files.map((file) =>
    file
      .split(/[\\/]/)
      .at(-1)!
      .replace(/(.)\.[^.]*$/, '$1'),
  );
  return names.map((name, i) => (repeated(names).includes(name) ? files[i]! : name));
}

/** The last name of each path, with as much of what is before it as tells it from the others. */
function pathLabels(paths: readonly string[]): string[] {
  const steps = paths.map((path) => splitOutside(path, '.'));
  const label = (own: readonly string[], length: number) => own.slice(-length).join('.');
  return steps.map((own, i) => {
    let length = 1;
    while (
      length < own.length &&
      steps.some((other, j) => j !== i && label(other, length) === label(own, length))
    )
      length++;
    return label(own, length);
  });
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
}
