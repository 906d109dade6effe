import { expect, test } from 'vitest';
import type { Scenario, TaskDefinitionSpec } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { speedOfTask } from '../../../src/simulation/load/task-speed.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';

/** The speed of the only task, that runs on an instance of such a type, or on Fargate. */
function speedOn(
  place: { readonly type?: string; readonly isFargate?: boolean; readonly architecture?: 'X86_64' | 'ARM64' },
  speed: Scenario['speed'],
): number {
  const { type = null, isFargate = false, architecture = 'X86_64' } = place;
  const definition: Partial<TaskDefinitionSpec> = {
    architecture,
    ...(isFargate ? { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] } : {}),
  };
  const box = instances(1, 2048, 4096, { ec2InstanceType: type, architecture });
  const simulation = createSimulation(
    scenarioWith({
      speed,
      definition,
      cluster: { containerInstances: [box] },
      workloads: [{ launchType: isFargate ? 'FARGATE' : 'EC2', source: burst(1, 0, 60_000) }],
    }),
  );
  advanceTo(simulation, 1000);
  return speedOfTask(simulation, 0 as never);
}

test('a task is as fast as the family of its instance, or its architecture, says', () => {
  const speed = { m7g: 1.2, m7i: 1.1, arm64: 1.05, fargate: 0.8 };
  expect(speedOn({ type: 'm7g.large', architecture: 'ARM64' }, speed)).toBe(1.2);
  expect(speedOn({ type: 'm7i.large' }, speed)).toBe(1.1);
  expect(speedOn({ type: 'c7g.large', architecture: 'ARM64' }, speed)).toBe(1.05);
  expect(speedOn({ type: 'c7i.large' }, speed)).toBe(1);
  expect(speedOn({ architecture: 'ARM64' }, speed)).toBe(1.05);
});

test('on Fargate as that says, or else the architecture of its definition', () => {
  expect(speedOn({ isFargate: true }, { fargate: 0.8, x86_64: 2, m5: 3 })).toBe(0.8);
  expect(speedOn({ isFargate: true, architecture: 'ARM64' }, { arm64: 1.05, m5: 3 })).toBe(1.05);
  expect(speedOn({ isFargate: true }, { arm64: 1.05 })).toBe(1);
});

test('where a scenario says nothing it is 1', () => {
  expect(speedOn({ type: 'm7g.large', architecture: 'ARM64' }, {})).toBe(1);
  expect(speedOn({ isFargate: true }, {})).toBe(1);
});
