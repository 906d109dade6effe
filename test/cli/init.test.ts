import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, runHere } from './support.ts';

const JOBS = 't_s,duration_s,vcpu,memory_gb\n0,60,2,4\n30,60,1,2\n';

test('a scenario is written, said, and valid as the next command', async () => {
  const folder = folderWith({ 'jobs.csv': JOBS });
  const made = await runHere(folder, ['init', 'jobs.yaml', '--ec2', '--trace', 'jobs.csv']);
  expect(made).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `Wrote jobs.yaml: recorded tasks on EC2.
Columns, guessed from the header: submitted = t_s, duration = duration_s, vcpu =
vcpu, memoryGiB = memory_gb.
The largest of the first 2 tasks wants 2 vCPU and 4 GiB: instances are
m5.xlarge, which holds two of them. A task too large for it waits for ever.
Next:
  ecsim validate jobs.yaml
  ecsim run jobs.yaml
  ecsim run jobs.yaml --out out/jobs
`,
  });
  expect((await runHere(folder, ['validate', 'jobs.yaml'])).stdout).toBe('jobs.yaml: no problems.\n');
});

test('without flags and a terminal it is a service on Fargate in scenario.yaml', async () => {
  const folder = folderWith({});
  expect((await runHere(folder, ['init'])).stdout).toMatch(/^Wrote scenario\.yaml: a service on Fargate\.\n/);
  expect(readFileSync(join(folder, 'scenario.yaml'), 'utf8')).toContain('name: "scenario"');
});

test('a file that is there is never overwritten, but by force', async () => {
  const folder = folderWith({ 'mine.yaml': 'mine' });
  const refused = await runHere(folder, ['init', 'mine.yaml', '--batch']);
  expect(refused).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'mine.yaml: expected a new file, received one that is there; --force replaces it.\n',
  });
  expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe('mine');
  expect((await runHere(folder, ['init', 'mine.yaml', '--batch', '--force'])).exitCode).toBe(0);
  expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toContain('family: job');
});

test('the name of a folder is refused, by force too; - is standard output', async () => {
  const folder = folderWith({});
  for (const force of [[], ['--force']])
    expect(await runHere(folder, ['init', '.', ...force])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: '.: expected the name of a new file, received that of a folder.\n',
    });
  const printed = await runHere(folder, ['init', '-', '--batch']);
  expect(printed).toMatchObject({ exitCode: 0, stderr: '' });
  expect(printed.stdout).toMatch(/^# A scenario of ecsim\..*\nname: "scenario"\n/);
  expect(readdirSync(folder)).toEqual([]);
});

test('a trace elsewhere: its name is seen from the scenario, and the commands allow its folder', async () => {
  const folder = folderWith({ 'jobs.csv': JOBS });
  mkdirSync(join(folder, 'mine'));
  const made = await runHere(folder, ['init', 'mine/jobs.yaml', '--trace', 'jobs.csv']);
  expect(made.stdout).toContain('  ecsim validate mine/jobs.yaml --allow .\n');
  expect(readFileSync(join(folder, 'mine/jobs.yaml'), 'utf8')).toContain('file: "../jobs.csv"');
  expect((await runHere(folder, ['validate', 'mine/jobs.yaml', '--allow', '.'])).exitCode).toBe(0);
});

test.each([
  [['--ec2', '--fargate'], /fargate and ec2 are mutually exclusive/],
  [['--trace', 'none.csv'], /^none\.csv: expected a file that can be read, received /],
  [['--trace', 'odd.csv'], /^odd\.csv:1: expected columns named like .*, received "a", "b"\.\n$/],
])('%j', async (flags, message) => {
  const folder = folderWith({ 'odd.csv': 'a,b\n1,2\n' });
  const refused = await runHere(folder, ['init', 'x.yaml', ...flags]);
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
  expect(refused.stderr).toMatch(message);
});
