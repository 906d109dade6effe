import type { Findings } from './findings.ts';
import { describeValue, nearestName, type Path } from './reading/problem.ts';

/** The resources of one kind by name. A resource that is wrong in itself counts as known, so that nothing more is said of it. */
export class Names<T> {
  private readonly kind: string;
  private readonly found = new Map<string, T | null>();
  /** Whether there are some whose names could not be read. */
  isIncomplete = false;

  /** `kind`: `a cluster`. */
  constructor(kind: string) {
    this.kind = kind;
  }

  /** Two of one name are a problem. */
  add(name: string, resource: T, path: Path, findings: Findings): void {
    if (this.found.has(name))
      findings.add(path, `a name that no other has`, `${describeValue(name)} once more`);
    else this.found.set(name, resource);
  }

  /** One that is wrong; `null` when not even its name could be read: then any reference may be to it. */
  addBroken(name: string | null): void {
    if (name === null) this.isIncomplete = true;
    else if (!this.found.has(name)) this.found.set(name, null);
  }

  /** The same names with other resources; `null` for one that turns out to be wrong. */
  map<U>(change: (resource: T) => U | null): Names<U> {
    const changed = new Names<U>(this.kind);
    changed.isIncomplete = this.isIncomplete;
    for (const [name, resource] of this.found)
      changed.found.set(name, resource === null ? null : change(resource));
    return changed;
  }

  /** All that are right in themselves, in the order of the file. */
  all(): T[] {
    return [...this.found.values()].filter((resource) => resource !== null);
  }

  names(): string[] {
    return [...this.found.keys()];
  }

  has(name: string): boolean {
    return this.found.has(name);
  }

  /** The resource of a name or ARN; `null`, and a problem unless it is known to be wrong, when there is none. */
  resolve(reference: string, path: Path, findings: Findings): T | null {
    const name = nameOf(reference);
    const resource = this.found.get(name);
    if (resource !== undefined) return resource;
    if (this.isIncomplete) return null;
    findings.addOnce(
      `${this.kind} ${name}`,
      path,
      `${this.kind} of this scenario${listNames(this.names())}`,
      describeValue(reference),
      () => (this.found.size === 0 ? 'There is none.' : didYouMean(name, this.names())),
    );
    return null;
  }
}

/** What an ARN names, without cluster or account: `arn:aws:ecs:us-east-1:123456789012:cluster/main` is `main`. */
export function nameOf(reference: string): string {
  if (!/^arn:/i.test(reference)) return reference.trim();
  return reference.slice(reference.lastIndexOf('/') + 1);
}

/** The known names, for the end of "expected"; none when there are none. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length === 0
    ? ''
    : ` (${shown}${names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''})`;
}

const MOST_NAMES = 8;
/** Comparing with more names takes longer than the hint is worth. */
const MOST_COMPARED = 1000;

/** A hint at the nearest name, if one is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const nearest = nearestName(name, known.slice(0, MOST_COMPARED));
  return nearest === null ? undefined : `Did you mean ${nearest}?`;
}

/** The text under `key` in entry `i` of a list that was not decoded. */
export function nameIn(list: unknown, i: number, key: string): string | null {
  const entry = Array.isArray(list) ? (list[i] as unknown) : null;
  const name = typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[key] : null;
  return typeof name === 'string' ? name : null;
}
