import type { Path } from '../../../scenario/reading/problem.ts';
import { parsePath } from '../../../scenario/reading/settings.ts';
import type { Alternative } from './alternative.ts';
import { pathsOf, type Range } from './range.ts';

/**
 * Marks alternatives that have no place for what a range varies, where others have: what Fargate costs does not depend on a target of
 * managed scaling. `documents`: of each alternative its document, with its settings.
 */
export function markUnvaried(
  alternatives: readonly Alternative[],
  documents: readonly unknown[],
  ranges: readonly Range[],
): Alternative[] {
  const paths = ranges.flatMap(pathsOf);
  const has = paths.map((text) => documents.map((document) => hasPlace(document, parsePath(text)[0] ?? [])));
  return alternatives.map((alternative, i) => {
    const unvaried = paths.filter((_, k) => !has[k]![i] && has[k]!.some((each) => each));
    return unvaried.length === 0 ? alternative : { ...alternative, unvaried };
  });
}

/** An alternative with settings of a range, but those that it has no place for. */
export function withVaried(alternative: Alternative, settings: readonly string[]): Alternative {
  const { unvaried = [] } = alternative;
  const own = settings.filter((setting) => !unvaried.some((path) => setting.startsWith(`${path}=`)));
  return { ...alternative, settings: [...alternative.settings, ...own] };
}

/** Whether all of the path but its last step is there; so is what a list or a mapping of one step takes. */
function hasPlace(document: unknown, path: Path): boolean {
  let value = document;
  for (const step of path.slice(0, -1)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return false;
    value = (value as Record<string | number, unknown>)[step];
  }
  return true;
}
