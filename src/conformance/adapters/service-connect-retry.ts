import * as z from 'zod';
import { PER_REQUEST_TIMEOUT_SECONDS } from '../../catalog/discovery-settings.ts';
import { retryRequests } from '../../requests/balancing/service-connect.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** What Service Connect does when an attempt fails (ecs: ). */
export const serviceConnectRetry: Adapter = adapter(
  'service-connect-retry',
  form({ attemptFails: z.literal(true) }, () => ({
    // Where every host fails, all attempts are made; where one of two does, the next is on the other.
    retries: retryRequests(Array<number>(10).fill(1)).attempts - 1,
    avoidsPreviousHost: retryRequests([1, 0]).failedShare === 0,
    perRequestTimeoutSeconds: PER_REQUEST_TIMEOUT_SECONDS,
  })),
);
