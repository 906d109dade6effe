import type { Distribution } from '../../../environment/distributions/distribution.ts';
import { readEmpirical } from '../../../environment/series/read-empirical.ts';
import type { LoadContext } from '../../context.ts';
import type { Path } from '../../reading/problem.ts';
import type { StatedDistribution } from '../../shapes/distribution.ts';

/** The distribution with its file read, whose numbers are seconds; `null` when that cannot be read. */
export function resolveDuration(
  stated: StatedDistribution,
  path: Path,
  { files }: LoadContext,
): Distribution | null {
  if (stated.kind !== 'file') return stated;
  const { file, column } = stated;
  const at: Path = [...path, 'empirical', 'file'];
  const values = files.readContent(file, at, (content) => readEmpirical(content, column, 1000, file));
  return values === null ? null : { kind: 'empirical', values };
}
