import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { bundleCommandLine } from '../../build.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Ended } from './run-here.ts';

export { type Ended, runHere } from './run-here.ts';

/** Starts the command line that users get, bundled before the tests of a file; a shell has the program as `$0`. */
export function commandLine(): (
  args: readonly string[],
  options: { readonly cwd: string; readonly shell?: string },
) => ChildProcess {
  let folder = '';
  let program = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ecsim-cli-'));
    program = await bundleCommandLine(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (args, { cwd, shell }) =>
    shell === undefined
      ? spawn(process.execPath, [program, ...args], { cwd })
      : spawn('bash', ['-c', shell, program, ...args], { cwd });
}

/** Waits for the end, with all that was written. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, ...texts };
}

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Ten lines that run in a moment. */
export const FIRST_SCENARIO: string = `
name: first
simulation: { duration: 2h, seed: 3 }
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large, count: 2 }] }]
taskDefinitions:
  - { family: report, containerDefinitions: [{ name: report, image: shop/report, cpu: 512, memory: 1024 }] }
workloads:
  - taskDefinition: report
    arrivals: { poisson: { perMinute: 2 } }
    duration: { lognormal: { mean: 2m, p95: 5m } }
assertions: [{ that: tasks.gaveUp, equals: 0 }]
`;
