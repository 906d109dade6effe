import { expect } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { InstanceDecision } from '../../../src/experiment/explain/decision.ts';
import { explainDecision } from '../../../src/experiment/explain/explain-decision.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { couldTake } from './naive-judge.ts';

/** Explains placements before they are made and holds each explanation to what then comes, and to a naive judge. */
export class TruthChecker extends Observer {
  readonly seen = { placed: 0, opened: 0, refused: 0, ruledOut: 0, causes: new Set<string>() };
  private simulation!: Simulation;
  private decision: InstanceDecision | null = null;
  /** Ordinal of the task that it is about. */
  private about = -1;
  private readonly picks: (nth: number) => boolean;
  private readonly mostJudged: number;
  private tried = 0;

  /** `picks`: which placements are explained; of each explanation at most so many ruled out instances are judged. */
  constructor(picks: (nth: number) => boolean, mostJudged: number) {
    super();
    this.picks = picks;
    this.mostJudged = mostJudged;
  }

  /** Decisions that were explained. */
  get count(): number {
    return this.seen.placed + this.seen.opened + this.seen.refused;
  }

  override begin(world: object): void {
    this.simulation = world as Simulation;
  }

  override taskPlacing(_at: number, task: number, onlyZone: number): void {
    this.decision = null;
    const { fargate } = this.simulation.workloadStates[this.simulation.tasks.workload[task]!]!;
    if (fargate || !this.picks(this.tried++)) return;
    const decision = explainDecision(this.simulation, task, onlyZone);
    this.decision = decision;
    this.about = this.simulation.tasks.ordinal[task]!;
    this.seen[decision.result.kind]++;
    this.judge(task, decision, onlyZone);
    let left = decision.instances.filter(({ ruledOut }) => ruledOut.length === 0).length;
    for (const { before, kept, looks } of decision.steps) {
      holds(before === left, decision.steps);
      left = kept.length;
      const last = looks.at(-1)?.candidates.filter(({ stays }) => stays);
      if (last !== undefined) expect(last.map(({ containerInstance }) => containerInstance)).toEqual(kept);
      for (const look of looks) expectBestStay(look);
    }
  }

  override taskPlaced(_at: number, task: number): void {
    const { simulation } = this;
    const decision = this.takeDecision(task);
    if (decision === null) return;
    const { result } = decision;
    const instance = simulation.tasks.instance[task]!;
    if (result.kind === 'placed') {
      expect(result.containerInstance).toBe(simulation.instanceId(instance));
      expect(decision.steps.at(-1)?.kept ?? [result.containerInstance]).toContain(result.containerInstance);
    } else {
      expect(result.kind).toBe('opened');
      expect(simulation.fleet.registeredAt[instance]).toBe(simulation.now);
    }
  }

  override placementFailed(_at: number, task: number, reason: number): void {
    const decision = this.takeDecision(task);
    if (decision === null) return;
    // Only a chain with nextFit behind another strategy opens an instance and refuses it.
    if (decision.result.kind === 'refused')
      expect(decision.result.reason).toBe(this.simulation.reasons[reason]);
    else expect(decision.steps.map(({ strategy }) => strategy)).toContain('nextFit');
  }

  private takeDecision(task: number): InstanceDecision | null {
    const { decision } = this;
    this.decision = null;
    return this.simulation.tasks.ordinal[task] === this.about ? decision : null;
  }

  /** What is named is what rules it out, all of it and no more. */
  private judge(task: number, { instances }: InstanceDecision, onlyZone: number): void {
    const { simulation } = this;
    const { cluster } = simulation.workloads[simulation.tasks.workload[task]!]!;
    const { view } = simulation.clusterStates[cluster]!;
    const step = Math.max(1, Math.floor(instances.length / this.mostJudged));
    for (let position = this.tried % step; position < instances.length; position += step) {
      const { ruledOut: causes, left } = instances[position]!;
      const row = view.members[position]!;
      holds(couldTake(simulation, task, row, causes, onlyZone), causes);
      for (const cause of causes) {
        this.seen.causes.add(cause.kind === 'short' ? cause.need : cause.kind);
        const others = causes.filter((other) => other !== cause);
        holds(!couldTake(simulation, task, row, others, onlyZone), cause);
        if (cause.kind !== 'short') continue;
        const almost = { ...cause, left: cause.left + 1 };
        holds(!couldTake(simulation, task, row, [...others, almost], onlyZone), cause);
      }
      if (causes.length > 0) this.seen.ruledOut++;
      holds(left.cpu === simulation.fleet.cpuFree[row], left);
    }
  }
}

function expectBestStay({ best, candidates }: InstanceDecision['steps'][number]['looks'][number]): void {
  if (best === 'position') {
    expect(candidates.filter(({ stays }) => stays)).toHaveLength(1);
    return;
  }
  const values = candidates.map(({ value }) => Number(value));
  const target = best === 'lowest' ? Math.min(...values) : best === 'true' ? 1 : Math.max(...values);
  for (const candidate of candidates)
    holds(candidate.stays === (Number(candidate.value) === target), candidate);
}

/** `expect` many thousand times takes too long. */
function holds(condition: boolean, about: unknown): void {
  if (!condition) throw new Error(JSON.stringify(about));
}
