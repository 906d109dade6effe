import type { ServiceMeterState } from '../metrics/service-meter.ts';
import type { Simulation } from '../simulation.ts';
import type { Prediction, ScalableTarget } from './scalable-target.ts';

/** Scalable targets as plain data that shares nothing with the run. */
export type TargetsState = readonly (Omit<ScalableTarget, 'index' | 'spec' | 'alarms' | 'predictions'> & {
  readonly predictions: readonly (
    | (Omit<Prediction, 'meter'> & { readonly meter: ServiceMeterState })
    | null
  )[];
})[];

export function snapshotTargets({ scalableTargets }: Simulation): TargetsState {
  return scalableTargets.map(({ index, spec, alarms, predictions, ...target }) => ({
    ...target,
    predictions: predictions.map((prediction) =>
      prediction === null
        ? null
        : {
            ...prediction,
            meter: prediction.meter.snapshot(),
            history: prediction.history.map((hours) => [...hours]),
          },
    ),
  }));
}

/** Puts the scalable targets of a run of the same scenario into a saved state. */
export function restoreTargets({ scalableTargets }: Simulation, state: TargetsState): void {
  for (const [i, { predictions, ...saved }] of state.entries()) {
    const target = scalableTargets[i]!;
    Object.assign(target, saved);
    for (const [j, prediction] of predictions.entries()) {
      if (prediction === null) continue;
      const { meter, history, ...rest } = prediction;
      const own = target.predictions[j]!;
      Object.assign(own, rest);
      own.meter.restore(meter);
      for (const [k, hours] of history.entries()) own.history[k]!.splice(0, Infinity, ...hours);
    }
  }
}
