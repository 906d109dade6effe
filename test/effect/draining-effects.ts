import { type Effect, inScenario } from './effect.ts';

/** Rows about draining and task protection. */
export const DRAINING_EFFECTS: readonly Effect[] = inScenario('drained', [
  'actions[0].updateContainerInstancesState.containerInstances=[box-2]',
  'actions[0].updateContainerInstancesState.status=ACTIVE',
  {
    change: 'actions[0].updateContainerInstancesState.cluster=right',
    along: ['actions[0].updateContainerInstancesState.containerInstances=[box-5]'],
  },
  'actions[1].updateTaskProtection.tasks=[web-4, web-5]',
  'actions[1].updateTaskProtection.protectionEnabled=false',
  'actions[1].updateTaskProtection.expiresInMinutes=10',
  'actions[1].updateTaskProtection.service=api',
  'actions[1].updateTaskProtection.cluster=right',
]);
