import type { ActionSpec } from '../../scenario/action-spec.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Mark } from '../outcome-views.ts';

/** What an action is about, and what it does, in plain words. */
export function wordsOf(action: ActionSpec, scenario: Scenario): Pick<Mark, 'subject' | 'what'> {
  switch (action.kind) {
    case 'updateService':
      return { subject: `${action.cluster}/${action.service}`, what: updateWords(action, scenario) };
    case 'registerScalableTarget':
      return {
        subject: scenario.scalableTargets[action.target]!.resourceId,
        what: sentence('The scalable target is registered anew', [
          of('from', action.bounds.minCapacity),
          of('up to', action.bounds.maxCapacity),
        ]),
      };
    case 'availabilityZoneOutage':
      return {
        subject: action.availabilityZone,
        what: `The zone is out for ${formatDuration(action.forMs)}: its instances are gone and none comes up.`,
      };
    case 'stopTask':
      return { subject: `${action.cluster}/${action.task}`, what: 'The task is stopped (StopTask).' };
    case 'agentDisconnect':
      return {
        subject: listed(action.cluster, action.instanceIds),
        what: `Agents lose their connection for ${formatDuration(action.forMs)}.`,
      };
    case 'registerContainerInstances':
      return {
        subject: `${action.cluster}/${action.name}`,
        what: `${action.count} more container instances are registered.`,
      };
    case 'updateContainerInstancesState':
      return {
        subject: listed(action.cluster, action.containerInstances),
        what: `Container instances are set to ${action.status}.`,
      };
    case 'updateTaskProtection':
      return {
        subject: listed(action.cluster, action.tasks),
        what: `Tasks are ${action.protectionEnabled ? 'protected from' : 'no longer protected from'} scale-in.`,
      };
    case 'updateAutoScalingGroup':
      return {
        subject: groupName(scenario, action.group),
        what: sentence('The group is updated', [
          of('minSize', action.minSize),
          of('maxSize', action.maxSize),
          of('desiredCapacity', action.desiredCapacity),
          action.configuration === null ? [] : ['another configuration'],
        ]),
      };
    case 'startInstanceRefresh':
      return { subject: groupName(scenario, action.group), what: 'An instance refresh is started.' };
    case 'cancelInstanceRefresh':
      return { subject: groupName(scenario, action.group), what: 'The instance refresh is cancelled.' };
    case 'suspendProcesses':
      return {
        subject: groupName(scenario, action.group),
        what: `${action.suspended ? 'Suspended' : 'Resumed'}: ${action.processes.join(', ')}.`,
      };
    case 'setInstanceHealth':
      return {
        subject: listed(action.cluster, [action.instanceId]),
        what: `The instance is set to ${action.isHealthy ? 'Healthy' : 'Unhealthy'}.`,
      };
    case 'instanceImpairment':
      return {
        subject: listed(action.cluster, action.instanceIds),
        what: `EC2's status checks fail for ${formatDuration(action.forMs)}.`,
      };
    case 'terminateInstances':
      return { subject: listed(action.cluster, action.instanceIds), what: 'Instances are terminated.' };
  }
}

function updateWords(
  action: Extract<ActionSpec, { kind: 'updateService' }>,
  { taskDefinitions }: Scenario,
): string {
  const { desiredCount, taskDefinitionIndex, forceNewDeployment, deployment } = action;
  const definition = taskDefinitionIndex === null ? undefined : taskDefinitions[taskDefinitionIndex];
  return sentence('The service is updated', [
    definition === undefined ? [] : [`task definition ${definition.family}:${definition.revision}`],
    of('desired count', desiredCount),
    forceNewDeployment ? ['a new deployment is forced'] : [],
    Object.keys(deployment).length > 0 ? ['another deployment configuration'] : [],
  ]);
}

function sentence(start: string, parts: readonly (readonly string[])[]): string {
  const told = parts.flat();
  return told.length === 0 ? `${start}.` : `${start}: ${told.join(', ')}.`;
}

function of(name: string, value: number | null | undefined): string[] {
  return value === null || value === undefined ? [] : [`${name} ${value}`];
}

function groupName({ autoScalingGroups }: Scenario, group: number): string {
  return autoScalingGroups[group]!.name;
}

/** The first of many. */
function listed(cluster: string, ids: readonly string[]): string {
  const more = ids.length > 1 ? ` and ${ids.length - 1} more` : '';
  return `${cluster}/${ids[0] ?? ''}${more}`;
}
