import * as z from 'zod';
import { HEALTH_CHECK, INITIAL_RUN_MS, RESTART_ATTEMPT_PERIOD } from '../../catalog/container-settings.ts';
import { DEPENDENCY_CONDITIONS } from '../../policies/containers/dependency.ts';
import type { ContainerDefinitionRequest } from '../operations/container-definition.ts';
import { dependenciesOf } from '../operations/container-dependencies.ts';
import { healthCheckOf, restartPolicyOf } from '../operations/container-life.ts';
import type { ContainerLife } from '../scenario.ts';
import { choice, flag, integer, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';
import type { ImageSizes } from './images.ts';

const CONTAINER = ['containerDefinitions'];

/** What a container definition says of the container's own life. */
export const containerLifeKeys = {
  dependsOn: z
    .array(
      mapping(
        {
          containerName: text('the name of a container of the task', 255).describe('Whom it waits for.'),
          condition: choice(DEPENDENCY_CONDITIONS).describe('Until when.'),
        },
        { aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'dependsOn'] } },
      ),
    )
    .optional()
    .describe('Containers that come before it; they stop in the reverse order.'),
  startTimeout: integer(0)
    .optional()
    .describe('Seconds that others wait for their conditions on it; then the task stops.'),
  healthCheck: mapping(
    {
      interval: integer(0).optional().describe(`Seconds; default ${HEALTH_CHECK.interval.preset}.`),
      timeout: integer(0).optional().describe(`Seconds; default ${HEALTH_CHECK.timeout.preset}.`),
      retries: integer(0)
        .optional()
        .describe(`Failures in a row that make it UNHEALTHY; default ${HEALTH_CHECK.retries.preset}.`),
      startPeriod: integer(0)
        .optional()
        .describe('Seconds from its start in which failures do not count; default 0.'),
    },
    {
      aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'healthCheck'] },
      checkedOnly: ['timeout'],
    },
  )
    .optional()
    .describe('When it is probed; whether probes pass is said by `images` and `failures`.'),
  restartPolicy: mapping(
    {
      enabled: flag().describe('Whether it starts again in its place when it has ended.'),
      ignoredExitCodes: z.array(integer(0, 255)).optional().describe('Exit codes after which it does not.'),
      restartAttemptPeriod: integer(0)
        .optional()
        .describe(`Seconds that it must have run; default ${RESTART_ATTEMPT_PERIOD.preset}.`),
    },
    { aws: { shape: 'TaskDefinition', path: [...CONTAINER, 'restartPolicy'] } },
  )
    .optional()
    .describe('Restarts while the task stays RUNNING.'),
} as const;

/** The life of each container of a task; null for one that simply lives as long as its task (ecs: ). */
export function resolveLives(
  containers: readonly (ContainerDefinitionRequest & { readonly image: string })[],
  images: ImageSizes,
): (ContainerLife | null)[] {
  const dependencies = dependenciesOf(containers);
  const awaitedEnds = new Set(
    dependencies
      .flat()
      .filter(({ condition }) => condition === 'COMPLETE' || condition === 'SUCCESS')
      .map(({ container }) => container),
  );
  const awaited = new Set(dependencies.flat().map(({ container }) => container));
  return containers.map(({ image, startTimeout, ...container }, i) => {
    const { readyAfter = 0, runsFor, exitCode = 0 } = images.entry(image) ?? {};
    const life: ContainerLife = {
      dependsOn: dependencies[i]!,
      // The agent reads 0 as none.
      startTimeoutMs: startTimeout ? startTimeout * 1000 : null,
      healthCheck: healthCheckOf(container.healthCheck),
      restartPolicy: restartPolicyOf(container.restartPolicy),
      readyAfterMs: readyAfter,
      runsForMs: runsFor ?? (awaitedEnds.has(i) ? INITIAL_RUN_MS : null),
      exitCode,
    };
    return isPlain(life) && !awaited.has(i) ? null : life;
  });
}

function isPlain(life: ContainerLife): boolean {
  const { dependsOn, healthCheck, restartPolicy, readyAfterMs, runsForMs } = life;
  if (dependsOn.length > 0 || readyAfterMs > 0) return false;
  return healthCheck === null && restartPolicy === null && runsForMs === null;
}
