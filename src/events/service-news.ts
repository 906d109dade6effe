/** Names and types of Service Action events (ecs: ). */
export const SERVICE_ACTIONS = {
  SERVICE_STEADY_STATE: 'INFO',
  SERVICE_DESIRED_COUNT_UPDATED: 'INFO',
  TASKS_STARTED: 'INFO',
  TASKS_STOPPED: 'INFO',
  SERVICE_REBALANCING_STARTED: 'INFO',
  SERVICE_REBALANCING_COMPLETED: 'INFO',
  // Unpublished, assumed.
  SERVICE_REBALANCING_STOPPED: 'WARN',
  SERVICE_TASK_START_IMPAIRED: 'WARN',
  SERVICE_TASK_PLACEMENT_FAILURE: 'ERROR',
  ECS_OPERATION_THROTTLED: 'ERROR',
} as const;

/** What a service did or met; what an event of its name does not tell is left out. */
export interface ServiceAction {
  readonly eventName: keyof typeof SERVICE_ACTIONS;
  /** ECS's short one, as `RESOURCE:CPU`. */
  readonly reason?: string;
  readonly desiredCount?: number;
  /** Ids of tasks. */
  readonly tasks?: readonly string[];
  /** Names of those that the service asks for tasks. */
  readonly capacityProviders?: readonly string[];
}

/** Names and types of Deployment State Change events (ecs: ). */
export const DEPLOYMENT_CHANGES = {
  SERVICE_DEPLOYMENT_IN_PROGRESS: 'INFO',
  SERVICE_DEPLOYMENT_COMPLETED: 'INFO',
  SERVICE_DEPLOYMENT_FAILED: 'ERROR',
} as const;

export interface DeploymentChange {
  readonly eventName: keyof typeof DEPLOYMENT_CHANGES;
  /** `ecs-svc/NUMBER`. */
  readonly deploymentId: string;
  readonly reason: string;
}
