import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { didYouMean } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { clusterKey } from './find-cluster.ts';

/** What AWS puts as the reason when the caller gives none (ecs spec section 7, StopTask). */
const DEFAULT_REASON = 'Task stopped by user';

export const stopTaskSchema = mapping(
  {
    cluster: clusterKey,
    task: text('the id of a task').describe('FAMILY-n, or the id that the trace gives it.'),
    reason: z.string('text').prefault(DEFAULT_REASON).describe('Becomes stoppedReason.'),
  },
  { aws: { shape: 'StopTask', path: [] } },
);

/** An id is FAMILY-n of a family that some workload or service runs. */
export function checkTaskId(task: string, families: readonly string[], path: Path, findings: Findings): void {
  const [, family = task] = /^(.*)-[1-9]\d*$/.exec(task) ?? [];
  if (family !== task && families.includes(family)) return;
  const hint = didYouMean(
    family,
    families.filter((name) => name !== family),
  );
  findings.add(
    path,
    `the id of a task, ${families.map((name) => `${name}-n`).join(' or ') || 'FAMILY-n'}`,
    describeValue(task),
    hint,
  );
}
