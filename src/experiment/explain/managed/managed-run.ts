import { assert } from '../../../kernel/assert.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { MomentRun } from '../scaling/moment-run.ts';
import { explainProvider } from './explain-provider.ts';
import type { ManagedExplanation } from './managed-explanation.ts';
import { ManagedListener } from './managed-listener.ts';

/** A run that explains a capacity provider with managed scaling at a moment, and goes on to the next activity of its group. */
export class ManagedRun extends MomentRun<ReturnType<typeof explainProvider>> {
  private readonly activities: ManagedListener;

  /** `group`: index among the scenario's Auto Scaling groups; `momentMs` from the run's start. */
  constructor(scenario: Scenario, group: number, momentMs: number) {
    const activities = new ManagedListener(group, momentMs);
    super(scenario, activities, momentMs, (simulation) => explainProvider(simulation, group));
    this.activities = activities;
  }

  /** After `advance` has said `ended`. */
  get explanation(): ManagedExplanation {
    const { simulation, stateThen, facts, searched } = this;
    assert(stateThen !== null, 'a scaling run is asked when it has ended');
    return {
      question: 'managedScaling',
      ...facts,
      ...stateThen,
      ...this.activities.found(simulation.startMs),
      ...searched,
    };
  }
}
