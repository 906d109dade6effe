import * as z from 'zod';
import { DEPLOYMENT_DEFAULTS } from '../../catalog/service-defaults.ts';
import { countsAsHealthy } from '../../policies/deployment/counts-as-healthy.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const MOST_SECONDS = 3600;

/** Seconds from RUNNING until a task without checks counts for the minimum; null: never without a passed check (ecs: ). */
export const healthyCountDelay: Adapter = adapter(
  'healthy-count-delay',
  form(
    { loadBalancer: z.boolean(), containerHealthCheck: z.boolean() },
    ({ loadBalancer, containerHealthCheck }) => {
      const counts = (seconds: number): boolean =>
        countsAsHealthy(
          {
            runningForMs: seconds * 1000,
            targetHealthy: loadBalancer ? false : null,
            containersHealthy: containerHealthCheck ? false : null,
          },
          DEPLOYMENT_DEFAULTS['healthy.afterRunning'],
        );
      const seconds = Array.from({ length: MOST_SECONDS }, (_, second) => second).find(counts);
      return { countsTowardMinHealthyAfterSeconds: seconds ?? null };
    },
  ),
);
