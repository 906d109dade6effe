import { type Effect, inScenario } from './effect.ts';

const WEB = 'taskDefinitions[0].containerDefinitions[0]';
const AGENT = 'taskDefinitions[0].containerDefinitions[2]';

/** Rows about the containers of a task. */
export const INSIDE_EFFECTS: readonly Effect[] = inScenario('inside', [
  { change: `${WEB}.dependsOn[0].containerName=agent`, along: [`${WEB}.dependsOn[0].condition=START`] },
  `${WEB}.dependsOn[0].condition=START`,
  'taskDefinitions[0].containerDefinitions[1].startTimeout=10',
  `${WEB}.healthCheck.interval=20`,
  `${WEB}.healthCheck.retries=4`,
  `${WEB}.healthCheck.startPeriod=0`,
  `${AGENT}.restartPolicy.enabled=false`,
  `${AGENT}.restartPolicy.ignoredExitCodes=[1]`,
  `${AGENT}.restartPolicy.restartAttemptPeriod=600`,
  'images.web.readyAfter=50s',
  'images.init.runsFor=30s',
  'images.init.exitCode=1',
  'failures[0].healthCheckFails.after=20m',
  'failures[0].healthCheckFails.for=5s',
]);
