/** A container instance as the cluster query language sees it (ecs: ). */
export interface QuerySubject {
  /** `undefined`: it does not carry the attribute. */
  attribute(name: string): string | undefined;
  readonly agentConnected: boolean;
  /** Dotted integers. */
  readonly agentVersion: string;
  readonly ec2InstanceId: string;
  /** Epoch milliseconds. */
  readonly registeredAtMs: number;
  /** Tasks that are RUNNING. */
  readonly runningTasksCount: number;
  /** Whether the group of one of its tasks that are not STOPPED passes the test. */
  hasTaskGroup(test: (group: string) => boolean): boolean;
}
