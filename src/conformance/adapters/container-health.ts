import * as z from 'zod';
import { PROBE_MS } from '../../catalog/container-settings.ts';
import { healthChanges } from '../../policies/containers/health-check.ts';
import { checkContainerLife, healthCheckOf } from '../../scenario/operations/container-life.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** When a container is unhealthy whose probes all fail at once (ecs: ). */
export const containerHealth: Adapter = adapter(
  'container-health',
  form(
    {
      interval: z.int(),
      timeout: z.int(),
      retries: z.int(),
      startPeriod: z.int(),
      alwaysFails: z.literal(true),
    },
    ({ alwaysFails: _always, ...healthCheck }) => {
      if (checkContainerLife({ healthCheck }, false).length > 0) return NOT_COVERED;
      const always = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY };
      const changes = healthChanges(healthCheckOf(healthCheck)!, PROBE_MS, [always]);
      const unhealthy = changes.find(({ status }) => status === 'UNHEALTHY');
      return unhealthy === undefined ? NOT_COVERED : { unhealthyAfterSecondsApprox: unhealthy.atMs / 1000 };
    },
  ),
);
