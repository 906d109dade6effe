import type * as z from 'zod';
import { awsMembers } from './aws-keys/aws-members.ts';
import { keyPattern } from './key-pattern.ts';
import { nearestName, type Path, type Problem } from './reading/problem.ts';
import { branches, type KeyRules, keyRules } from './shapes/mapping.ts';

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Brings a document's keys to the spelling of a schema: case is ignored, nothing else. What is left has modelled keys only; unknown keys and those that would matter become problems.
 */
export class KeyMatcher {
  readonly problems: Problem[] = [];
  /** Keys known to AWS that have no effect here, as `taskDefinitions[].tags`, with how often each occurs. */
  readonly withoutEffect: Map<string, number> = new Map();
  /** Places about which nothing more is to be said: their value stood under an unknown key, or only under one that is not modelled. */
  readonly broken: Path[] = [];
  private readonly spellings = new WeakMap<object, Mapping>();

  /** The value with its keys in the schema's spelling; what does not have the schema's form is left as it stands. */
  match(schema: z.core.$ZodType, value: unknown, path: Path = []): unknown {
    const candidates = branches(schema);
    if (Array.isArray(value)) {
      const list = candidates.find((candidate) => candidate._zod.def.type === 'array') as
        | z.core.$ZodArray
        | undefined;
      if (list === undefined) return value;
      return value.map((item, i) => this.match(list._zod.def.element, item, [...path, i]));
    }
    if (!isMapping(value)) return value;
    const mapping = candidates.find((candidate) => candidate._zod.def.type === 'object') as
      | z.core.$ZodObject
      | undefined;
    if (mapping !== undefined) return this.matchMapping(mapping, value, path);
    const record = candidates.find((candidate) => candidate._zod.def.type === 'record') as
      | z.core.$ZodRecord
      | undefined;
    if (record === undefined) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        this.match(record._zod.def.valueType, item, [...path, key]),
      ]),
    );
  }

  /** The path as the document spells it. */
  original(root: unknown, path: Path): Path {
    let value: unknown = root;
    return path.map((step) => {
      const spelling = isMapping(value) ? this.spellings.get(value)?.[step] : undefined;
      value =
        typeof value === 'object' && value !== null
          ? (value as Record<string | number, unknown>)[step]
          : undefined;
      return typeof spelling === 'string' ? spelling : step;
    });
  }

  /** `undefined` when the one thing that the mapping is about is not modelled or not known. */
  private matchMapping(schema: z.core.$ZodObject, value: Mapping, path: Path): unknown {
    const { shape } = schema._zod.def;
    const rules = keyRules(schema);
    const matched: Record<string, unknown> = {};
    const spelling: Record<string, string> = {};
    const strangers: string[] = [];
    for (const key of Object.keys(value)) {
      const name = findName(Object.keys(shape), key);
      if (name === null) strangers.push(key);
      else if (Object.hasOwn(spelling, name)) this.addTwice(path, key, name, spelling[name]!);
      else {
        spelling[name] = key;
        matched[name] = this.match(shape[name]!, value[key], [...path, name]);
        if (rules.ignored?.includes(name) === true && !isEmpty(value[key])) this.count(path, name);
      }
    }
    for (const key of strangers) {
      if (this.isOtherKind(rules, key, value[key], path)) continue;
      const guess = this.addUnknown(Object.keys(shape), rules, key, path);
      if (guess === null || Object.hasOwn(spelling, guess)) continue;
      this.broken.push([...path, guess]);
      spelling[guess] = key;
      matched[guess] = this.match(shape[guess]!, value[key], [...path, guess]);
    }
    this.spellings.set(matched, spelling);
    const isLost = (name: string) => Object.hasOwn(spelling, name) && matched[name] === undefined;
    const { forms = [] } = rules;
    const stands = forms.length === 0 || forms.some((name) => matched[name] !== undefined);
    if (stands || (strangers.length === 0 && !forms.some(isLost))) return matched;
    this.broken.push(path);
    return undefined;
  }

  /** Whether the key is known and not modelled: an error where it would matter, else of the second kind. */
  private isOtherKind(rules: KeyRules, key: string, value: unknown, path: Path): boolean {
    const name = findName(otherNames(rules), key);
    if (name === null) return false;
    const isMeant = isMapping(value) && rules.neverEmpty?.includes(name) === true;
    if (rules.aws !== undefined && isEmpty(value) && !isMeant) return true;
    if (rules.notModelled?.[name]?.(value) ?? true) this.count(path, name);
    else {
      const received = `\`${key}\`, which is not modelled yet`;
      const hint = rules.hints?.[name];
      const problem = {
        path: [...path, key],
        expected: 'a key that is modelled',
        received,
        on: 'key',
      } as const;
      this.problems.push(hint === undefined ? problem : { ...problem, hint });
    }
    return true;
  }

  /** Gives the modelled key that was probably meant. */
  private addUnknown(modelled: readonly string[], rules: KeyRules, key: string, path: Path): string | null {
    const nearest = nearestName(key, [...modelled, ...otherNames(rules)]);
    const hint = nearest === null ? `Known keys: ${modelled.join(', ')}.` : `Did you mean \`${nearest}\`?`;
    this.problems.push({
      path: [...path, key],
      expected: 'a known key',
      received: 'an unknown one',
      hint,
      on: 'key',
    });
    return nearest !== null && modelled.includes(nearest) ? nearest : null;
  }

  private addTwice(path: Path, key: string, name: string, first: string): void {
    const expected = `\`${name}\` only once, whatever its case`;
    this.problems.push({
      path: [...path, key],
      expected,
      received: `\`${first}\` and \`${key}\``,
      on: 'key',
    });
  }

  private count(path: Path, name: string): void {
    if (name === '$schema') return;
    const pattern = keyPattern([...path, name]);
    this.withoutEffect.set(pattern, (this.withoutEffect.get(pattern) ?? 0) + 1);
  }
}

/** Names that are known beside those that are modelled. */
function otherNames({ aws, notModelled = {} }: KeyRules): readonly string[] {
  return [...Object.keys(notModelled), ...(aws === undefined ? [] : (awsMembers(aws.shape, aws.path) ?? []))];
}

/** The name that is this key but for its case. */
export function findName(names: readonly string[], key: string): string | null {
  if (names.includes(key)) return key;
  const lower = key.toLowerCase();
  return names.find((name) => name.toLowerCase() === lower) ?? null;
}

/** What the output of AWS's CLI has for what is not there. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
