import type { ComparedPair, Comparison, Estimate } from '../../../experiment/compare/comparison.ts';
import { sayDifference } from '../../text/comparison/differences.ts';
import { type Child, element, type Markup } from '../element.ts';
import { type Path, pathText, valueAt } from '../figure-data.ts';

/** A number of comparison.json as people read it; the element says where it stands there. */
export function figureOf(comparison: Comparison, path: Path, format: (value: number) => string): Markup {
  const value = Number(valueAt(comparison, path));
  return element('data', { value, 'data-path': pathText(path) }, format(value));
}

/** `$12.3 ± 0.4`: the mean and how far its interval reaches above it. */
export function estimateOf(
  comparison: Comparison,
  path: Path,
  format: (estimate: Estimate) => string,
): Child {
  const estimate = valueAt(comparison, path) as Estimate;
  const { mean, half, unit } = partsOf(format(estimate));
  const scale = unit === ' %' ? 0.01 : 1;
  if (half === null)
    return element(
      'data',
      { class: 'nb', value: estimate.mean, 'data-path': pathText([...path, 'mean']) },
      mean,
    );
  return element(
    'span',
    { class: 'nb' },
    part(estimate.mean, [...path, 'mean'], null, scale, mean),
    ' ± ',
    part(estimate.high! - estimate.mean, [...path, 'high'], [...path, 'mean'], scale, half),
    unit,
  );
}

/** `-$1.20 ± 0.04` of the pair that stands at `index`; `isTurned`: seen from its other side. */
export function differenceOfPair(pair: ComparedPair, index: number, isTurned: boolean): Child {
  const path = (key: string) => ['pairs', index, key];
  const { mean, half, unit } = partsOf(sayDifference(pair));
  const scale = half !== null && unit === ' %' ? 0.01 : 1;
  const isNone = mean.startsWith('~');
  const sign = isTurned ? -1 : 1;
  return [
    isNone ? '~' : null,
    part(pair.difference * sign, path('difference'), null, scale * sign, mean.slice(isNone ? 1 : 0)),
    half === null
      ? null
      : [' ± ', part(pair.high! - pair.low!, path('high'), path('low'), 2 * scale, half), unit],
  ];
}

/** What stands at a path, less what stands at another one, by so much. */
function part(value: number, path: Path, minus: Path | null, by: number, text: string): Markup {
  return element(
    'data',
    {
      value: value / by,
      'data-path': pathText(path),
      'data-minus': minus === null ? null : pathText(minus),
      'data-by': by === 1 ? null : by,
    },
    text,
  );
}

/** A text with `±` in it in pieces; without one the unit stays with the number. */
function partsOf(text: string): { mean: string; half: string | null; unit: string } {
  const [mean = '', rest] = text.split(' ± ');
  if (rest === undefined) return { mean, half: null, unit: '' };
  const [half = '', ...unit] = rest.split(' ');
  return { mean, half, unit: unit.length === 0 ? '' : ` ${unit.join(' ')}` };
}
