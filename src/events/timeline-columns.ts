/** Columns of timeline.csv, in order. */
export const TIMELINE_COLUMNS = [
  'time',
  'scope',
  'name',
  'desired',
  'running',
  'pending',
  'instances',
  'cpuRegistered',
  'cpuReserved',
  'cpuUsed',
  'memoryRegistered',
  'memoryReserved',
  'memoryUsed',
  'requests',
  'failedRequests',
  'latencyP50Ms',
  'latencyP95Ms',
  'latencyP99Ms',
  'cost',
  'messagesWaiting',
  'oldestMessageSeconds',
  'inService',
  'booting',
  'draining',
  'instancesNeeded',
  'instancesMeasured',
  'capacityProviderReservation',
] as const;

/** Columns that rows of Auto Scaling groups have beside time, scope and name; from `inService` on no others have them. */
export const GROUP_COLUMNS = [
  'desired',
  'instances',
  'inService',
  'booting',
  'draining',
  'instancesNeeded',
  'instancesMeasured',
  'capacityProviderReservation',
] as const satisfies readonly TimelineColumn[];
export type TimelineColumn = (typeof TIMELINE_COLUMNS)[number];
