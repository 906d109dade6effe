import type { Findings } from '../findings.ts';
import type { TaskDefinitionSpec, WorkloadSpec } from '../scenario.ts';

/** A run without an end of its own never ends when a task's first essential container is started again each time (ecs: ). */
export function checkRestarts(
  workloads: readonly WorkloadSpec[],
  definitions: readonly TaskDefinitionSpec[],
  findings: Findings,
): void {
  const used = new Set(workloads.map(({ taskDefinitionIndex }) => taskDefinitionIndex));
  for (const [i, { family, revision, containers }] of definitions.entries()) {
    const policy = containers.find(({ essential }) => essential)?.life?.restartPolicy ?? null;
    if (policy !== null && used.has(i))
      findings.add(
        ['simulation', 'duration'],
        `a duration, because containers of ${family}:${revision} can be started again for ever`,
        'nothing',
      );
  }
}
