import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Comparison } from '../../../src/experiment/compare/comparison.ts';
import { comparisonText } from '../../../src/reporters/text/comparison.ts';
import { runHere } from '../../cli/run-here.ts';

/** A comparison whose report is expected to stay as it is, because of what it finds. */
export interface GoldenComparison {
  readonly name: string;
  /** What it asks, in a few words. */
  readonly asks: string;
  /** What it finds, in a sentence or two; the README has it, too. */
  readonly finding: string;
  /** USD an hour by list prices of an instance and of the tasks on Fargate that fill it: EC2 is cheaper above the ratio of the two. */
  readonly byHand?: { readonly instance: number; readonly fargate: number };
  /** What `ecsim compare` takes, from the root of the repository. */
  readonly args: readonly string[];
  /** What it takes at full size, which is minutes: `npm run study`. */
  readonly full?: readonly string[];
}

const ROOT = resolve(import.meta.dirname, '../../..');

/** The folder of what the comparisons are expected to say. */
export const EXPECTED_COMPARISONS: string = join(import.meta.dirname, 'expected');

/** The file of what a comparison is expected to say. */
export function expectedFile({ name }: GoldenComparison): string {
  return join(EXPECTED_COMPARISONS, `${name}.txt`);
}

/** What a comparison comes to: its command, the report in eighty columns, and a digest of all the figures behind it. */
export async function runGoldenComparison(
  golden: GoldenComparison,
): Promise<{ readonly comparison: Comparison; readonly report: string }> {
  const always = ['--workers', '1', '--quiet', '--format', 'json'];
  const { exitCode, stdout, stderr } = await runHere(ROOT, ['compare', ...golden.args, ...always]);
  if (exitCode !== 0) throw new Error(`${golden.name} ended with ${exitCode}: ${stderr}`);
  const comparison = JSON.parse(stdout) as Comparison;
  const digest = createHash('sha256').update(stdout).digest('hex').slice(0, 16);
  const text = comparisonText(comparison, { width: 80 });
  return { comparison, report: `${commandOf(golden.args)}\n\n${text}\ncomparison.json ${digest}\n` };
}

/** The command as a shell takes it. */
export function commandOf(args: readonly string[]): string {
  return `ecsim compare ${args.map(quoted).join(' ')}`;
}

function quoted(arg: string): string {
  return /^[\w./=,:[\]-]+$/.test(arg) ? arg : `'${arg}'`;
}
