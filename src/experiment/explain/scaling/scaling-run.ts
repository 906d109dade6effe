import { assert } from '../../../kernel/assert.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { ActivityListener } from './activity-listener.ts';
import { explainTarget } from './explain-target.ts';
import { MomentRun } from './moment-run.ts';
import type { ScalingExplanation } from './scaling-explanation.ts';

/** A run that explains a scalable target at a moment, and goes on to its next scaling activity. */
export class ScalingRun extends MomentRun<ReturnType<typeof explainTarget>> {
  private readonly activities: ActivityListener;

  /** `target`: index among the scenario's scalable targets; `momentMs` from the run's start. */
  constructor(scenario: Scenario, target: number, momentMs: number) {
    const activities = new ActivityListener(target, momentMs);
    super(scenario, activities, momentMs, (simulation) => explainTarget(simulation, target));
    this.activities = activities;
  }

  /** After `advance` has said `ended`. */
  get explanation(): ScalingExplanation {
    const { simulation, stateThen, facts, searched } = this;
    assert(stateThen !== null, 'a scaling run is asked when it has ended');
    return {
      question: 'scaling',
      ...facts,
      ...stateThen,
      ...this.activities.found(simulation.startMs),
      ...searched,
    };
  }
}
