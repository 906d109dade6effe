import type { BaseScenarioName } from './base-scenarios.ts';

/** That a key does something: after the change of its value a run of the scenario comes out otherwise. */
export interface Effect {
  readonly scenario: BaseScenarioName;
  /** A setting of exactly the key. */
  readonly change: string;
  /** Settings that make the scenario one in which the key matters. */
  readonly before: readonly string[];
  /** Settings without which the change would not be valid. */
  readonly along: readonly string[];
  /** With the change there is no outcome at all, and this is what is said. */
  readonly refusal: RegExp | null;
}

/** A row of the table: the change alone, or with what it needs. */
export type Row = string | (Pick<Effect, 'change'> & Partial<Omit<Effect, 'scenario'>>);

/** Rows in one of the base scenarios. */
export function inScenario(scenario: BaseScenarioName, rows: readonly Row[]): Effect[] {
  return rows.map((row) => ({
    scenario,
    before: [],
    along: [],
    refusal: null,
    ...(typeof row === 'string' ? { change: row } : row),
  }));
}

/** Changes of a scenario in which something else is set before. */
export function given(before: string, ...changes: readonly string[]): Row[] {
  return changes.map((change) => ({ change, before: [before] }));
}

/** The same rows in a scenario in which these are set before. */
export function after(settings: readonly string[], rows: readonly Row[]): Row[] {
  return rows.map((row) => {
    const { before = [], ...others } = typeof row === 'string' ? { change: row } : row;
    return { ...others, before: [...settings, ...before] };
  });
}

/** Every way to state these delays. */
export function delays(...names: readonly string[]): Row[] {
  return names.flatMap((name) => {
    const delay = `timings["${name}"]`;
    const stated = (parts: string, ...changes: readonly string[]) =>
      given(`${delay}={lognormal: {${parts}}}`, ...changes.map((change) => `${delay}.lognormal.${change}`));
    return [
      `${delay}=9s`,
      ...stated('mean: 5s, p95: 9s', 'mean=4s', 'p95=12s'),
      ...stated('median: 5s, sigma: 0.5', 'median=4s'),
      ...stated('mu: 1, sigma: 0.5', 'mu=2', 'sigma=0.3'),
    ];
  });
}

/** What makes an image pull last. */
export function pulls(name: string): Row[] {
  return ['base=9s', 'megabytesPerSecond=5', 'sigma=0.5'].map((change) => `timings["${name}"].${change}`);
}

/** The key that a setting is of, as a pattern: `clusters[0].clusterName=main` sets `clusters[].clusterName`. */
export function keyOf(setting: string): string {
  const [path = ''] = setting.split('=');
  return path.replace(/\[\d+\]/g, '[]');
}

/** Whether a pattern of modelled keys, in which `*` is any name, holds for a key. */
export function isKey(pattern: string, key: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]"$]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^.[\\]]+')}$`).test(key);
}
