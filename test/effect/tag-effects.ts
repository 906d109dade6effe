import { after, type Effect, inScenario } from './effect.ts';

const TAG = (owner: string) => `${owner}.tags=[{key: team, value: shop}]`;

/** Rows about whose money is summed by tags. */
export const TAG_EFFECTS: readonly Effect[] = [
  ...inScenario('fleet', [
    ...after([TAG('workloads[0]')], ['workloads[0].tags[0].key=unit', 'workloads[0].tags[0].value=lab']),
    ...after(
      [TAG('taskDefinitions[0]'), 'workloads[0].propagateTags=TASK_DEFINITION'],
      [
        'workloads[0].propagateTags=NONE',
        'taskDefinitions[0].tags[0].key=unit',
        'taskDefinitions[0].tags[0].value=lab',
      ],
    ),
  ]),
  ...inScenario(
    'services',
    after(
      [TAG('services[0]'), 'services[0].propagateTags=SERVICE'],
      ['services[0].propagateTags=NONE', 'services[0].tags[0].key=unit', 'services[0].tags[0].value=lab'],
    ),
  ),
];
