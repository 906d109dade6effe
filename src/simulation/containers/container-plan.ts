import { toGrid } from '../../environment/distributions/sampler.ts';
import type { ContainerLife, TaskDefinitionSpec } from '../../scenario/scenario.ts';

/** What the tasks of a workload do inside; the same for all of them. */
export interface ContainerPlan {
  readonly containers: readonly PlannedContainer[];
  /** `dependsOn` of each container. */
  readonly dependencies: readonly ContainerLife['dependsOn'][];
  /** The first essential container: the task's duration is its own. */
  readonly main: number;
  /** Whether an essential container has a health check, so that the task has a health that counts (ecs: ). */
  readonly isChecked: boolean;
}

export interface PlannedContainer extends ContainerLife {
  readonly essential: boolean;
  readonly stopTimeoutMs: number;
}

/** Null when all containers start together, are never checked and end with their task: then nobody has to follow them. */
export function planContainers(
  { containers: specs }: TaskDefinitionSpec,
  hasDuration: boolean,
  resolutionMs: number,
): ContainerPlan | null {
  if (specs.every(({ life }) => life === null || isPlain(life))) return null;
  const main = specs.findIndex(({ essential }) => essential);
  const containers = specs.map(({ essential, stopTimeoutMs, life }, i): PlannedContainer => {
    const { runsForMs, startTimeoutMs, ...rest } = life ?? PLAIN;
    return {
      ...rest,
      essential,
      stopTimeoutMs,
      runsForMs: runsForMs === null || (i === main && hasDuration) ? null : toGrid(runsForMs, resolutionMs),
      startTimeoutMs: startTimeoutMs === null ? null : toGrid(startTimeoutMs, resolutionMs),
    };
  });
  return {
    containers,
    dependencies: containers.map(({ dependsOn }) => dependsOn),
    main,
    isChecked: containers.some(({ essential, healthCheck }) => essential && healthCheck !== null),
  };
}

/** When a container would be ready means nothing where nobody asks. */
function isPlain({ dependsOn, healthCheck, restartPolicy, runsForMs }: ContainerLife): boolean {
  return dependsOn.length === 0 && healthCheck === null && restartPolicy === null && runsForMs === null;
}

const PLAIN: ContainerLife = {
  dependsOn: [],
  startTimeoutMs: null,
  healthCheck: null,
  restartPolicy: null,
  readyAfterMs: 0,
  runsForMs: null,
  exitCode: 0,
};
