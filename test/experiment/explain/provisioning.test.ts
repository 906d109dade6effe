import { expect, test } from 'vitest';
import type { Decision, Refused } from '../../../src/experiment/explain/decision.ts';
import type { TaskStory } from '../../../src/experiment/explain/explanation.ts';
import { DecisionsAt } from '../../../src/experiment/explain/listeners/decisions-at.ts';
import { FailedPlacements } from '../../../src/experiment/explain/listeners/failed-placements.ts';
import { TaskStoryTeller } from '../../../src/experiment/explain/listeners/task-story.ts';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { burstAtTen, groupScenario, sized } from '../../support/groups.ts';

const FACTS = { scenario: { name: 'groups', digest: '' }, seed: '1' };

/** Three that fit, one that no m5.large can hold, and two for another architecture; so many can wait at once. */
const starving = (mostTasks: number): Promise<Scenario> =>
  groupScenario({
    others: {
      taskDefinitions: [
        sized('job', 1024, 2048),
        sized('big', 4096, 2048),
        { ...sized('arm', 1024, 2048), runtimePlatform: { cpuArchitecture: 'ARM64' } },
      ],
      workloads: [
        burstAtTen('job', 3, '30m'),
        burstAtTen('big', 1, '30m'),
        burstAtTen('arm', 2, '30m', { onFailure: 'giveUp' }),
      ],
      timings: {
        'ec2.instanceToActive': '1m',
        'provisioning.leastWait': '15m',
        'provisioning.mostWait': '15m',
        'provisioning.mostTasks': mostTasks,
      },
    },
  });

function story(scenario: Scenario, task: string): TaskStory {
  const teller = new TaskStoryTeller(task);
  advanceTo(createSimulation(scenario, [teller]), 1e12);
  return teller.found!;
}

const refused = (decision: Decision | null): Refused => decision!.result as Refused;

test('a task that starves in PROVISIONING is looked at once more: what came cannot take it, and nothing will', async () => {
  const found = story(await starving(500), 'arm-1');
  expect(found).toMatchObject({
    end: 'timedOut',
    waitedSeconds: 900,
    provisioningAt: found.requestedAt,
    refusals: 2,
  });
  expect(refused(found.firstRefusal)).toMatchObject({
    reason: 'EMPTY CAPACITY PROVIDER',
    provisioning: { state: 'accepted', tasks: 4, group: 'g' },
  });
  expect(refused(found.lastRefusal)).toMatchObject({
    reason: 'ATTRIBUTE',
    provisioning: {
      state: 'timedOut',
      launches: [{ instanceType: 'm5.large', unmet: 'ATTRIBUTE' }],
    },
  });
  const large = story(await starving(500), 'big-1');
  expect(refused(large.lastRefusal)).toMatchObject({
    reason: 'RESOURCE:CPU',
    provisioning: { launches: [{ unmet: 'RESOURCE:CPU' }] },
  });
  expect(explanationText({ question: 'task', ...FACTS, ...large })).toContain(
    'Nothing that Auto Scaling group g launches can ever take it: m5.large, even when\nempty, is refused for RESOURCE:CPU.\n',
  );
});

test('who waits behind another in PROVISIONING is told so, for a reason of its own time', async () => {
  const found = story(await starving(500), 'job-2');
  expect(found).toMatchObject({ end: 'placed', refusals: 1 });
  expect(refused(found.firstRefusal)).toMatchObject({
    behind: { task: 'job-1', order: 'like' },
    provisioning: { state: 'accepted', tasks: 1, launches: [{ unmet: null }] },
  });
  const text = explanationText({ question: 'task', ...FACTS, ...found });
  expect(text).toContain('UTC; accepted in PROVISIONING, and tried in vain\nonce.');
  expect(text).toContain('A new instance of Auto Scaling group g (m5.large) would take it.');
  expect(text).not.toContain('Refused');
});

test('a full PROVISIONING is what RunTask says, beside why no instance takes the task (ecs:R-5.9)', async () => {
  const scenario = await starving(4);
  const failed = new FailedPlacements();
  advanceTo(createSimulation(scenario, [failed]), 1e12);
  const { tasks, timedOut, kinds } = failed.found;
  expect({ tasks, timedOut }).toEqual({ tasks: 2, timedOut: 1 });
  expect(kinds.map(({ kind, failure, reason, tasks: count }) => [kind, failure, reason, count])).toEqual([
    ['arm', 'refused', 'ClientException: too many tasks in PROVISIONING', 2],
    ['big', 'timedOut', 'RESOURCE:CPU', 1],
  ]);
  expect(refused(kinds[0]!.first)).toMatchObject({
    reason: 'ClientException: too many tasks in PROVISIONING',
    provisioning: { state: 'full', tasks: 4, lacks: 'EMPTY CAPACITY PROVIDER' },
  });
  expect(explanationText({ question: 'failed', ...FACTS, ...failed.found })).toContain(
    '2 tasks refused when requested; 1 failed to start after its time in\nPROVISIONING',
  );
  expect(story(scenario, 'arm-1')).toMatchObject({ end: 'givenUp', waitedSeconds: 0, provisioningAt: null });
});

test('at the moment of a burst those are listed, too, that were accepted without a try', async () => {
  const listener = new DecisionsAt(10 * 60_000);
  advanceTo(createSimulation(await starving(500), [listener]), 1e12);
  expect(listener.decisions.map(({ task }) => task)).toEqual([
    'job-1',
    'job-2',
    'job-3',
    'big-1',
    'arm-1',
    'arm-2',
  ]);
});
