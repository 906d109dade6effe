import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { TASK_STATUS_NAMES, type TaskStatus } from '../../src/model/task-status.ts';
import type { Scenario, ServiceSpec, TargetGroupSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { container, DEFAULT_TIMINGS, instances, life, ROUTING, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const GROUP: TargetGroupSpec = {
  name: 'web',
  arn: 'arn:web',
  healthCheck: { intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 2 },
  deregistrationDelayMs: 300_000,
  routing: ROUTING,
};
const BEHIND_WEB = { targetGroup: 0, containerName: 'main', containerPort: 80 };

interface Parts {
  readonly service?: Partial<ServiceSpec>;
  readonly actions?: Scenario['actions'];
  readonly failures?: Scenario['failures'];
  readonly containers?: Scenario['taskDefinitions'][number]['containers'];
  readonly timings?: Scenario['timings'];
  readonly seed?: string;
  readonly boxes?: number;
}

/** A service `web` of one task, behind one target group unless the parts say otherwise. */
function run(parts: Parts, until = HOUR) {
  const { service, actions, failures, containers, timings, seed = '1', boxes = 4 } = parts;
  const scenario = scenarioWith({
    simulation: { durationMs: until, seed },
    cluster: { containerInstances: [instances(boxes, 4096, 4096)] },
    definition: { containers: containers ?? [container()] },
    workloads: [],
    targetGroups: [GROUP, { ...GROUP, name: 'api', arn: 'arn:api', deregistrationDelayMs: 60_000 }],
    services: [{ loadBalancers: [BEHIND_WEB], ...service }],
    actions: actions ?? [],
    ...(timings === undefined ? {} : { timings }),
  });
  const log = new StatusLog();
  const simulation = createSimulation({ ...scenario, failures: failures ?? [] }, [log]);
  advanceTo(simulation, until);
  const [web] = simulation.services;
  const events = web!.events.map(({ at, message }) => `${at} ${message.replace('(service web) ', '')}`);
  return { simulation, web: web!, events, tasks: log.tasks };
}

class StatusLog extends Observer {
  readonly tasks = new Map<string, Record<string, number | string>>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskStatusChanged(at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    const id = this.world.taskId(task);
    this.tasks.set(id, { ...this.tasks.get(id), [TASK_STATUS_NAMES[to]!]: at });
  }
  override taskReleased(_at: number, task: number): void {
    const reason = this.world.reasons[this.world.tasks.stopReason[task]!]!;
    this.tasks.set(this.world.taskId(task), { ...this.tasks.get(this.world.taskId(task)), reason });
  }
}

const FORCED: Scenario['actions'] = [
  {
    kind: 'updateService',
    atMs: 600_000,
    cluster: 'main',
    service: 'web',
    desiredCount: null,
    taskDefinitionIndex: null,
    forceNewDeployment: true,
    deployment: {},
  },
];

test('a task is healthy after its first passed check, at most an interval and a second after RUNNING', () => {
  const finished = Array.from({ length: 40 }, (_, i) => {
    const { web } = run({ timings: DEFAULT_TIMINGS, seed: `${i}` });
    return web.deployments[0]!.finishedAt!;
  });
  const running = Array.from({ length: 40 }, (_, i) => {
    const { tasks } = run({ timings: DEFAULT_TIMINGS, seed: `${i}` });
    return tasks.get('job-1')!['RUNNING'] as number;
  });
  const waits = finished.map((at, i) => at - running[i]!);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...waits)).toBeLessThanOrEqual(31_000);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(20_000);
});

test('a rolling deployment deregisters the old task, waits for the delay and only then sends SIGTERM', () => {
  const { tasks, events, web } = run({ actions: FORCED });
  const { DEACTIVATING, STOPPING, STOPPED } = tasks.get('job-1') as Record<string, number>;
  expect(DEACTIVATING).toBeGreaterThanOrEqual(600_000);
  expect(DEACTIVATING).toBeLessThanOrEqual(630_000);
  expect(STOPPING).toBe(DEACTIVATING! + 300_000);
  expect(STOPPED).toBe(STOPPING);
  const [id] = web.deployments.map((deployment) => deployment.id);
  expect(events.filter((event) => Number.parseInt(event, 10) >= 600_000)).toEqual([
    '600000 has started 1 tasks: (task job-2).',
    '600000 registered 1 targets in (target-group arn:web)',
    `${DEACTIVATING} has stopped 1 running tasks: (task job-1).`,
    `${DEACTIVATING} has begun draining connections on 1 tasks.`,
    `${DEACTIVATING} deregistered 1 targets in (target-group arn:web)`,
    `${STOPPING} (deployment ${id}) deployment completed.`,
    `${STOPPING} has reached a steady state.`,
  ]);
});

test('beyond the delay ECS takes most of a minute more, by default', () => {
  const { tasks } = run({
    actions: FORCED,
    timings: DEFAULT_TIMINGS,
    service: { desiredCount: 200 },
    boxes: 100,
  });
  const takes = Array.from({ length: 200 }, (_, i) => {
    const { DEACTIVATING, STOPPING } = tasks.get(`job-${i + 1}`) as Record<string, number>;
    return STOPPING! - DEACTIVATING! - 300_000;
  }).sort((a, b) => a - b);
  expect(takes[0]).toBeGreaterThan(0);
  // Median of 45 s; of 200 it is off by a fortieth of that, as a rule.
  expect(takes[100]).toBeGreaterThan(40_000);
  expect(takes[100]).toBeLessThan(50_000);
});

test('StopTask does not wait for the deregistration delay', () => {
  const { tasks } = run({
    actions: [{ kind: 'stopTask', atMs: 600_000, cluster: 'main', task: 'job-1', reason: 'enough' }],
  });
  expect(tasks.get('job-1')).toMatchObject({ STOPPING: 600_000, reason: 'enough' });
  expect(tasks.get('job-1')).not.toHaveProperty('DEACTIVATING');
});

test('with two target groups registration is part of ACTIVATING, both must be healthy, and the longer delay counts', () => {
  const { tasks, web } = run({
    timings: { ...DEFAULT_TIMINGS, 'lb.deregistration': { kind: 'constant', value: 0 } },
    service: { loadBalancers: [BEHIND_WEB, { ...BEHIND_WEB, targetGroup: 1 }] },
    actions: FORCED,
  });
  const { ACTIVATING, RUNNING, DEACTIVATING, STOPPING } = tasks.get('job-1') as Record<string, number>;
  expect(RUNNING! - ACTIVATING!).toBe(1000);
  expect(STOPPING! - DEACTIVATING!).toBe(300_000);
  const registered = web.events.filter(({ message }) => message.includes('registered 1'));
  expect(registered[0]!.at).toBe(RUNNING);
  expect(registered[1]!.message).toContain('arn:api');
});

const FAILING: Scenario['failures'] = [
  {
    kind: 'healthCheck',
    taskDefinitionIndexes: null,
    service: null,
    share: 1,
    afterMs: 200_000,
    forMs: Number.POSITIVE_INFINITY,
  },
];

test('a target whose checks fail is replaced, and its task says why it stopped', () => {
  const { tasks, events } = run({ failures: FAILING }, 900_000);
  const first = tasks.get('job-1') as Record<string, number | string>;
  expect(first['reason']).toBe('Task failed ELB health checks in (target-group arn:web)');
  const failed = events.find((event) => event.includes('is unhealthy in'))!;
  const at = Number.parseInt(failed, 10);
  // The second failed check, the first one of which comes at most an interval after the failures begin.
  expect(at).toBeGreaterThanOrEqual(230_000);
  expect(at).toBeLessThanOrEqual(260_000);
  // Started first, stopped when the replacement is healthy.
  expect(tasks.get('job-2')!['RUNNING']).toBe(at);
  expect(first['DEACTIVATING']).toBeGreaterThanOrEqual(at);
  expect(first['DEACTIVATING']).toBeLessThanOrEqual(at + 30_000);
});

test('failed checks are ignored in the grace period', () => {
  const { tasks } = run({ failures: FAILING, service: { healthCheckGracePeriodMs: 500_000 } }, 900_000);
  expect(tasks.get('job-2')!['RUNNING']).toBe(500_000);
});

test('a container that is not ready fails its first checks', () => {
  const slow = [container({ life: life({ readyAfterMs: 40_000 }) })];
  const { web, events } = run({ containers: slow });
  const finished = web.deployments[0]!.finishedAt!;
  expect(finished).toBeGreaterThanOrEqual(40_000);
  expect(events.some((event) => event.includes('is unhealthy in'))).toBe(finished > 70_000);
});

test('with checks of containers, too, both must pass', () => {
  const healthCheck = { intervalMs: 70_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };
  const { web } = run({ containers: [container({ life: life({ healthCheck }) })] });
  expect(web.deployments[0]!.finishedAt).toBe(70_000);
});
