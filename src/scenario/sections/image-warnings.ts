import type { Findings } from '../findings.ts';
import type { ServiceSpec, TaskDefinitionSpec } from '../scenario.ts';
import type { ImageSizes } from './images.ts';

/** What `images` say of the lives of containers and no container has a use for. */
export function warnOfImageLives(
  images: ImageSizes,
  definitions: readonly TaskDefinitionSpec[],
  services: readonly ServiceSpec[],
  findings: Findings,
): void {
  const unchecked = new Map<string, boolean>();
  const endless = new Map<string, boolean>();
  for (const [index, { containers }] of definitions.entries()) {
    for (const { name, image, life } of containers) {
      const entry = images.nameOf(image);
      if (entry === null) continue;
      const { readyAfter = 0, exitCode = 0 } = images.entry(image)!;
      const isChecked = (life !== null && life.healthCheck !== null) || isTarget(index, name, services);
      const ends = life !== null && life.runsForMs !== null;
      if (readyAfter > 0) unchecked.set(entry, (unchecked.get(entry) ?? true) && !isChecked);
      if (exitCode !== 0) endless.set(entry, (endless.get(entry) ?? true) && !ends);
    }
  }
  warn(unchecked, '`readyAfter`', 'no health check and no target group checks their containers', findings);
  warn(endless, '`exitCode`', 'without `runsFor` their containers do not end by themselves', findings);
}

/** Whether a target group checks the container. */
function isTarget(definition: number, container: string, services: readonly ServiceSpec[]): boolean {
  return services.some(
    ({ taskDefinitionIndexes, loadBalancers }) =>
      taskDefinitionIndexes.includes(definition) &&
      loadBalancers.some(({ containerName }) => containerName === container),
  );
}

function warn(found: ReadonlyMap<string, boolean>, key: string, reason: string, findings: Findings): void {
  const idle = [...found].flatMap(([name, isIdle]) => (isIdle ? [name] : []));
  if (idle.length === 0) return;
  const message = `Of these images ${key} changes nothing, as ${reason}: ${idle.join(', ')}.`;
  findings.warn('images-without-effect', message, idle.length);
}
