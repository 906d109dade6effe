const UNITS: readonly (readonly [name: string, ms: number])[] = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];

const NUMBER = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
const COMPOUND =
  /^(?:(\d+(?:\.\d+)?|\.\d+)w)? ?(?:(\d+(?:\.\d+)?|\.\d+)d)? ?(?:(\d+(?:\.\d+)?|\.\d+)h)? ?(?:(\d+(?:\.\d+)?|\.\d+)m(?!s))? ?(?:(\d+(?:\.\d+)?|\.\d+)s)? ?(?:(\d+(?:\.\d+)?|\.\d+)ms)?$/;

/**
 * Reads a duration as integer milliseconds: a number or numeric text is seconds; `90s`, `6m`, `7d`, `500ms`, `1.5h`,
 * `1h30m` name their units, larger ones first. Above 0 is at least 1. `null` for anything else.
 */
export function parseDuration(value: unknown): number | null {
  if (typeof value === 'number') return wholeMs(value * 1000);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (NUMBER.test(text)) return wholeMs(Number(text) * 1000);
  const parts = text === '' ? null : COMPOUND.exec(text);
  if (parts === null) return null;
  let ms = 0;
  for (const [index, [, unitMs]] of UNITS.entries()) ms += Number(parts[index + 1] ?? 0) * unitMs;
  return wholeMs(ms);
}

function wholeMs(ms: number): number | null {
  if (!(ms >= 0)) return null;
  const whole = ms > 0 ? Math.max(1, Math.round(ms)) : 0;
  return Number.isSafeInteger(whole) ? whole : null;
}

/** A unit that is shown, and the next smaller one shown beside it. */
const PAIRS = [
  { large: 'd', largeMs: 86_400_000, small: 'h', smallMs: 3_600_000 },
  { large: 'h', largeMs: 3_600_000, small: 'min', smallMs: 60_000 },
  { large: 'min', largeMs: 60_000, small: 's', smallMs: 1_000 },
] as const;

/** Writes milliseconds for people, at most two units: `3 d 4 h`, `1 h 30 min`, `45 s`, `1.5 s`, `250 ms`. */
export function formatDuration(ms: number): string {
  if (ms < 0) return '-' + formatDuration(-ms);
  for (const { large, largeMs, small, smallMs } of PAIRS) {
    const smallCount = Math.round(ms / smallMs);
    if (smallCount * smallMs < largeMs) continue;
    const ratio = largeMs / smallMs;
    const whole = `${Math.floor(smallCount / ratio)} ${large}`;
    return smallCount % ratio === 0 ? whole : `${whole} ${smallCount % ratio} ${small}`;
  }
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;
}
