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
] as const;
export type TimelineColumn = (typeof TIMELINE_COLUMNS)[number];
