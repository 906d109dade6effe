import { expect, test } from 'vitest';
import type { Headroom, WhatIf } from '../../../src/experiment/headroom/headroom.ts';
import { headroomText } from '../../../src/reporters/text/headroom.ts';

const NOTHING: WhatIf = {
  lost: { what: 'nothing', instances: 0, tasks: 0 },
  unplaced: [],
  spare: [1234, null],
  moves: [],
};
const HEADROOM: Headroom = {
  scenario: { name: 'shop', digest: '' },
  seed: '1',
  at: '2026-03-02T09:30:00.000Z',
  atSeconds: 34_200,
  moment: 'busiest',
  now: {
    instances: 12,
    tasks: 51,
    daemonTasks: 0,
    waiting: 1,
    fargateTasks: 7,
    reserved: { cpu: 0.87, memory: 0.4, gpu: null },
  },
  idealFleet: false,
  autoScalingGroups: ['fleet'],
  kinds: [
    { name: 'web', family: 'web', size: { cpu: 512, memory: 1024, gpu: 0 } },
    { name: 'jobs', family: 'trace', size: null },
  ],
  spareLimit: 10_000,
  whatIfs: [
    NOTHING,
    {
      ...NOTHING,
      lost: { what: 'zone', availabilityZone: 'us-east-1a', instances: 4, tasks: 17 },
      unplaced: [
        { kind: 'web', reason: 'RESOURCE:CPU', tasks: 2 },
        { kind: 'jobs', reason: 'MemberOf placement constraint unsatisfied', tasks: 1 },
      ],
      spare: [0, null],
    },
    {
      ...NOTHING,
      lost: {
        what: 'instance',
        containerInstance: 'm5.large-1',
        instanceType: 'm5.large',
        cluster: 'main',
        as: ['largest', 'fullest'],
        instances: 1,
        tasks: 5,
      },
      spare: [10_000, null],
    },
  ],
};

test('what is lost, what does not fit and what more would', () => {
  expect(headroomText(HEADROOM)).toBe(`\
shop: headroom at 2026-03-02 09:30 UTC, when its instances were fullest
12 container instances in 1 Availability Zone hold 51 tasks. Reserved:
87 % of CPU, 40 % of memory. 1 task waits already.

Lost                           Instances  Tasks  Fit elsewhere  Do not fit
us-east-1a                             4     17             14           3
m5.large-1 (largest, fullest)          1      5              5           0

What does not fit, and why
  -1a: 2 of web (RESOURCE:CPU), 1 of jobs (MemberOf placement constraint
  unsatisfied)

How many more tasks of one kind alone would fit, now and after each loss
        now  -1a  -largest
web   1,234    0   10,000+
jobs      -    -         -

Lost tasks are placed again by their own rules, those first that started first;
ECS itself does not start a standalone task again. -: no task of a trace runs,
so there is no size to try. What Auto Scaling group fleet would launch in the
place of lost instances comes minutes later, and does not count. 7 tasks on
Fargate: not affected.
`);
});

test('no line is wider than asked for', () => {
  const zones = ['a', 'b', 'c', 'd', 'e', 'f'].map((zone): WhatIf => {
    const lost = {
      what: 'zone',
      availabilityZone: `us-east-1${zone}`,
      instances: 999,
      tasks: 99_999,
    } as const;
    return { ...NOTHING, lost, spare: [10_000, 10_000] };
  });
  const many = { ...HEADROOM, whatIfs: [...HEADROOM.whatIfs, ...zones] };
  for (const width of [60, 80])
    for (const line of headroomText(many, width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});

test('without container instances there is nothing to lose', () => {
  const empty = { ...HEADROOM, kinds: [], whatIfs: [NOTHING], now: { ...HEADROOM.now, instances: 0 } };
  expect(headroomText(empty)).toBe(`\
shop: headroom at 2026-03-02 09:30 UTC
No container instance is there to be lost.

7 tasks on Fargate: not affected.
`);
});
