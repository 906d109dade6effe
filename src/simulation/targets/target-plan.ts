import { Sampler } from '../../environment/distributions/sampler.ts';
import { Stream } from '../../kernel/streams.ts';
import type { TargetHealthCheck } from '../../policies/deployment/target-health.ts';
import type { Scenario, TaskDefinitionSpec, WorkloadSpec } from '../../scenario/scenario.ts';

/** The target groups that the tasks of a workload are registered with, and what is drawn for each of its tasks. */
export interface TargetPlan {
  readonly groups: readonly PlannedGroup[];
  /** With several target groups, registration is part of ACTIVATING (ecs: ). */
  readonly activates: boolean;
  /** The longest of the groups. */
  readonly deregistrationDelayMs: number;
  /** Draws where in a group's interval the first check comes. */
  readonly firstCheck: Stream;
  readonly register: Sampler;
  readonly deregister: Sampler;
}

export interface PlannedGroup {
  readonly arn: string;
  readonly check: TargetHealthCheck;
  /** Position of the container that is checked. */
  readonly container: number;
  /** From that container's start until checks pass. */
  readonly readyAfterMs: number;
}

/** Null for a workload whose tasks are behind no load balancer. */
export function planTargets(
  { services, targetGroups, timings, simulation }: Scenario,
  { name, source }: WorkloadSpec,
  { containers }: TaskDefinitionSpec,
): TargetPlan | null {
  const stated = source.kind === 'service' ? services[source.service]!.loadBalancers : [];
  if (stated.length === 0) return null;
  const { seed, resolutionMs } = simulation;
  const groups = stated.map(({ targetGroup, containerName }): PlannedGroup => {
    const { arn, healthCheck } = targetGroups[targetGroup]!;
    const named = containers.findIndex((container) => container.name === containerName);
    const container = Math.max(0, named);
    const readyAfterMs = containers[container]!.life?.readyAfterMs ?? 0;
    return { arn, check: healthCheck, container, readyAfterMs };
  });
  const delays = stated.map(({ targetGroup }) => targetGroups[targetGroup]!.deregistrationDelayMs);
  const sampler = (timing: 'lb.register' | 'lb.deregistration') =>
    new Sampler(timings[timing], `${seed}/${timing}/${name}`, resolutionMs);
  return {
    groups,
    activates: groups.length > 1,
    deregistrationDelayMs: Math.max(...delays),
    firstCheck: new Stream(`${seed}/lb.firstCheck/${name}`),
    register: sampler('lb.register'),
    deregister: sampler('lb.deregistration'),
  };
}
