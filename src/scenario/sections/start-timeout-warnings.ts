import type { Findings } from '../findings.ts';
import type { ContainerDefinitionRequest } from '../operations/container-definition.ts';

/** A `startTimeout` bounds how long others wait for more than the start of its container, and does nothing else (ecs: ). */
export function warnOfStartTimeouts(
  label: string,
  containers: readonly ContainerDefinitionRequest[],
  findings: Findings,
): void {
  const awaited = new Set(
    containers
      .flatMap(({ dependsOn }) => dependsOn ?? [])
      .filter(({ condition }) => condition !== 'START')
      .map(({ containerName }) => containerName),
  );
  const idle = containers.filter(({ name, startTimeout }) => (startTimeout ?? 0) > 0 && !awaited.has(name));
  if (idle.length === 0) return;
  const names = idle.map(({ name }) => name).join(', ');
  findings.warn(
    'start-timeout-without-effect',
    `Task definition ${label}: no container waits for the end or the health of ${names}, so \`startTimeout\` changes nothing there.`,
    idle.length,
  );
}
