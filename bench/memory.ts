import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { aim, type Finding } from './harness.ts';

/** `bench memory`: aim 6. Each run is a process of its own, whose peak counts. */
export function benchMemory(quick: boolean): Finding[] {
  const base = quick ? 20_000 : 1_000_000;
  const small = peakOf(base, 'no');
  const large = peakOf(base * 10, 'no');
  const live = quick ? 50_000 : 1_000_000;
  const perTask = (peakOf(live, 'yes').bytes - peakOf(1000, 'yes').bytes) / live;
  return [
    {
      what: `${base.toLocaleString('en-US')} tasks`,
      figure: `${mebibytes(small.bytes)}, digest ${small.digest}`,
    },
    {
      what: `${(base * 10).toLocaleString('en-US')} tasks`,
      figure: `${mebibytes(large.bytes)}, digest ${large.digest}`,
    },
    aim('  against a tenth of them', large.bytes / small.bytes, 'at most', 1.2),
    {
      what: `a live task, of ${live.toLocaleString('en-US')}`,
      figure: `${Math.round(perTask)} B`,
      aim: 'at most 250 B',
      met: perTask <= 250,
    },
  ];
}

function peakOf(tasks: number, allAtOnce: 'yes' | 'no'): { readonly bytes: number; readonly digest: string } {
  const child = join(import.meta.dirname, 'memory-child.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', child, String(tasks), allAtOnce], {
    encoding: 'utf8',
  });
  const [bytes, digest] = printed.split(' ') as [string, string];
  return { bytes: Number(bytes), digest };
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
