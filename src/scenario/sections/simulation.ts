import * as z from 'zod';
import { formatInstant } from '../../units/calendar.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Findings } from '../findings.ts';
import type { Path } from '../reading/problem.ts';
import type { Scenario } from '../scenario.ts';
import { choice, duration, instant, type Moment } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

/** A Monday, so that schedules and weeks read well; never the clock. */
const DEFAULT_START = '2026-03-02T00:00:00Z';
/** Rows of a timeline are held in memory. */
const MOST_TIMELINE_STEPS = 100_000;

export const simulationSchema = mapping({
  start: instant()
    .prefault(DEFAULT_START)
    .describe('First instant of the run, ISO 8601. A date matters: cron, time zones, month ends.'),
  duration: duration(1)
    .optional()
    .describe(
      'How long the run is. Without it, it ends when its workloads have and the last task has stopped.',
    ),
  warmUp: duration()
    .prefault('0s')
    .describe('This first part is simulated, but left out of every statistic, bill and assertion.'),
  seed: z
    .union([z.string().min(1), z.number()], 'a number or text')
    .transform(String)
    .prefault(1)
    .describe('All that is random follows from it.'),
  resolution: duration(1).prefault('1ms').describe('Times are rounded to the nearest multiple.'),
  timelineStep: duration(1000)
    .optional()
    .describe(
      'Time between two rows of the timeline. Default: the smallest of 1m, 5m, 15m, 1h, 6h, 1d that gives at most 3,000.',
    ),
  placementTie: choice(['first', 'random'])
    .prefault('first')
    .describe('Which of equally good container instances is taken: the one registered first, or any.'),
});

export type SimulationSection = z.output<typeof simulationSchema>;

/** The section with what the command line says about it, `untilMs` from the start. */
export function resolveSimulation(
  section: SimulationSection,
  options: { readonly seed?: string | undefined; readonly untilMs?: number | undefined },
  findings: Findings,
): Scenario['simulation'] {
  const { start: startMs, warmUp: warmUpMs, resolution: resolutionMs } = section;
  const given = section.duration ?? null;
  const durationMs =
    options.untilMs === undefined ? given : Math.min(options.untilMs, given ?? Number.POSITIVE_INFINITY);
  const end = durationMs === given ? 'the duration' : 'what --until leaves';
  if (durationMs !== null && warmUpMs >= durationMs)
    findings.add(
      ['simulation', 'warmUp'],
      `less than ${end}, ${formatDuration(durationMs)}`,
      formatDuration(warmUpMs),
    );
  const timelineStepMs = section.timelineStep ?? null;
  if (durationMs !== null && timelineStepMs !== null && durationMs / timelineStepMs > MOST_TIMELINE_STEPS)
    findings.add(
      ['simulation', 'timelineStep'],
      `a step of at least ${formatDuration(Math.ceil(durationMs / MOST_TIMELINE_STEPS))}, so that there are at most ${MOST_TIMELINE_STEPS} rows`,
      formatDuration(timelineStepMs),
    );
  const { placementTie } = section;
  return {
    startMs,
    durationMs,
    warmUpMs,
    seed: options.seed ?? section.seed,
    resolutionMs,
    timelineStepMs,
    placementTie,
  };
}

/** Milliseconds from the start to a moment of the run; one before the start is a problem and becomes 0. */
export function fromStart(moment: Moment, startMs: number, path: Path, findings: Findings): number {
  if ('fromStartMs' in moment) return moment.fromStartMs;
  if (moment.epochMs >= startMs || findings.isBroken(['simulation', 'start']))
    return Math.max(0, moment.epochMs - startMs);
  findings.add(
    path,
    `an instant from ${formatInstant(startMs)} on, the start`,
    formatInstant(moment.epochMs),
  );
  return 0;
}

/** A moment at or after the end of the run as the scenario states it would change nothing. */
export function checkBeforeEnd(
  atMs: number,
  statedDurationMs: number | null,
  path: Path,
  findings: Findings,
): void {
  if (statedDurationMs === null || atMs < statedDurationMs) return;
  findings.add(
    path,
    `a moment before the end of the run, ${fromTheStart(statedDurationMs)}`,
    fromTheStart(atMs),
  );
}

/** Milliseconds as a moment of the run, in words. */
export function fromTheStart(ms: number): string {
  return `${formatDuration(ms)} from the start`;
}
