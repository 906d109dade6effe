import { Stream } from '../../kernel/streams.ts';
import { narrowByStrategies } from '../../policies/placement/place-task.ts';
import type { DecodedStrategy, Draws } from '../../policies/placement/placement.ts';
import { strategyOf } from '../../policies/placement/registry.ts';
import type { Look, Placed, StrategyStep } from './decision.ts';
import { judgementOf } from './judged-by.ts';
import type { PlacementQuestion } from './placement-question.ts';
import type { Comparison, RecordingCandidates } from './recording-candidates.ts';

/** The numbers that a placement will draw, from a copy of its stream. */
export class ForetoldDraws implements Draws {
  private readonly copy = new Stream('');
  private last: number | null = null;

  constructor({ workload }: PlacementQuestion) {
    this.copy.restore(workload.placement.snapshot());
  }

  next(): number {
    this.last = this.copy.next();
    return this.last;
  }

  /** The number that was drawn since this was last asked. */
  take(): number | null {
    const { last } = this;
    this.last = null;
    return last;
  }
}

/** Narrows by each strategy in turn and says how. */
export function narrowStepwise(
  question: PlacementQuestion,
  candidates: RecordingCandidates,
  draws: ForetoldDraws,
): StrategyStep[] {
  const steps: StrategyStep[] = [];
  for (const strategy of question.rules.strategies) {
    const before = candidates.count;
    if (before === 0) break;
    candidates.takeComparisons();
    // The tie comes after the last strategy; `first` changes nothing here.
    narrowByStrategies(question.view, question.request, [strategy], 'first', candidates, draws);
    const comparisons = candidates.takeComparisons();
    const drawn = draws.take();
    const { type, field } = strategy;
    steps.push({
      strategy: type,
      field,
      ecs: strategyOf(type).ecs,
      looks: comparisons.map((comparison, i) =>
        lookOf(question, strategy, comparison, i === comparisons.length - 1, drawn),
      ),
      before,
      kept: idsOf(question, candidates.rows),
    });
  }
  return steps;
}

/** Takes one of those that are left. */
export function breakTie(
  { view, request, rules }: PlacementQuestion,
  candidates: RecordingCandidates,
  draws: ForetoldDraws,
): { readonly instance: number; readonly tie: Placed['tie'] } {
  const equals = candidates.count;
  const instance = narrowByStrategies(view, request, [], rules.tie, candidates, draws);
  return { instance, tie: { equals, by: rules.tie, drawn: draws.take() } };
}

function idsOf({ simulation }: PlacementQuestion, rows: Int32Array): string[] {
  return Array.from(rows, (instance) => simulation.instanceId(instance));
}

function lookOf(
  question: PlacementQuestion,
  { type, field, attribute }: DecodedStrategy,
  comparison: Comparison,
  isLast: boolean,
  drawn: number | null,
): Look {
  const { simulation, view } = question;
  const { instances, values, kept, position } = comparison;
  const { by, negated = false } = judgementOf(type, field, comparison, isLast);
  const stays = new Set(kept);
  const best = negated ? 'lowest' : comparison.best;
  const shown = (value: number | boolean | null) =>
    negated && typeof value === 'number' && value !== 0 ? -value : value;
  const candidates = Array.from(instances, (instance, i) => ({
    containerInstance: simulation.instanceId(instance),
    value: shown(values?.[i] ?? null),
    ...(attribute < 0 ? {} : { attribute: view.subjectOf(instance).attribute(field) ?? null }),
    stays: stays.has(instance),
  }));
  return { by, best, drawn, position, candidates };
}
