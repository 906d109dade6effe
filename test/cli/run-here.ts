import { runProgram } from '../../src/cli/program.ts';

/** How a command ended. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, `folder` being the working folder: much quicker than a process of its own. */
export async function runHere(folder: string, args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const before = {
    folder: process.cwd(),
    exitCode: process.exitCode,
    out: process.stdout.write,
    err: process.stderr.write,
  };
  const catching = (name: 'stdout' | 'stderr') => (text: string, done?: () => void) => {
    texts[name] += text;
    done?.();
    return true;
  };
  process.chdir(folder);
  process.stdout.write = catching('stdout') as typeof process.stdout.write;
  process.stderr.write = catching('stderr') as typeof process.stderr.write;
  process.exitCode = 0;
  try {
    await runProgram(args);
    return { exitCode: Number(process.exitCode), ...texts };
  } finally {
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException'])
      process.removeAllListeners(signal);
  }
}
