import { expect, test } from 'vitest';
import { breathingGroup } from '../../../bench/fleet-scenarios.ts';
import { InstanceStatus } from '../../../src/model/instance-status.ts';
import { TaskStatus } from '../../../src/model/task-status.ts';
import { NONE } from '../../../src/model/task-table.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../../src/simulation/snapshot.ts';

const MINUTE = 60_000;
const SCENARIO = breathingGroup({ instances: 12, services: 3, hours: 6 });

/** What the group keeps, counted anew over its instances, their tasks and those that wait. */
function recounted({ groups: [group], fleet, tasks, clusterStates: [cluster] }: Simulation) {
  const active = [...group!.members.all()]
    .map(({ instance }) => instance)
    .filter((row) => fleet.status[row] === InstanceStatus.ACTIVE);
  const accepted = cluster!.queues.map(({ head }) => {
    let count = 0;
    for (let task = head; task !== NONE; task = tasks.next[task]!)
      count += Number(tasks.status[task] === TaskStatus.PROVISIONING);
    return count;
  });
  return {
    active: active.length,
    inUse: active.filter((row) => fleet.firstTask[row] !== NONE).length,
    accepted,
  };
}

const kept = ({ groups: [group], clusterStates: [cluster] }: Simulation) => ({
  active: group!.active,
  inUse: group!.inUse,
  accepted: cluster!.queues.map(({ accepted }) => accepted),
});

test('what a group keeps of its instances is what there is, and lasts in a snapshot', () => {
  const simulation = createSimulation(SCENARIO);
  const seen = new Set<number>();
  let waited = 0;
  for (let at = MINUTE / 4; advanceTo(simulation, at) !== 'ended'; at += MINUTE / 4) {
    const counts = kept(simulation);
    expect(counts).toEqual(recounted(simulation));
    seen.add(counts.inUse);
    waited += counts.accepted.length;
    if (at % (97 * MINUTE) !== 0) continue;
    const copy = createSimulation(SCENARIO);
    restore(copy, snapshot(simulation));
    expect(kept(copy)).toEqual(counts);
  }
  // It was full, nearly empty, and full again.
  expect(Math.max(...seen)).toBe(12);
  expect(Math.min(...seen)).toBeLessThan(4);
  expect(waited).toBeGreaterThan(0);
});
