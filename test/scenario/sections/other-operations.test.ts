import { expect, test } from 'vitest';
import { actionSchema } from '../../../src/scenario/sections/actions/actions.ts';
import { OTHER_OPERATIONS } from '../../../src/scenario/sections/actions/other-operations.ts';
import { complaintsOf, small } from '../../support/load.ts';

test('of operations that are not modelled the same is said, whatever they are', async () => {
  for (const operation of ['stopServiceDeployment', 'deleteService', 'putAttributes', 'putWarmPool'])
    expect(await complaintsOf(small({ actions: [{ at: '1m', [operation]: { cluster: 'main' } }] }))).toEqual([
      `actions[0].${operation}: expected a key that is modelled, received \`${operation}\`, which is not modelled yet.`,
    ]);
});

test('one that is modelled under a name of our own is found by AWS’s', async () => {
  const action = { at: '1m', registerContainerInstance: { name: 'm5.large' } };
  expect(await complaintsOf(small({ actions: [action] }))).toEqual([
    'actions[0].registerContainerInstance: expected a known key, received an unknown one. Did you mean `registerContainerInstances`?',
  ]);
});

test('nothing is both modelled and not', () => {
  const modelled = Object.keys(actionSchema.shape);
  expect(
    OTHER_OPERATIONS.filter((name, i) => modelled.includes(name) || OTHER_OPERATIONS.indexOf(name) < i),
  ).toEqual([]);
});
