import type { z } from 'zod';
import type { Findings } from '../../findings.ts';
import type { Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import type { ResolvedCluster } from '../clusters.ts';

/** The key of an action that says in what cluster. */
export const clusterKey: z.ZodOptional<z.ZodString> = text('a cluster')
  .optional()
  .describe('Name or ARN; default the only cluster, or `default`.');

/** The cluster of an action: the one that is named, else the only one, else `default`. */
export function findCluster(
  stated: string | undefined,
  path: Path,
  clusters: Names<ResolvedCluster>,
  findings: Findings,
): ResolvedCluster | null {
  const names = clusters.names();
  return clusters.resolve(stated ?? (names.length === 1 ? names[0]! : 'default'), path, findings);
}
