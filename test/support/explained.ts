import type { FailedExplanation, MomentExplanation } from '../../src/experiment/explain/explanation.ts';
import { DecisionsAt } from '../../src/experiment/explain/listeners/decisions-at.ts';
import { FailedPlacements } from '../../src/experiment/explain/listeners/failed-placements.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { formatInstant } from '../../src/units/calendar.ts';

const FACTS = { scenario: { name: 'test', digest: 'd' }, seed: '1' };

/** What is decided at a moment or next, with its pictures; milliseconds from the start. */
export function momentWithPictures(scenario: Scenario, askedMs: number): MomentExplanation {
  const listener = new DecisionsAt(askedMs, true);
  const simulation = createSimulation(scenario, [listener]);
  advanceTo(simulation, askedMs + 3_600_000);
  const { momentMs, decisions, brief, more } = listener;
  const text = (ms: number) => formatInstant(simulation.startMs + ms);
  return {
    question: 'at',
    ...FACTS,
    askedAt: text(askedMs),
    at: momentMs < 0 ? null : text(momentMs),
    runUntil: text(askedMs + 3_600_000),
    decisions,
    brief,
    more,
  };
}

/** What is refused in a whole run, with its pictures. */
export function failedWithPictures(scenario: Scenario): FailedExplanation {
  const failed = new FailedPlacements(true);
  advanceTo(createSimulation(scenario, [failed]), 1e12);
  return { question: 'failed', ...FACTS, ...failed.found };
}
