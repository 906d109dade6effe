export const FIRST_YEAR = 1970;
/** AWS's cron ends here, and so does every search. */
export const LAST_YEAR = 2199;

/** What a cron field may hold. */
export interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names for the values from `min` on. */
  readonly names: readonly string[];
}

const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const WEEKDAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
export const SECONDS: Field = { name: 'seconds', min: 0, max: 59, names: [] };
export const MINUTES: Field = { name: 'minutes', min: 0, max: 59, names: [] };
export const HOURS: Field = { name: 'hours', min: 0, max: 23, names: [] };
export const DAYS_OF_MONTH: Field = { name: 'day-of-month', min: 1, max: 31, names: [] };
export const MONTHS: Field = { name: 'month', min: 1, max: 12, names: MONTH_NAMES };
export const DAYS_OF_WEEK: Field = { name: 'day-of-week', min: 1, max: 7, names: WEEKDAY_NAMES };
export const YEARS: Field = { name: 'year', min: FIRST_YEAR, max: LAST_YEAR, names: [] };

/**
 * A list of values, ranges and steps as a sorted set, or what was expected. A range that runs down (`FRI-MON`, `22-2`)
 * goes round the end, except for years.
 */
export function parseSet(text: string, field: Field): number[] | string {
  const found = new Set<number>();
  for (const item of text.split(',')) {
    const [, fromText, toText, stepText] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,4}))?$/.exec(item) ?? [];
    const step = stepText === undefined ? 1 : Number(stepText);
    if (fromText === undefined || step < 1 || (fromText === '*' && toText !== undefined)) {
      return expectedOf(field, item);
    }
    const from = fromText === '*' ? field.min : parseValue(fromText, field);
    const isSingle = toText === undefined && stepText === undefined && fromText !== '*';
    const to = toText !== undefined ? parseValue(toText, field) : isSingle ? from : field.max;
    if (from === null || to === null || (from > to && field === YEARS)) return expectedOf(field, item);
    const span = field.max - field.min + 1;
    const last = from <= to ? to : to + span;
    for (let value = from; value <= last; value += step) found.add(value > field.max ? value - span : value);
  }
  return [...found].sort((a, b) => a - b);
}

/** One value, by its number or its name; `null`: the field has no such. */
export function parseValue(text: string, field: Field): number | null {
  const named = field.names.indexOf(text);
  if (named >= 0) return field.min + named;
  if (!/^\d{1,4}$/.test(text)) return null;
  const value = Number(text);
  return value >= field.min && value <= field.max ? value : null;
}

/** What a field may have. */
export function expectedOf(field: Field, item: string): string {
  const names = field.names.length === 0 ? '' : ` or ${field.names[0]}-${field.names.at(-1)}`;
  return `expected ${field.name} of ${field.min}-${field.max}${names}, not "${item}"`;
}
