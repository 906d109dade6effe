import { ejectionMs } from '../../requests/balancing/service-connect.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** For how long failures put a host of Service Connect out (ecs: ). */
export const serviceConnectOutlier: Adapter = adapter(
  'service-connect-outlier',
  form({ failedConnectionsIn30s: taskCount }, ({ failedConnectionsIn30s: failures }) => {
    const first = ejectionMs(failures, 0);
    const last = ejectionMs(failures, Number.MAX_SAFE_INTEGER);
    return { hostAvoided: first > 0, hostAvoidedSecondsRange: [first / 1000, last / 1000] };
  }),
);
