import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { DurationSpec, TaskDefinitionSpec, UsageSpec } from '../../scenario.ts';
import { distribution } from '../../shapes/distribution.ts';
import { mapping } from '../../shapes/mapping.ts';
import { resolveDuration } from './duration.ts';

/** What a task has to do, instead of how long it takes. */
export const workSchema = mapping({
  vcpuSeconds: distribution.describe(
    'vCPU-seconds on vCPUs of speed 1: a number above 0, or a distribution. CPU that it gets and `speed` make the time of it.',
  ),
});

/** The work with its file read; `null` when there is something wrong with it. */
export function resolveWork(
  { vcpuSeconds }: z.output<typeof workSchema>,
  path: Path,
  context: LoadContext,
): DurationSpec | null {
  const at: Path = [...path, 'vcpuSeconds'];
  const vcpuMs = resolveDuration(vcpuSeconds, at, context);
  if (vcpuMs?.kind === 'constant' && vcpuMs.value === 0) {
    context.findings.add(
      at,
      'a number of vCPU-seconds above 0',
      '0',
      'A task without work takes a `duration`.',
    );
    return null;
  }
  return vcpuMs === null ? null : { kind: 'work', vcpuMs };
}

/** Work that no CPU is used for is never done. */
export function checkCpuOfWork(
  { family, revision, need }: TaskDefinitionSpec,
  usage: UsageSpec,
  path: Path,
  findings: Findings,
): void {
  if (usage.cpu === 0)
    findings.add([...path, 'usage', 'cpu'], 'a number above 0 beside `work`', describeValue(usage.cpu));
  if (need.cpu === 0)
    findings.add(
      [...path, 'work'],
      'a task definition with `cpu` beside `work`',
      `${family}:${revision}, which has none`,
      'A task uses what it reserves, times `usage.cpu`.',
    );
}
