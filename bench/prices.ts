import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { aim, ChecksumError, type Finding } from './harness.ts';

/** `bench prices`: an offer file of a million products, and what memory it takes against a tenth of them. */
export function benchPrices(quick: boolean): Finding[] {
  const count = quick ? 50_000 : 1_000_000;
  const whole = read(count, 20);
  const taken = count / 200;
  const small = read(count / 10, 20);
  const large = read(count, 200);
  if (small.taken !== taken || large.taken !== taken) throw new ChecksumError('other prices were taken');
  return [
    {
      what: `${count.toLocaleString('en-US')} products, ${mebibytes(whole.bytes)}`,
      figure: `${whole.seconds.toFixed(1)} s, ${mebibytes(whole.bytes / whole.seconds)}/s, peak ${mebibytes(whole.peak)}`,
    },
    { what: 'prices taken', figure: `${whole.taken.toLocaleString('en-US')}, rejected ${whole.rejected}` },
    aim('memory against a tenth, as many taken', large.peak / small.peak, 'at most', 1.3),
  ];
}

interface Reading {
  readonly seconds: number;
  readonly bytes: number;
  readonly peak: number;
  readonly taken: number;
  readonly rejected: number;
}

function read(count: number, every: number): Reading {
  const child = join(import.meta.dirname, 'prices-child.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', child, String(count), String(every)], {
    encoding: 'utf8',
  });
  const [seconds, bytes, peak, taken, rejected] = printed.split(' ').map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (taken + rejected !== count) throw new ChecksumError(`${taken} + ${rejected} are not ${count}`);
  return { seconds, bytes, peak, taken, rejected };
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MiB`;
}
