/** The figures that AWS publishes for its API and its agent; each operation's checks take them from here. */

/** The least memory of a container, MiB: Docker 20.10 and newer (ecs: ). */
export const CONTAINER_MEMORY_MINIMUM_MIB = 6;
/** Seconds from SIGTERM to SIGKILL when a container does not say (ecs: ). */
export const DEFAULT_STOP_TIMEOUT_SECONDS = 30;
/** What `stopTimeout` may be on Fargate, seconds (ecs: ). */
export const FARGATE_STOP_TIMEOUT_SECONDS: Bounds = { minimum: 2, maximum: 120 };
/** The agent takes no shorter `stopTimeout` on an instance, seconds (ecs: ). */
export const AGENT_STOP_TIMEOUT_MINIMUM_SECONDS = 1;

/** Task-level CPU units on instances (ecs: ). */
export const EC2_CPU_UNITS: Bounds = { minimum: 128, maximum: 196_608 };
/** Ephemeral storage that may be asked for, GiB (ecs: ). */
export const EPHEMERAL_STORAGE_GIB: Bounds = { minimum: 21, maximum: 200 };
/** Ephemeral storage of a task that does not ask, GiB (ecs: ). */
export const DEFAULT_EPHEMERAL_STORAGE_GIB = 20;
/** An explicit size of ephemeral storage needs this platform version on Linux (ecs: ). */
export const EPHEMERAL_STORAGE_PLATFORM_VERSION = '1.4.0';

/** Constraints of one task, those of its definition and of the call together (ecs: ). */
export const MAX_PLACEMENT_CONSTRAINTS = 10;
/** Strategies of one call (ecs: ). */
export const MAX_PLACEMENT_STRATEGIES = 5;
/** Characters of a cluster query expression (ecs: ). */
export const MAX_EXPRESSION_LENGTH = 2000;
/** Tasks that one RunTask may ask for (ecs: ). */
export const MAX_TASKS_PER_CALL = 10;
/** Characters of a task group's name (ecs: ). */
export const MAX_GROUP_LENGTH = 255;
/** A standalone task that names no group is in that of its family (ecs: ). */
export const FAMILY_GROUP_PREFIX = 'family:';

/** CPU units that an instance registers for each vCPU (ecs: ). */
export const CPU_UNITS_PER_VCPU = 1024;
/** Memory is registered in whole units of so many bytes (ecs: ). */
export const BYTES_PER_MIB: number = 1024 * 1024;
/** TCP ports that no task can have: SSH, Docker and the agent, by the agent's own default list (ecs: ). */
export const RESERVED_TCP_PORTS: readonly number[] = [22, 2375, 2376, 51678, 51679];

/** The least and the most that is accepted. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}
