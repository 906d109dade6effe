import { inputValue } from '../../text/uncertain-table.ts';

/** A value of a setting for people: `1 min 30 s`, `29.5`. */
export function sayInput({ unit }: { readonly unit?: 's' }, value: number): string {
  return inputValue({ isDuration: unit === 's' }, value);
}
