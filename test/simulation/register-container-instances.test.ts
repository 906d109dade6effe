import { expect, test } from 'vitest';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { Log } from '../support/log.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

const register = (atMs: number, count: number): ActionSpec => ({
  kind: 'registerContainerInstances',
  atMs,
  cluster: 'main',
  name: 'box',
  count,
});

/** Instances with room for one task each, in three zones. */
function run(
  count: number,
  actions: readonly ActionSpec[],
  parts: Parameters<typeof scenarioWith>[0] = {},
): { readonly lines: readonly string[]; readonly simulation: Simulation } {
  const observer = new Log();
  const simulation = createSimulation(
    scenarioWith({
      simulation: { durationMs: 2 * HOUR },
      cluster: { containerInstances: [instances(count, 1024, 1024, { availabilityZones: ZONES })] },
      workloads: [],
      actions,
      ...parts,
    }),
    [observer],
  );
  observer.read(simulation);
  advanceTo(simulation, 1e12);
  return { lines: observer.lines, simulation };
}

const zonesOf = ({ fleet, zones }: Simulation, from: number): string[] =>
  Array.from({ length: fleet.rows - from }, (_, i) => zones[fleet.zone[from + i]!]!);
const activated = (lines: readonly string[]) => lines.filter((line) => / box-\d+ ACTIVE$/.test(line));

test('instances go on counting, and go where the entry has the fewest', () => {
  const { lines, simulation } = run(1, [register(HOUR, 4)]);
  expect(activated(lines)).toEqual([2, 3, 4, 5].map((n) => `${HOUR} box-${n} ACTIVE`));
  expect(zonesOf(simulation, 1)).toEqual(['us-east-1b', 'us-east-1c', 'us-east-1a', 'us-east-1b']);
});

test('what is gone leaves its zone the poorest', () => {
  const lost: ActionSpec = {
    kind: 'terminateInstances',
    atMs: MINUTE,
    cluster: 'main',
    instanceIds: ['box-2'],
  };
  expect(zonesOf(run(3, [lost, register(HOUR, 1)]).simulation, 3)).toEqual(['us-east-1b']);
});

test('a zone that is out takes none, unless there is no other: then they come when it is back', () => {
  const outage = (availabilityZone: string): ActionSpec => ({
    kind: 'availabilityZoneOutage',
    atMs: 30 * MINUTE,
    availabilityZone,
    forMs: HOUR,
  });
  const one = run(0, [outage('us-east-1a'), register(HOUR, 3)]);
  expect(zonesOf(one.simulation, 0)).toEqual(['us-east-1b', 'us-east-1c', 'us-east-1b']);
  const all = run(0, [...ZONES.map(outage), register(HOUR, 1)]);
  expect(activated(all.lines)).toEqual([`${90 * MINUTE} box-1 ACTIVE`]);
});

test('tasks that wait start there, and a run without an end of its own waits for them', () => {
  const { lines } = run(0, [register(HOUR, 2)], {
    simulation: { durationMs: null },
    workloads: [{ source: burst(2, 0, MINUTE) }],
  });
  const started = lines.filter((line) => line.endsWith('RUNNING'));
  expect(started).toHaveLength(2);
});

test('a DAEMON service has its task there before those that waited', () => {
  const { simulation } = run(1, [register(HOUR, 2)], {
    services: [
      { serviceName: 'agent', schedulingStrategy: 'DAEMON' },
      { serviceName: 'web', desiredCount: 3 },
    ],
  });
  const [agent, web] = simulation.serviceStates;
  expect(agent!.desired).toBe(3);
  expect(agent!.deployments[0]!.tasks.size).toBe(3);
  expect(web!.deployments[0]!.healthy).toBe(0);
});
