import { expect, test } from 'vitest';
import { FIRST_SCENARIO, folderWith, runHere } from './support.ts';

test('the headroom of a scenario at its busiest moment, and the same as JSON at a moment of its own', async () => {
  const folder = folderWith({ 'first.yaml': FIRST_SCENARIO });
  const text = await runHere(folder, ['headroom', 'first.yaml']);
  expect(text).toMatchObject({ exitCode: 0, stderr: '' });
  expect(text.stdout).toMatch(
    /^first: headroom at 2026-03-02 0\d:\d\d UTC, when its instances were fullest\n/,
  );
  const json = await runHere(folder, ['headroom', 'first.yaml', '--at', '1h', '--format', 'json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    at: '2026-03-02T01:00:00.000Z',
    atSeconds: 3600,
    moment: 'asked',
    now: { instances: 2 },
    kinds: [{ name: 'report', size: { cpu: 512, memory: 1024, gpu: 0 } }],
    whatIfs: [
      { lost: { what: 'nothing' } },
      { lost: { what: 'zone', availabilityZone: 'us-east-1a' } },
      { lost: { what: 'zone', availabilityZone: 'us-east-1b' } },
      { lost: { what: 'instance' } },
    ],
  });
});

test('a moment that the run does not have', async () => {
  const folder = folderWith({
    'first.yaml': FIRST_SCENARIO,
    'short.yaml': FIRST_SCENARIO.replace('duration: 2h, ', '').replace(
      'poisson: { perMinute: 2 }',
      'every: 1m, limit: 3',
    ),
  });
  const late = await runHere(folder, ['headroom', 'first.yaml', '--at', '3h']);
  expect(late).toMatchObject({ exitCode: 2, stdout: '' });
  expect(late.stderr).toBe('--at: expected a moment up to 2026-03-02T02:00:00.000Z, the end, received 3h.\n');
  const over = await runHere(folder, ['headroom', 'short.yaml', '--at', '3h']);
  expect(over).toMatchObject({ exitCode: 2, stdout: '' });
  expect(over.stderr).toMatch(
    /^--at: expected a moment up to 2026-03-02T00:.*, the end of the run, received 3h\.\n$/,
  );
});
