import type { Recording } from './entrant.ts';
import type { Replicated, ReplicationOptions } from './run-replications.ts';

/** What a comparison's intervals say nothing about when its arrivals were recorded once. */
export const ONE_RECORDED_TRACE = 'no sampling uncertainty: one recorded trace';

/** What the intervals' uncertainty comes from, and what it does not come from, as sentences without their full stops. */
export function sayResampled(
  { seeds, isSeedless, isPrecise }: Replicated,
  recording: Recording,
  options: ReplicationOptions,
  uncertainInputs: readonly string[],
): string[] {
  return [
    ...saySeeds(seeds, isSeedless, recording),
    ...sayRecording(recording, seeds.length > 1 && !isSeedless),
    ...(uncertainInputs.length === 0
      ? []
      : [`inputs drawn anew by each seed: ${uncertainInputs.join(', ')}`]),
    ...(isSeedless ? [] : sayPrecision(seeds.length, isPrecise, recording, options)),
  ];
}

function saySeeds(seeds: readonly string[], isSeedless: boolean, recording: Recording): string[] {
  const names = `${seeds[0]} to ${seeds.at(-1)}`;
  if (seeds.length < 2) return [`one seed (${seeds[0]}): it does not tell how far chance moves the figures`];
  if (isSeedless)
    return [`${seeds.length} seeds (${names}) gave the same runs to the last event, so no more were made`];
  const drawn =
    recording.kind === 'none'
      ? 'arrivals and all else that is drawn'
      : 'all that is drawn beside the recorded arrivals';
  return [`${seeds.length} seeds (${names}), the same for every alternative: ${drawn}`];
}

function sayRecording(recording: Recording, seedsCount: boolean): string[] {
  switch (recording.kind) {
    case 'none':
      return [];
    case 'exact':
      return ['no sampling uncertainty seen: what happens only under few seeds would not show'];
    case 'repeated':
      return [
        ONE_RECORDED_TRACE,
        'the recording is run more than once, which makes no further days of it',
        ...sayCovered(seedsCount),
      ];
    case 'short':
      return [ONE_RECORDED_TRACE, ...sayCovered(seedsCount)];
    case 'days': {
      const { count, blockDays, hoursLeftOut } = recording.days;
      const held =
        hoursLeftOut === 0
          ? ''
          : `; ${hoursLeftOut} hours belong to no whole day and are left out, their cost held as it was`;
      return [
        `costs: ${count} whole days of the recording (UTC), drawn anew in blocks of ${blockDays} days, the same days for every alternative${held}`,
      ];
    }
  }
}

function sayCovered(seedsCount: boolean): string[] {
  return seedsCount ? ['the intervals cover what the seeds draw, and no other arrivals'] : [];
}

function sayPrecision(
  count: number,
  isPrecise: boolean,
  recording: Recording,
  { precision }: ReplicationOptions,
): string[] {
  if (precision === null) return [];
  const aim = `every difference of costs was within ${Number((precision * 100).toPrecision(6))} % of the cheaper mean${recording.kind === 'none' ? '' : ', as far as seeds move it'}`;
  return isPrecise
    ? [`replications were added until ${aim}: ${count}`]
    : [`replications were to be added until ${aim}, and ended at the ${count} that were the most`];
}
