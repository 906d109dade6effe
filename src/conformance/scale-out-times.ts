import { memoryFiles } from '../environment/memory-files.ts';
import { Observer } from '../events/observer.ts';
import type { ScalingActivity } from '../events/scaling-news.ts';
import type { World } from '../events/world.ts';
import { TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { advanceTo } from '../simulation/advance.ts';
import { createSimulation } from '../simulation/create-simulation.ts';
import { loadStep } from './load-step.ts';

/** So many runs, each with a step at another moment of its minute and alarms that are evaluated at other moments. */
const RUNS = 100;
const SETTLED_SECONDS = 1800;
/** Fractions of a minute that fill it evenly, whatever their number. */
const GOLDEN_PART = 0.618_033_988_749_895;

/** Seconds from the step of the load until the desired count is raised, and until the first of those tasks is RUNNING. */
export interface ScaleOutTimes {
  readonly trigger: readonly number[];
  readonly running: readonly number[];
}

/** The load step, simulated again and again; each list in ascending order. */
export async function scaleOutTimes(resolutionSeconds: 20 | 60, timings?: string): Promise<ScaleOutTimes> {
  const logs = await Promise.all(
    Array.from({ length: RUNS }, async (_, run) => {
      const stepAt = Math.round((SETTLED_SECONDS + 60 * ((run * GOLDEN_PART) % 1)) * 1000) / 1000;
      const text = loadStep({ resolutionSeconds, stepAt, ...(timings === undefined ? {} : { timings }) });
      const { scenario } = await loadScenario(text, {
        files: memoryFiles({}),
        fileName: 'load-step',
        seed: `${run + 1}`,
      });
      const log = new ScaleOutLog(stepAt * 1000);
      advanceTo(createSimulation(scenario, [log]), Number.POSITIVE_INFINITY);
      return log;
    }),
  );
  const seconds = (of: (log: ScaleOutLog) => number) =>
    logs.map((log) => of(log) / 1000).sort((a, b) => a - b);
  return { trigger: seconds(({ triggerMs }) => triggerMs), running: seconds(({ runningMs }) => runningMs) };
}

class ScaleOutLog extends Observer {
  triggerMs = Number.NaN;
  runningMs = Number.NaN;
  private readonly stepMs: number;
  private world!: World;

  constructor(stepMs: number) {
    super();
    this.stepMs = stepMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override scalingActed(at: number, { from, to }: ScalingActivity): void {
    if (at >= this.stepMs && to > from && Number.isNaN(this.triggerMs)) this.triggerMs = at - this.stepMs;
  }

  override taskStatusChanged(at: number, task: TaskIndex, _from: TaskStatus, to: TaskStatus): void {
    if (to !== TaskStatus.RUNNING || this.world.tasks.requestedAt[task]! < this.stepMs) return;
    if (Number.isNaN(this.runningMs)) this.runningMs = at - this.stepMs;
  }
}
