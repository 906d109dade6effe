import { recordsReturned } from '../../requests/balancing/dns.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

/** How many records DNS answers with (ecs: ). */
export const serviceDiscoveryDns: Adapter = adapter(
  'service-discovery-dns',
  form({ healthyRecords: taskCount }, ({ healthyRecords }) => ({
    returned: recordsReturned(healthyRecords, healthyRecords),
  })),
  form(
    { healthyRecords: taskCount, unhealthyRecords: taskCount },
    ({ healthyRecords, unhealthyRecords }) => ({
      returnedAtMost: recordsReturned(healthyRecords, healthyRecords + unhealthyRecords),
    }),
  ),
);
