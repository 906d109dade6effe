import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

test('is 1 everywhere when nothing is said', async () => {
  expect((await load(small())).speed).toEqual({});
});

test('takes instance families, architectures and Fargate', async () => {
  const speed = { m7g: 1.15, 'c7i-flex': 0.9, arm64: 1.05, x86_64: 1, fargate: 0.8 };
  expect((await load(small({ speed }))).speed).toEqual(speed);
});

test.each([
  [
    { m7gg: 1 },
    'speed.m7gg: expected an instance family of the catalogue such as m7g, or arm64, x86_64, fargate, received "m7gg". Did you mean m7g?',
  ],
  [
    { 'm7g.large': 1 },
    'speed["m7g.large"]: expected an instance family of the catalogue such as m7g, or arm64, x86_64, fargate, received "m7g.large". Did you mean m7g?',
  ],
  [
    { FARGATE: 1 },
    'speed.FARGATE: expected an instance family of the catalogue such as m7g, or arm64, x86_64, fargate, received "FARGATE". Did you mean fargate?',
  ],
  [{ m7g: 0 }, 'speed.m7g: expected a number above 0, received 0.'],
  [1.2, 'speed: expected a mapping of instance families, arm64, x86_64 or fargate to numbers, received 1.2.'],
])('%j is refused', async (speed, complaint) => {
  expect(await complaintsOf(small({ speed }))).toEqual([complaint]);
});
