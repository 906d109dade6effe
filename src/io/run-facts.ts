import { availableParallelism } from 'node:os';
import { version } from './version.ts';

/** run.json: what a run took and what it ran on. It is no part of the result and differs from run to run. */
export interface RunFacts {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMemoryMib: number;
  readonly events: number;
  /** `tz` and `cldr` are the editions of the calendar data. */
  readonly versions: Readonly<Record<'ecsim' | 'node' | 'v8' | 'icu' | 'unicode' | 'cldr' | 'tz', string>>;
  readonly platform: string;
  readonly processors: number;
}

/** What this process has taken so far; `wallSeconds` is measured by the caller. */
export function runFacts(wallSeconds: number, events: number): RunFacts {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const { node, v8, icu = '', unicode = '', cldr = '', tz = '' } = process.versions;
  return {
    wallSeconds: Math.round(wallSeconds * 1000) / 1000,
    cpuSeconds: Math.round((userCPUTime + systemCPUTime) / 1000) / 1000,
    peakMemoryMib: Math.round(maxRSS / 1024),
    events,
    versions: { ecsim: version(), node, v8, icu, unicode, cldr, tz },
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
  };
}
