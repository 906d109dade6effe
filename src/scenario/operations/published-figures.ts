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

/** Capacity providers of one strategy (ecs: ). */
export const MAX_CAPACITY_PROVIDERS = 20;
/** What `base` of a strategy's item may be (ecs: ). */
export const CAPACITY_PROVIDER_BASE: Bounds = { minimum: 0, maximum: 100_000 };
/** What `weight` of a strategy's item may be (ecs: ). */
export const CAPACITY_PROVIDER_WEIGHT: Bounds = { minimum: 0, maximum: 1000 };

/** `minimumHealthyPercent` of a service (ecs: ). */
export const MINIMUM_HEALTHY_PERCENT: Bounds = { minimum: 0, maximum: 100 };
/** The least `maximumPercent` of a service; a DAEMON service takes no other (ecs: ). */
export const LEAST_MAXIMUM_PERCENT = 100;
/** `value` of a circuit breaker's threshold in percent (ecs: ). */
export const BREAKER_PERCENT: Bounds = { minimum: 1, maximum: 100 };
/** The longest `healthCheckGracePeriodSeconds` (ecs: ). */
export const MAX_HEALTH_CHECK_GRACE_PERIOD_SECONDS = 2_147_483_647;

/** Container instances that one call of UpdateContainerInstancesState may name. */
export const MAX_INSTANCES_PER_CALL = 10;

/** What the account setting fargateTaskRetirementWaitPeriod can be, days (ecs: ). */
export const FARGATE_RETIREMENT_WAITS_DAYS: readonly number[] = [0, 7, 14];

/** CPU units that an instance registers for each vCPU (ecs: ). */
export const CPU_UNITS_PER_VCPU = 1024;
/** Linux CPU shares of a container: what null, 0 and 1 become, and the most (ecs: ). */
export const LINUX_CPU_SHARES: Bounds = { minimum: 2, maximum: 262_144 };
/** Linux CPU shares of a control group that nobody gave any, as the agent leaves that of a task with its own `cpu`. */
export const DEFAULT_LINUX_CPU_SHARES = 1024;
/** CPU units that a Windows container cannot pass when it states none: 1 % of one CPU (ecs: ). */
export const LEAST_WINDOWS_CPU_UNITS = 10.24;
/** Memory is registered in whole units of so many bytes (ecs: ). */
export const BYTES_PER_MIB: number = 1024 * 1024;
/** TCP ports that no task can have: SSH, Docker and the agent, by the agent's own default list (ecs: ). */
export const RESERVED_TCP_PORTS: readonly number[] = [22, 2375, 2376, 51678, 51679];
/** What Windows keeps beside them: DNS, RPC, NetBIOS, SMB, RDP, WinRM (ecs: ). */
export const WINDOWS_RESERVED_TCP_PORTS: readonly number[] = [53, 135, 139, 445, 3389, 5985, 5986];
/** Ports that an instance can have reserved at once, its own included; dynamic ones do not count (ecs: ). */
export const MOST_RESERVED_PORTS = 100;
/** Every port that a container or an instance can have. */
export const PORTS: Bounds = { minimum: 1, maximum: 65_535 };
/** From here up Linux gives out dynamic host ports, and AWS advises against fixed ones (ecs: ). */
export const FIRST_EPHEMERAL_PORT = 32_768;
/** `containerPortRange` entries of one container. */
export const MAX_PORT_RANGES = 100;

/** Network interfaces of an instance that are its own (ecs: ). */
export const PRIMARY_ENIS = 1;
/** Subnets of one `awsvpcConfiguration`. */
export const MAX_SUBNETS = 16;
/** Security groups of one `awsvpcConfiguration`. */
export const MAX_SECURITY_GROUPS = 5;
/** Length of the prefix that a subnet's IPv4 block can have. */
export const SUBNET_PREFIX: Bounds = { minimum: 16, maximum: 28 };
/** Addresses of every subnet that AWS keeps: the first four and the last. */
export const RESERVED_ADDRESSES = 5;

/** The least and the most that is accepted. */
export interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
}
