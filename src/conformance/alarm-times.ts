import { memoryFiles } from '../environment/memory-files.ts';
import { Observer } from '../events/observer.ts';
import type { World } from '../events/world.ts';
import type { AlarmState } from '../model/alarm-state.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { advanceTo } from '../simulation/advance.ts';
import { createSimulation } from '../simulation/create-simulation.ts';
import { closesAt, seenAt } from '../simulation/metrics/data-points.ts';
import { loadStep } from './load-step.ts';

/** In seconds from the run's start: when each of the periods that the alarm wants ends and is seen, and when it goes to ALARM. */
export interface AlarmTimes {
  readonly closesAt: readonly number[];
  readonly seenAt: readonly number[];
  readonly alarmAt: number | null;
}

/** The two alarms of a tracking policy whose service is too busy, or has too little to do, from the first moment on. */
export async function alarmTimes(
  side: 'high' | 'low',
  given: { readonly periodSec: 20 | 60; readonly datapoints: number; readonly metricLatencySec: number },
): Promise<AlarmTimes> {
  const { periodSec, datapoints, metricLatencySec } = given;
  const stepAt = side === 'high' ? 0 : 7200;
  const points =
    side === 'high'
      ? `targetTracking.highDatapoints: ${datapoints}`
      : `targetTracking.lowFor: ${datapoints * periodSec}s`;
  const delays = `cloudwatch.delay: ${metricLatencySec}s, cloudwatch.delay.highResolution: ${metricLatencySec}s`;
  const timings = `{ base: instant, ${points}, ${delays} }`;
  const { scenario } = await loadScenario(loadStep({ resolutionSeconds: periodSec, stepAt, timings }), {
    files: memoryFiles({}),
    fileName: 'load-step',
  });
  const log = new FirstAlarm(side === 'high' ? 'AlarmHigh' : 'AlarmLow');
  const simulation = createSimulation(scenario, [log]);
  advanceTo(simulation, Number.POSITIVE_INFINITY);
  const stream = simulation.metrics.streams[0]!;
  const group = simulation.metrics.groups[stream.group]!;
  const steps = Array.from({ length: datapoints }, (_, step) => step);
  return {
    closesAt: steps.map((step) => closesAt(group, step) / 1000),
    seenAt: steps.map((step) => seenAt(group, stream, step) / 1000),
    alarmAt: log.at === null ? null : log.at / 1000,
  };
}

class FirstAlarm extends Observer {
  at: number | null = null;
  private readonly part: string;
  private world!: World;

  constructor(part: string) {
    super();
    this.part = part;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override alarmChanged(at: number, alarm: number, _from: AlarmState, to: AlarmState): void {
    if (to === 'ALARM' && this.world.alarmNames[alarm]!.includes(this.part)) this.at ??= at;
  }
}
