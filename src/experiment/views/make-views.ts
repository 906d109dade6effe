import type { Bill } from '../../billing/bill.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { StreamedOutcome } from '../outcome.ts';
import type { OutcomeViews } from '../outcome-views.ts';
import type { RunParts } from '../run.ts';
import { assumptionsOf } from './assumptions.ts';
import { costView } from './cost-view.ts';
import { evidenceOf } from './evidence.ts';
import { fleetView } from './fleet-view.ts';
import { marksOf } from './marks.ts';
import { packingView } from './packing-view.ts';
import { waitsView } from './waits-view.ts';

/** What pictures need of an ended run; `outcome` has its warnings. */
export function makeViews(
  scenario: Scenario,
  simulation: Simulation,
  bill: Bill,
  outcome: StreamedOutcome,
  parts: RunParts,
): OutcomeViews {
  const { warmUpMs } = scenario.simulation;
  const { startMs, now } = simulation;
  return {
    fleet: fleetView(simulation, parts.fleetMap, warmUpMs),
    packing: packingView(simulation, parts.fleetMap.packing, { fromMs: warmUpMs, toMs: now }),
    waits: waitsView(simulation, parts.tasks),
    cost: costView(bill.hours, startMs),
    ...marksOf(scenario, outcome.warnings, { startMs, nowMs: now }),
    assumptions: assumptionsOf(scenario, evidenceOf(scenario, simulation, outcome, parts, bill.hours)),
  };
}
