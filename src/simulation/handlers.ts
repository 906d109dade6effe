import type { ActionSpec } from '../scenario/action-spec.ts';
import { loseZone, zoneRestored } from './api/availability-zone-outage.ts';
import { agentLost, agentReconnected, disconnectAgents } from './api/disconnect-agents.ts';
import { cancelInstanceRefresh, startInstanceRefresh } from './api/instance-refresh.ts';
import { registerContainerInstances } from './api/register-container-instances.ts';
import { registerScalableTarget } from './api/register-scalable-target.ts';
import { impairInstances, setInstanceHealth } from './api/set-instance-health.ts';
import { stopTask } from './api/stop-task.ts';
import { suspendProcesses } from './api/suspend-processes.ts';
import { terminateInstances } from './api/terminate-instances.ts';
import { updateAutoScalingGroup } from './api/update-auto-scaling-group.ts';
import { updateContainerInstancesState } from './api/update-container-instances-state.ts';
import { updateService } from './api/update-service.ts';
import { protectionEnded, updateTaskProtection } from './api/update-task-protection.ts';
import { taskArrived } from './arrivals.ts';
import { containersChanged } from './containers/containers-changed.ts';
import { startTimedOut } from './containers/start-timeout.ts';
import { instanceFailed } from './failures/instance-failure.ts';
import { pullFailed } from './failures/pull-failure.ts';
import { taskRetired } from './failures/retirement.ts';
import { groupPass } from './groups/group-pass.ts';
import { groupLaunch, instanceBooted, warmPoolLaunch } from './groups/launches.ts';
import { lifecycleWaitOver } from './groups/lifecycle-wait-over.ts';
import { provisioningTimedOut } from './groups/provisioning.ts';
import { drainedAtLast } from './groups/terminations.ts';
import { instanceWarm } from './groups/warm-up.ts';
import { hostDue } from './hosts/host-due.ts';
import { killContainer } from './kill-container.ts';
import {
  agentReady,
  containersStopped,
  taskConnected,
  taskExited,
  taskGivenUp,
  taskStarted,
  taskStopped,
  terminateContainers,
} from './life.ts';
import { loadDue, loadPeriod, loadsPass, settleLoads } from './load/loads.ts';
import { alarmDue } from './metrics/alarms.ts';
import { metricChanged, metricsDue } from './metrics/metric-groups.ts';
import { ratesRefilled } from './rates/run-task-calls.ts';
import { policyCalled } from './scaling/call-policies.ts';
import { hourAhead, hourEnded } from './scaling/predictions.ts';
import { scheduledActionDue } from './scaling/scheduled-actions.ts';
import { servicePass } from './services/pass.ts';
import { taskHealthy } from './services/service-tasks.ts';
import type { Simulation } from './simulation.ts';
import { targetsDeregistered } from './targets/deregister-targets.ts';
import { targetsRegistered } from './targets/register-targets.ts';
import { targetsChanged } from './targets/targets-changed.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { pollDue, waitingPass } from './waiting.ts';

type Handler = (simulation: Simulation, subject: number, generation: number) => void;

const TABLE = {
  ARRIVAL: taskArrived,
  CONNECTIVITY: taskConnected,
  AGENT_READY: agentReady,
  TASK_STARTED: taskStarted,
  TASK_EXITED: taskExited,
  CONTAINERS_STOPPED: containersStopped,
  TASK_STOPPED: taskStopped,
  WAITING_PASS: waitingPass,
  POLL: pollDue,
  GIVE_UP: taskGivenUp,
  ACTION: actionDue,
  SAMPLE: sampleDue,
  SERVICE_PASS: servicePass,
  TASK_HEALTHY: taskHealthy,
  PULL_FAILED: pullFailed,
  TASK_RETIRED: taskRetired,
  INSTANCE_FAILED: instanceFailed,
  ZONE_RESTORED: zoneRestored,
  AGENT_LOST: agentLost,
  AGENT_RECONNECTED: agentReconnected,
  CONTAINERS_CHANGED: containersChanged,
  PROTECTION_ENDED: protectionEnded,
  RATES_REFILLED: ratesRefilled,
  TARGETS_REGISTERED: targetsRegistered,
  TARGETS_CHANGED: targetsChanged,
  TARGETS_DEREGISTERED: targetsDeregistered,
  STOP_HANDED_OVER: terminateContainers,
  START_TIMED_OUT: startTimedOut,
  LOAD_PERIOD: loadPeriod,
  LOAD_DUE: loadDue,
  HOST_DUE: hostDue,
  LOADS_PASS: loadsPass,
  CONTAINER_KILLED: killContainer,
  METRICS_DUE: metricsDue,
  METRIC_CHANGED: metricChanged,
  ALARM_DUE: alarmDue,
  POLICY_CALLED: policyCalled,
  SCHEDULED_ACTION: scheduledActionDue,
  HOUR_ENDED: hourEnded,
  HOUR_AHEAD: hourAhead,
  GROUP_PASS: groupPass,
  GROUP_LAUNCH: groupLaunch,
  INSTANCE_BOOTED: instanceBooted,
  DRAINED_AT_LAST: drainedAtLast,
  PROVISIONING_TIMED_OUT: provisioningTimedOut,
  INSTANCE_WARM: instanceWarm,
  WARM_POOL_LAUNCH: warmPoolLaunch,
  LIFECYCLE_WAIT_OVER: lifecycleWaitOver,
} satisfies Record<keyof typeof TimerKind, Handler>;

/** What each kind of timer does, by its number. */
export const HANDLERS: readonly Handler[] = Object.keys(TimerKind).map(
  (name) => TABLE[name as keyof typeof TimerKind],
);

/** ACTION: what the scenario does to the system on the way. */
function actionDue(simulation: Simulation, index: number): void {
  const refusal = act(simulation, simulation.scenario.actions[index]!);
  if (refusal !== null) simulation.refusedActions.push({ at: simulation.now, message: refusal });
}

/** Gives the sentence of a refusal, or null. */
function act(simulation: Simulation, action: ActionSpec): string | null {
  switch (action.kind) {
    case 'stopTask':
      return stopTask(simulation, action.cluster, action.task, action.reason);
    case 'terminateInstances':
      return terminateInstances(simulation, action.cluster, action.instanceIds);
    case 'updateService':
      updateService(simulation, action);
      return null;
    case 'registerContainerInstances':
      registerContainerInstances(simulation, action);
      return null;
    case 'updateContainerInstancesState':
      return updateContainerInstancesState(simulation, action);
    case 'updateTaskProtection':
      return updateTaskProtection(simulation, action);
    case 'availabilityZoneOutage':
      loseZone(simulation, action);
      return null;
    case 'registerScalableTarget':
      return registerScalableTarget(simulation, action);
    case 'updateAutoScalingGroup':
      return updateAutoScalingGroup(simulation, action);
    case 'startInstanceRefresh':
      return startInstanceRefresh(simulation, action);
    case 'cancelInstanceRefresh':
      return cancelInstanceRefresh(simulation, action.group);
    case 'suspendProcesses':
      suspendProcesses(simulation, action);
      return null;
    case 'setInstanceHealth':
      return setInstanceHealth(simulation, action);
    case 'instanceImpairment':
      return impairInstances(simulation, action);
    case 'agentDisconnect':
      return disconnectAgents(simulation, action);
  }
}

/** SAMPLE: an observer looks at the state after all else of the instant. */
function sampleDue(simulation: Simulation, index: number): void {
  const observer = simulation.observers[index]!;
  if (observer.looksAtLoads()) settleLoads(simulation);
  const next = observer.sampled(simulation.now);
  if (next > simulation.now) simulation.timers.push(next, Phase.SAMPLE, TimerKind.SAMPLE, index, 0);
}
