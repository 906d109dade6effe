import { expect, test } from 'vitest';
import { complaintsOf, load, problemsOf, small, smallWorkload } from '../../support/load.ts';

const durationOf = async (stated: unknown, options = {}) => {
  const { uncertain, workloads, digest } = await load(smallWorkload({ duration: stated }), options);
  const { source } = workloads[0]!;
  if (source.kind !== 'arrivals' || source.duration.kind !== 'constant') throw new Error('no duration');
  return { ms: source.duration.value, uncertain, digest };
};

test('what was drawn is what is run, and the scenario tells it', async () => {
  const { ms, uncertain } = await durationOf({ between: ['1m', '3m'] }, { seed: '4' });
  expect(ms).toBe(Math.round(uncertain[0]!.value * 1000));
  expect(uncertain[0]).toMatchObject({ path: 'workloads[0].duration', low: 72, median: 120, high: 168 });
});

test('replications draw their own; the scenario and its digest stay the same', async () => {
  const one = await durationOf({ between: ['1m', '3m'] }, { seed: '1' });
  const two = await durationOf({ between: ['1m', '3m'] }, { seed: '2' });
  expect(one.ms).not.toBe(two.ms);
  expect(one.digest).toBe(two.digest);
  expect(await durationOf({ between: ['1m', '3m'] }, { seed: '2' })).toEqual(two);
  expect((await durationOf({ between: ['1m', '4m'] }, { seed: '2' })).digest).not.toBe(two.digest);
});

test('a setting in its place makes it certain, one with a form makes a number uncertain', async () => {
  const set = await durationOf({ between: ['1m', '3m'] }, { settings: ['workloads[0].duration=40s'] });
  expect([set.ms, set.uncertain]).toEqual([40_000, []]);
  const drawn = await durationOf('5s', { settings: ['workloads[0].duration={between: [1s, 2s]}'] });
  expect(drawn.uncertain).toHaveLength(1);
  expect(drawn.ms).toBeLessThanOrEqual(2000);
});

test('an uncertain parameter of what is random for each task', async () => {
  const text = smallWorkload({ duration: { exponential: { mean: { between: ['1m', '3m'] } } } });
  const { uncertain } = await load(text);
  expect(uncertain.map(({ path }) => path)).toEqual(['workloads[0].duration.exponential.mean']);
});

test('a problem has its place in the text', async () => {
  expect(await problemsOf('speed:\n  m5: { between: [2, 1] }\nsimulation: { duration: 1h }\n')).toEqual([
    's.yaml:2:22: speed.m5.between[1]: expected an end that is not below the first, 2, received 1.',
  ]);
});

const speed = (stated: unknown) => small({ speed: { m5: stated } });

test.each([
  [
    'one end',
    speed({ between: [1] }),
    'speed.m5.between: expected a list of two ends, [a, b], received a list of 1.',
  ],
  [
    'no number',
    speed({ between: [1, 'x'] }),
    'speed.m5.between[1]: expected a number above 0, received "x".',
  ],
  [
    'a wrong unit',
    speed({ between: [1, '2s'] }),
    'speed.m5.between[1]: expected a number above 0, received "2s".',
  ],
  [
    'out of range',
    speed({ between: [-1, 2] }),
    'speed.m5.between[0]: expected a number above 0, received -1.',
  ],
  [
    'an unknown distribution',
    speed({ uncertain: { lognormol: { mean: 1, p95: 2 } } }),
    'speed.m5.uncertain.lognormol: expected a known key, received an unknown one. Did you mean `lognormal`?',
  ],
  [
    'impossible parameters',
    speed({ uncertain: { lognormal: { mean: 1, p95: 9 } } }),
    'speed.m5.uncertain.lognormal.p95: expected a number from the mean to 3.868 times the mean, received 9. No lognormal reaches beyond.',
  ],
  [
    'a key too many',
    speed({ between: [1, 2], scale: 3 }),
    'speed.m5: expected a number above 0, received a mapping with the keys between, scale.',
  ],
  [
    'a text',
    small({ name: { between: [1, 2] } }),
    'name: expected a name of up to 255 characters, received a mapping with the key between.',
  ],
  [
    'the seed',
    small({ simulation: { seed: { between: [1, 2] } } }),
    'simulation.seed: expected a number or text, received a mapping with the key between.',
  ],
  [
    'a draw that AWS refuses',
    small({
      services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: { between: [0.4, 0.4] } }],
    }),
    null,
  ],
] as const)('%s', async (_, text, complaint) => {
  const complaints = await complaintsOf(text);
  if (complaint === null) expect(complaints.filter((line) => line.includes('desiredCount'))).toEqual([]);
  else expect(complaints).toEqual([complaint]);
});

test('a tail beyond what can stand there is a problem by its percentiles, whatever the seed', async () => {
  const share = small({
    failures: [{ family: 'job', rate: { uncertain: { exponential: { mean: 0.9 } } }, exitCode: 1 }],
  });
  expect(await complaintsOf(share, { seed: '3' })).toEqual([
    'failures[0].rate.uncertain: expected a number from 0 to 1, received 2.07232658369, its 90th percentile. `between` never leaves its two ends.',
  ]);
});

test('what is wrong with a drawn number says that it was drawn', async () => {
  const text = small({ simulation: { duration: { between: ['1h', '2h'] }, warmUp: '3h' } });
  const [complaint] = await complaintsOf(text);
  expect(complaint).toMatch(/^simulation\.warmUp: expected less than the duration, 1 h/);
  const sized = small({
    taskDefinitions: [
      {
        family: 'job',
        cpu: { between: [300, 310] },
        memory: 1024,
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        containerDefinitions: [{ name: 'job', image: 'job', essential: true }],
      },
    ],
  });
  expect((await complaintsOf(sized))[0]).toMatch(/This was drawn with the seed 1\.$/);
});
