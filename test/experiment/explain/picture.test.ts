import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Decision, InstanceDecision } from '../../../src/experiment/explain/decision.ts';
import { DecisionListener } from '../../../src/experiment/explain/listeners/decision-listener.ts';
import { readScenario } from '../../../src/io/read-scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { snapshot } from '../../../src/simulation/snapshot.ts';
import { galleryFile } from '../../golden/golden.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

/** Small tasks that most instances can run, so that strategies have something to choose from. */
const roomy = scenarioArbitrary.map((scenario) => ({
  ...scenario,
  taskDefinitions: scenario.taskDefinitions.map((definition) => {
    const { cpu, memory } = definition.need;
    const need = { cpu: Math.ceil(cpu / 8), memory: Math.ceil(memory / 8), gpu: 0 };
    return { ...definition, need, architecture: null, osFamily: null };
  }),
}));

/** Every decision of a run with its picture; looking at one must not change the run. */
class Pictures extends DecisionListener {
  readonly isDone = false;
  readonly decisions: InstanceDecision[] = [];

  private readonly most: number;

  constructor(most: number) {
    super(true);
    this.most = most;
  }

  override taskPlacing(at: number, task: number, onlyZone: number): void {
    if (this.decisions.length === 8) {
      const before = JSON.stringify(snapshot(this.simulation));
      super.taskPlacing(at, task, onlyZone);
      expect(JSON.stringify(snapshot(this.simulation))).toBe(before);
    } else super.taskPlacing(at, task, onlyZone);
  }

  protected override wants(): boolean {
    return this.decisions.length < this.most;
  }

  protected override decided(_task: number, decision: Decision): void {
    if (decision.where === 'instances') this.decisions.push(decision);
  }
}

test('what another strategy would have chosen is what it does choose, when it is its turn on the same fleet', async () => {
  const { scenario } = await readScenario(galleryFile('every-strategy'));
  const pictures = new Pictures(60);
  advanceTo(createSimulation(scenario, [pictures]), 1e12);
  // One task alone every ten minutes, by one strategy each.
  const alone = pictures.decisions.filter(({ atSeconds }) => atSeconds > 0);
  const chosen = new Map(
    alone.map(({ picture, workload }) => {
      const [own] = picture!.choices;
      expect(own!.asWritten).toBe(true);
      return [
        own!.placementStrategy.map(({ type, field }) => `${type} ${field}`).join(),
        { own: own!, workload },
      ];
    }),
  );
  let compared = 0;
  for (const { picture } of alone)
    for (const { name, placementStrategy, containerInstance, counts, asWritten } of picture!.choices) {
      // What chance decides, and where the last task went, is another thing at each turn.
      if (asWritten || /random|nextFit/.test(name)) continue;
      const found = chosen.get(placementStrategy.map(({ type, field }) => `${type} ${field}`).join());
      if (found === undefined) continue;
      expect([name, containerInstance, counts]).toEqual([
        name,
        found.own.containerInstance,
        found.own.counts,
      ]);
      compared++;
    }
  expect(compared).toBeGreaterThan(150);
});

test('of random runs: its own chain comes first and is what was decided; the picture adds up to what is left', () => {
  let pictured = 0;
  fc.assert(
    fc.property(roomy, (scenario) => {
      const pictures = new Pictures(12);
      advanceTo(createSimulation(scenario, [pictures]), 1e12);
      for (const { picture, instances, result } of pictures.decisions) {
        const { fleet, choices } = picture!;
        const known = new Map(instances.map((one) => [one.containerInstance, one]));
        const shown = instances.filter(({ ruledOut }) => !ruledOut.some(({ kind }) => kind === 'inactive'));
        expect(fleet.instances.length + fleet.notShown.able + fleet.notShown.ruledOut).toBe(shown.length);
        for (const { containerInstance, registered, reserved } of fleet.instances)
          for (const resource of ['cpu', 'memory', 'gpu'] as const) {
            const taken = reserved.reduce((sum, kind) => sum + kind[resource], 0);
            expect(registered[resource] - taken).toBe(known.get(containerInstance)!.left[resource]);
          }
        if (result.kind !== 'placed') continue;
        pictured++;
        expect(fleet.instances[0]!.containerInstance).toBe(result.containerInstance);
        expect(choices.filter(({ asWritten }) => asWritten)).toEqual([choices[0]]);
        expect(choices[0]).toMatchObject({ containerInstance: result.containerInstance, tie: result.tie });
        expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
        for (const { containerInstance } of choices)
          if (containerInstance !== null) expect(known.get(containerInstance)!.ruledOut).toEqual([]);
      }
    }),
    { numRuns: 8, seed: 12 },
  );
  expect(pictured).toBeGreaterThan(20);
});
