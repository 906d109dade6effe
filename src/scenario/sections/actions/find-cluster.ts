import type { z } from 'zod';
import type { Findings } from '../../findings.ts';
import { listNames, type Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import type { ResolvedCluster } from '../clusters.ts';

/** The key of an action that says in what cluster. */
export const clusterKey: z.ZodOptional<z.ZodString> = text('a cluster')
  .optional()
  .describe('Name or ARN; default the only cluster, or `default`.');

/** The cluster that is named, else the only one, else `default`; `null`, with a problem unless it may be one that is wrong, when there is none. */
export function findCluster(
  stated: string | undefined,
  path: Path,
  clusters: Names<ResolvedCluster>,
  findings: Findings,
): ResolvedCluster | null {
  if (stated !== undefined) return clusters.resolve(stated, path, findings);
  const names = clusters.names();
  const name = names.length === 1 ? names[0]! : 'default';
  if (clusters.has(name)) return clusters.resolve(name, path, findings);
  if (!clusters.isIncomplete)
    findings.add(
      path,
      names.length === 0 ? 'a cluster' : `one of the clusters${listNames(names)}, as none is called default`,
      'nothing',
    );
  return null;
}
