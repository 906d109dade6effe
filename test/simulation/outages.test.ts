import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS } from '../../src/catalog/defaults.ts';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { Log } from '../support/log.ts';
import { burst, instances, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const ZONES = ['us-east-1a', 'us-east-1b'];

function outage(atMs: number, forMs: number, availabilityZone = 'us-east-1a'): ActionSpec {
  return { kind: 'availabilityZoneOutage', atMs, availabilityZone, forMs };
}

function disconnect(atMs: number, forMs: number): ActionSpec {
  return { kind: 'agentDisconnect', atMs, cluster: 'main', instanceIds: ['box-1'], forMs };
}

function run(scenario: Scenario): { readonly lines: readonly string[]; readonly simulation: Simulation } {
  const observer = new Log();
  const simulation = createSimulation(scenario, [observer]);
  observer.read(simulation);
  advanceTo(simulation, 1e12);
  return { lines: observer.lines, simulation };
}

const about = (lines: readonly string[], text: string) => lines.filter((line) => line.includes(text));
const instanceNews = (lines: readonly string[]) =>
  lines.filter((line) => / (?:box|ideal)-\d+ [A-Z]+$/.test(line));

test("a zone's instances are gone with their tasks, and register anew when it is back", () => {
  const { lines, simulation } = run(
    scenarioWith({
      simulation: { durationMs: 2 * HOUR },
      cluster: { containerInstances: [instances(4, 1024, 1024, { availabilityZones: ZONES })] },
      workloads: [],
      services: [{ desiredCount: 4 }],
      actions: [outage(10 * MINUTE, HOUR)],
    }),
  );
  expect(instanceNews(lines)).toEqual([
    '600000 box-1 INACTIVE',
    '600000 box-3 INACTIVE',
    '4200000 box-5 ACTIVE',
    '4200000 box-6 ACTIVE',
  ]);
  expect(about(lines, ' gone').map((line) => line.split(', ').slice(1).join(', '))).toEqual([
    'TerminationNotice, -1, Host EC2 (instance box-1) terminated.',
    'TerminationNotice, -1, Host EC2 (instance box-3) terminated.',
  ]);
  // The service tries every five minutes after the first fifty seconds, whoever has come meanwhile (ecs: ).
  expect(about(lines, '4250000 task').filter((line) => line.endsWith('RUNNING'))).toHaveLength(2);
  expect(simulation.services[0]!.events.at(-1)!.message).toBe('(service web) has reached a steady state.');
});

test('Fargate tasks of the zone are gone, and nobody is placed there until it is over', () => {
  const { lines, simulation } = run(
    scenarioWith({
      simulation: { durationMs: 2 * HOUR },
      workloads: [],
      services: [{ launchType: 'FARGATE', desiredCount: 6 }],
      actions: [outage(10 * MINUTE, HOUR)],
    }),
  );
  const lost = about(lines, ' gone');
  expect(lost).toHaveLength(2);
  expect(lost[0]).toContain('TerminationNotice, -1, Availability Zone us-east-1a is unavailable.');
  const { tasks, zones } = simulation;
  const where = tasks.liveTasks().map((task) => zones[tasks.zone[task]!]);
  expect(where).not.toContain('us-east-1a');
  expect(where).toHaveLength(6);
});

const onlyThere = {
  subnets: [{ subnetId: 'one', availabilityZone: 'us-east-1a', addresses: 100 }],
  simulation: { durationMs: 2 * HOUR },
};

test('Fargate tasks without another zone wait for it, or retry; the run does not end before (RunTask)', () => {
  const workload = { launchType: 'FARGATE', subnets: [0], source: burst(2, 20 * MINUTE, MINUTE) } as const;
  const started = (onFailure: Scenario['workloads'][number]['onFailure'], parts = onlyThere) =>
    about(
      run(
        scenarioWith({
          ...parts,
          workloads: [{ ...workload, onFailure }],
          actions: [outage(10 * MINUTE, HOUR)],
        }),
      ).lines,
      ' RUNNING',
    ).map((line) => Number(line.split(' ')[0]));
  expect(started({ kind: 'wait' })).toEqual([70 * MINUTE, 70 * MINUTE]);
  expect(started({ kind: 'wait' }, { ...onlyThere, simulation: { durationMs: 0 } })).toEqual([]);
  const { simulation: _, ...endless } = onlyThere;
  expect(started({ kind: 'wait' }, endless as typeof onlyThere)).toEqual([70 * MINUTE, 70 * MINUTE]);
  expect(started({ kind: 'giveUp' })).toEqual([]);
  const every = 7 * MINUTE;
  expect(started({ kind: 'retry', everyMs: every, attempts: null, forMs: null })).toEqual([
    20 * MINUTE + 8 * every,
    20 * MINUTE + 8 * every,
  ]);
});

test('a service on Fargate says why and starts its task when the zone is back (ecs:R-7.33)', () => {
  const { lines, simulation } = run(
    scenarioWith({
      ...onlyThere,
      workloads: [],
      services: [{ launchType: 'FARGATE', subnets: [0], desiredCount: 1 }],
      actions: [outage(10 * MINUTE, HOUR)],
    }),
  );
  expect(about(lines, ' RUNNING')).toEqual(['0 task 0 RUNNING', '4250000 task 1 RUNNING']);
  expect(simulation.services[0]!.events.map(({ at, message }) => `${at} ${message}`)).toContain(
    '600000 (service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
  );
});

test('an ideal fleet opens elsewhere, or when the zone is back', () => {
  const opened = (availabilityZones: readonly string[]) =>
    instanceNews(
      run(
        scenarioWith({
          simulation: { durationMs: 2 * HOUR },
          cluster: { idealFleet: instances(1, 1024, 1024, { name: 'ideal', availabilityZones }) },
          workloads: [{ source: burst(1, 20 * MINUTE, MINUTE) }],
          actions: [outage(10 * MINUTE, HOUR)],
        }),
      ).lines,
    )[0];
  expect(opened(ZONES)).toBe('1200000 ideal-2 ACTIVE');
  expect(opened(['us-east-1a'])).toBe('4200000 ideal-1 ACTIVE');
});

test('two outages of one zone are one that ends with the later; another zone is not touched', () => {
  const { lines } = run(
    scenarioWith({
      simulation: { durationMs: 4 * HOUR },
      cluster: { containerInstances: [instances(1, 1024, 1024)] },
      workloads: [],
      actions: [outage(0, HOUR), outage(30 * MINUTE, HOUR), outage(0, 3 * HOUR, 'us-east-1c')],
    }),
  );
  expect(about(lines, 'box-')).toEqual(['0 box-1 INACTIVE', '5400000 box-2 ACTIVE']);
});

test('a disconnected agent: tasks run on; what it was given before ECS noticed starts when it is back (ecs:R-2.11)', () => {
  const detect = DEFAULT_TIMINGS['ecs.agentDisconnectDetect'];
  const { lines } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 8192, 8192)] },
      workloads: [
        { source: burst(1, 0, 20 * MINUTE) },
        { source: burst(1, 2 * MINUTE, MINUTE) },
        { source: burst(1, MINUTE + detect + 1, MINUTE) },
      ],
      actions: [disconnect(MINUTE, 10 * MINUTE)],
    }),
  );
  expect(lines.filter((line) => / task /.test(line) && !line.includes('gone'))).toEqual([
    '0 task 0 PENDING',
    '0 task 0 pulls',
    '0 task 0 RUNNING',
    '120000 task 1 PENDING',
    '240001 task 2 refused: AGENT',
    '660000 task 1 pulls',
    '660000 task 1 RUNNING',
    '660000 task 2 PENDING',
    '660000 task 2 pulls',
    '660000 task 2 RUNNING',
    '720000 task 1 STOPPING',
    '720000 task 1 STOPPED',
    '720000 task 2 STOPPING',
    '720000 task 2 STOPPED',
    '1200000 task 0 STOPPING',
    '1200000 task 0 STOPPED',
  ]);
});

test('a short disconnection is never noticed; one of an instance that is not there changes nothing', () => {
  const { lines, simulation } = run(
    scenarioWith({
      cluster: { containerInstances: [instances(1, 1024, 1024)] },
      workloads: [{ source: burst(1, 2 * MINUTE, MINUTE) }],
      actions: [
        disconnect(MINUTE, 2 * MINUTE),
        { kind: 'agentDisconnect', atMs: 0, cluster: 'main', instanceIds: ['box-7'], forMs: 1 },
      ],
    }),
  );
  expect(about(lines, 'refused')).toEqual([]);
  expect(about(lines, 'RUNNING')).toEqual(['180000 task 0 RUNNING']);
  expect(simulation.refusedActions.map(({ message }) => message)).toEqual([
    'An action changed nothing: agentDisconnect: there was no container instance box-7.',
  ]);
});

test('observers hear when ECS notices that an agent is gone, and when it is back (ecs:R-7.14)', () => {
  const heard: string[] = [];
  class Connections extends Observer {
    world!: World;
    override begin(world: World): void {
      this.world = world;
    }
    override agentConnectionChanged(at: number, instance: number): void {
      heard.push(`${at} ${this.world.instanceId(instance)} ${this.world.fleet.agentConnected[instance]}`);
    }
  }
  const scenario = scenarioWith({
    simulation: { durationMs: HOUR },
    cluster: { containerInstances: [instances(1, 1024, 1024)] },
    workloads: [],
    actions: [disconnect(MINUTE, 10 * MINUTE), disconnect(8 * MINUTE, 10 * MINUTE)],
  });
  advanceTo(createSimulation(scenario, [new Connections()]), HOUR);
  expect(heard).toEqual(['240000 box-1 0', '1080000 box-1 1']);
});
