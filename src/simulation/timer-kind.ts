/** What a timer means; the handler table has one entry a kind. */
export const TimerKind = {
  ARRIVAL: 0,
  CONNECTIVITY: 1,
  AGENT_READY: 2,
  TASK_STARTED: 3,
  TASK_EXITED: 4,
  CONTAINERS_STOPPED: 5,
  TASK_STOPPED: 6,
  WAITING_PASS: 7,
  POLL: 8,
  GIVE_UP: 9,
  ACTION: 10,
  SAMPLE: 11,
  SERVICE_PASS: 12,
  TASK_HEALTHY: 13,
  PULL_FAILED: 14,
  TASK_RETIRED: 15,
  INSTANCE_FAILED: 16,
  ZONE_RESTORED: 17,
  AGENT_LOST: 18,
  AGENT_RECONNECTED: 19,
  CONTAINERS_CHANGED: 20,
  PROTECTION_ENDED: 21,
  RATES_REFILLED: 22,
  TARGETS_REGISTERED: 23,
  TARGETS_CHANGED: 24,
  TARGETS_DEREGISTERED: 25,
  STOP_HANDED_OVER: 26,
  START_TIMED_OUT: 27,
  LOAD_PERIOD: 28,
  LOAD_DUE: 29,
  HOST_DUE: 30,
  LOADS_PASS: 31,
  CONTAINER_KILLED: 32,
  METRICS_DUE: 33,
  METRIC_CHANGED: 34,
  ALARM_DUE: 35,
  POLICY_CALLED: 36,
  SCHEDULED_ACTION: 37,
  HOUR_ENDED: 38,
  HOUR_AHEAD: 39,
} as const;
export type TimerKind = (typeof TimerKind)[keyof typeof TimerKind];

/** The order inside an instant: alarms that see what was sampled in it call their policies in it. */
export const Phase = { END: 1, START: 2, WAITING: 3, ARRIVAL: 4, SAMPLE: 5, CALL: 6 } as const;

/** By kind, 1 when the subject is a task: a timer with another generation than the task's is stale. */
export const IS_TASK_TIMER: Uint8Array = Uint8Array.from(Object.keys(TimerKind), (name) =>
  [
    'CONNECTIVITY',
    'AGENT_READY',
    'TASK_STARTED',
    'TASK_EXITED',
    'CONTAINERS_STOPPED',
    'TASK_STOPPED',
    'GIVE_UP',
    'TASK_HEALTHY',
    'CONTAINERS_CHANGED',
    'TARGETS_REGISTERED',
    'TARGETS_CHANGED',
    'TARGETS_DEREGISTERED',
    'STOP_HANDED_OVER',
    'PULL_FAILED',
    'START_TIMED_OUT',
    'TASK_RETIRED',
    'CONTAINER_KILLED',
  ].includes(name)
    ? 1
    : 0,
);
