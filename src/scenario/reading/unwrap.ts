import type { SourceDocument } from './document.ts';
import { describeValue, type Path, type Problem } from './problem.ts';

/** A document without wrappers; `locate` goes on finding where things were written. */
export interface Unwrapped extends SourceDocument {
  /** What a wrapper says that its resources cannot: that some are missing. */
  readonly problems: readonly Problem[];
}

/**
 * The document with the wrappers of AWS's command line taken off its lists of resources: an
 * entry `{ taskDefinition: {...}, tags: [...] }` is its inner mapping with the tags, an entry `{ clusters: [...], failures: [] }`
 * is spliced in, and a wrapper in place of a list is the list.
 */
export function unwrap(document: SourceDocument): Unwrapped {
  const { value } = document;
  const unwrapper = new Unwrapper();
  const unwrapped = isMapping(value) ? unwrapper.sections(value, SECTIONS, [], []) : value;
  const { origins, foundWrapper } = unwrapper;
  const problems = unwrapper.problems.map((problem) => ({ ...problem, ...placeOf(problem, document) }));
  if (!foundWrapper) return { ...document, problems };
  return {
    value: unwrapped,
    problems,
    locate: (path, on, character) => document.locate(originOf(path, origins), on, character),
  };
}

/** A wrapper is not in the document that comes out, so that its place must be found in the one that went in. */
function placeOf({ path }: Problem, document: SourceDocument): Pick<Problem, 'at'> {
  const at = document.locate(path, 'key');
  return at === null ? {} : { at };
}

/** A list of resources: the keys, in small letters, that one of them and all of them stand under in AWS's answers. */
interface Section {
  readonly one: string;
  readonly all: string;
  /** Lists of resources inside a resource. */
  readonly inner?: Sections;
}

type Sections = Readonly<Record<string, Section>>;

function section(one: string, inner: Sections = {}): Section {
  return { one, all: `${one}s`, inner };
}

const SECTIONS: Sections = {
  clusters: section('cluster', { containerinstances: section('containerinstance') }),
  taskdefinitions: section('taskdefinition'),
  subnets: section('subnet'),
  accountsettings: section('setting'),
  services: section('service'),
  capacityproviders: section('capacityprovider'),
  autoscalinggroups: section('autoscalinggroup'),
  targetgroups: section('targetgroup'),
  loadbalancers: section('loadbalancer', { listeners: section('listener', { rules: section('rule') }) }),
  alarms: section('metricalarm'),
  scalabletargets: section('scalabletarget', {
    scalingpolicies: { one: 'scalingpolicy', all: 'scalingpolicies' },
    scheduledactions: section('scheduledaction'),
  }),
};

/** Beside resources in an answer: what says that it is not all there is. */
const INCOMPLETE: Readonly<Record<string, string>> = {
  failures: 'an answer without failures',
  nexttoken: 'the whole answer, not a page of it',
  nextmarker: 'the whole answer, not a page of it',
};
const BESIDE: readonly string[] = ['tags', 'responsemetadata', ...Object.keys(INCOMPLETE)];

type Mapping = Readonly<Record<string, unknown>>;
type Origins = Map<string, Path>;

class Unwrapper {
  /** Where the value of a path (as JSON) was written, where that is another path. */
  readonly origins: Origins = new Map();
  readonly problems: Problem[] = [];
  foundWrapper = false;

  /** The mapping with its lists unwrapped; `to` is its new path. */
  sections(value: Mapping, sections: Sections, from: Path, to: Path): Mapping {
    const entries = Object.entries(value).map(([key, inner]) => {
      const known = sections[key.toLowerCase()];
      return [key, known === undefined ? inner : this.list(inner, known, [...from, key], [...to, key])];
    });
    return Object.fromEntries(entries) as Mapping;
  }

  private list(value: unknown, known: Section, from: Path, to: Path): unknown {
    if (!Array.isArray(value) && wrapperOf(value, known) === null) return value;
    const list: unknown[] = [];
    const add = (resource: unknown, origin: Path) => {
      const path = [...to, list.length];
      if (!isSame(path, origin)) this.origins.set(JSON.stringify(path), origin);
      const { inner = {} } = known;
      list.push(isMapping(resource) ? this.sections(resource, inner, origin, path) : resource);
      return path;
    };
    const addEntry = (entry: unknown, origin: Path) => {
      const wrapper = wrapperOf(entry, known);
      if (wrapper === null) add(entry, origin);
      else this.unpack(entry as Mapping, wrapper, origin, add);
    };
    if (Array.isArray(value)) for (const [i, entry] of value.entries()) addEntry(entry, [...from, i]);
    else addEntry(value, from);
    return list;
  }

  private unpack(
    wrapped: Mapping,
    wrapper: string,
    from: Path,
    add: (resource: unknown, origin: Path) => Path,
  ): void {
    this.foundWrapper = true;
    this.checkWhole(wrapped, from);
    const inner = wrapped[wrapper];
    if (Array.isArray(inner)) {
      for (const [i, resource] of inner.entries()) add(resource, [...from, wrapper, i]);
      return;
    }
    const tags = Object.keys(wrapped).find((key) => key.toLowerCase() === 'tags');
    const isTagged = tags !== undefined && isMapping(inner);
    const path = add(isTagged ? { ...inner, tags: wrapped[tags] } : inner, [...from, wrapper]);
    if (isTagged) this.origins.set(JSON.stringify([...path, 'tags']), [...from, tags]);
  }

  private checkWhole(wrapped: Mapping, from: Path): void {
    for (const [key, value] of Object.entries(wrapped)) {
      const expected = INCOMPLETE[key.toLowerCase()];
      if (
        expected === undefined ||
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0)
      )
        continue;
      this.problems.push({ path: [...from, key], expected, received: describeValue(value), on: 'key' });
    }
  }
}

/** The key under which an answer of AWS holds one resource or all; `null` when the value is no such answer. */
function wrapperOf(value: unknown, { one, all }: Section): string | null {
  if (!isMapping(value)) return null;
  const keys = Object.keys(value);
  const wrapper = keys.find((key) => {
    const name = key.toLowerCase();
    return (name === one && isMapping(value[key])) || (name === all && Array.isArray(value[key]));
  });
  if (wrapper === undefined) return null;
  return keys.every((key) => key === wrapper || BESIDE.includes(key.toLowerCase())) ? wrapper : null;
}

/** Where the value of a path was written: the nearest ancestor that was moved says it. */
function originOf(path: Path, origins: Origins): Path {
  for (let length = path.length; length > 0; length--) {
    const origin = origins.get(JSON.stringify(path.slice(0, length)));
    if (origin !== undefined) return [...origin, ...path.slice(length)];
  }
  return path;
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
