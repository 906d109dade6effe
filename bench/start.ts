import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommandLine } from '../build.ts';
import { aim, type Finding } from './harness.ts';

/** A month in which nothing happens on one instance. */
const IDLE = `simulation: { duration: 30d }
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large }] }]
taskDefinitions: [{ family: none, containerDefinitions: [{ name: none, image: none, cpu: 1, memory: 6 }] }]
workloads: [{ taskDefinition: none, arrivals: { burst: { at: 0s, count: 1 } }, duration: 1s }]
`;

/** `bench start`: aim 11. Wall time of whole processes in turn, medians. */
export async function benchStart(quick: boolean): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ecsim-start-'));
  try {
    const program = await bundleCommandLine(join(folder, 'bin'));
    const scenario = join(folder, 'idle.yaml');
    writeFileSync(scenario, IDLE);
    const commands = [
      ['-e', '0'],
      [program, '--version'],
      [program, 'validate', scenario],
      [program, 'run', scenario],
    ];
    const [nothing, version, validate, run] = mediansOf(commands, quick ? 2 : 11) as [
      number,
      number,
      number,
      number,
    ];
    const ms = (value: number) => `${Math.round(value)} ms`;
    return [
      { what: 'node -e 0', figure: ms(nothing) },
      { what: 'ecsim --version', figure: ms(version) },
      aim('  against node -e 0', version / nothing, 'at most', 1.5),
      { what: 'ecsim validate of an idle month', figure: ms(validate) },
      { what: 'ecsim run of it', figure: ms(run) },
      aim('  against validate', run / validate, 'at most', 1.2),
      aim('  against node -e 0', run / nothing, 'at most', 3),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function mediansOf(commands: readonly (readonly string[])[], rounds: number): number[] {
  const times = commands.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++)
    for (const [i, command] of commands.entries()) {
      const from = performance.now();
      const { status } = spawnSync(process.execPath, command, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`);
      if (round > 0) times[i]!.push(performance.now() - from);
    }
  return times.map((values) => values.sort((a, b) => a - b)[values.length >> 1]!);
}
