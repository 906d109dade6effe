import type { DeploymentDefaults } from '../../catalog/service-defaults.ts';

/** The service event of a service whose starts are put off (ecs: ). */
export const TASK_START_IMPAIRED = 'SERVICE_TASK_START_IMPAIRED';

/** What moves the throttle of a service's starts. */
export type StartEvent =
  /** A task went from PENDING to STOPPED without RUNNING. */
  | 'stoppedBeforeRunning'
  /** Nobody had room for it. */
  | 'placementFailed'
  | 'running'
  /** It was RUNNING before: never a failed start. */
  | 'stoppedAfterRunning'
  | 'newDeployment';

/** Failed starts in a row after an event (ecs: ). */
export function failedStartsAfter(failedStarts: number, event: StartEvent): number {
  switch (event) {
    case 'stoppedBeforeRunning':
    case 'placementFailed':
      return failedStarts + 1;
    case 'stoppedAfterRunning':
      return failedStarts;
    case 'running':
    case 'newDeployment':
      return 0;
    default:
      return event satisfies never;
  }
}

/** Milliseconds that the next start waits after so many failed ones in a row; 0: it is not throttled (ecs: ). */
export function throttleDelayMs(failedStarts: number, defaults: DeploymentDefaults): number {
  const most = defaults['throttle.max'];
  if (failedStarts < defaults['throttle.grace']) return 0;
  let delay = Math.min(defaults['throttle.base'], most);
  for (let n = defaults['throttle.grace']; n < failedStarts && delay > 0 && delay < most; n++)
    delay = Math.min(delay * 2, most);
  return delay;
}

/** Milliseconds to the next try to place a task for which there has been no room for so long: at first each pass of the grid (ecs: ). */
export function placementRetryDelayMs(failingForMs: number, defaults: DeploymentDefaults): number {
  const isNew = failingForMs < defaults['placement.retryFor'];
  return defaults[isNew ? 'scheduler.period' : 'placement.retryPause'];
}
