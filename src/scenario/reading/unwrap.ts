import type { SourceDocument } from './document.ts';
import type { Path } from './problem.ts';

/** Sections that are lists of resources, and the member of AWS's answer that one resource or the list stands in. */
const SECTIONS: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  clusters: { one: 'cluster', many: 'clusters' },
  taskdefinitions: { one: 'taskdefinition', many: 'taskdefinitions' },
  services: { one: 'service', many: 'services' },
  capacityproviders: { one: 'capacityprovider', many: 'capacityproviders' },
  autoscalinggroups: { one: 'autoscalinggroup', many: 'autoscalinggroups' },
  targetgroups: { one: 'targetgroup', many: 'targetgroups' },
  loadbalancers: { one: 'loadbalancer', many: 'loadbalancers' },
  scalabletargets: { one: 'scalabletarget', many: 'scalabletargets' },
};

/** What AWS's answers have beside the resource, without meaning for a scenario; `tags` goes into the resource. */
const BESIDE: readonly string[] = ['failures', 'nexttoken', 'responsemetadata', 'tags'];

type Mapping = Readonly<Record<string, unknown>>;

/**
 * The document with the wrappers of AWS's command line taken off: an entry `{ taskDefinition: {...}, tags: [...] }` is its
 * inner mapping, an entry `{ clusters: [...], failures: [] }` is spliced in, and a section that is one mapping is a list of
 * one. `locate` goes on finding where things were written.
 */
export function unwrap(document: SourceDocument): SourceDocument {
  if (!isMapping(document.value)) return document;
  const origins = new Map<string, readonly Path[]>();
  const entries = Object.entries(document.value).map(([key, value]) => {
    const section = SECTIONS[key.toLowerCase()];
    if (section === undefined || !needsUnwrapping(value, section)) return [key, value];
    const resources = unwrapSection(value, section, [key]);
    origins.set(key, resources.map((resource) => resource.origin));
    return [key, resources.map((resource) => resource.value)];
  });
  if (origins.size === 0) return document;
  return {
    value: Object.fromEntries(entries),
    locate(path, on) {
      const [section, index, ...rest] = path;
      const origin = typeof index === 'number' ? origins.get(String(section))?.[index] : undefined;
      return document.locate(origin === undefined ? path : [...origin, ...rest], on);
    },
  };
}

interface Resource {
  readonly value: unknown;
  readonly origin: Path;
}

type Section = (typeof SECTIONS)[string];

function needsUnwrapping(value: unknown, section: Section): boolean {
  return Array.isArray(value) ? value.some((entry) => wrapperOf(entry, section) !== null) : isMapping(value);
}

function unwrapSection(value: unknown, section: Section, path: Path): Resource[] {
  if (!Array.isArray(value)) return unwrapEntry(value, section, path);
  return value.flatMap((entry, i) => unwrapEntry(entry, section, [...path, i]));
}

function unwrapEntry(entry: unknown, section: Section, path: Path): Resource[] {
  const wrapper = wrapperOf(entry, section);
  if (wrapper === null) return [{ value: entry, origin: path }];
  const inner = (entry as Mapping)[wrapper];
  if (Array.isArray(inner)) return inner.map((value, i) => ({ value, origin: [...path, wrapper, i] }));
  const tags = Object.entries(entry as Mapping).find(([key]) => key.toLowerCase() === 'tags');
  const value = tags === undefined || !isMapping(inner) ? inner : { ...inner, tags: tags[1] };
  return [{ value, origin: [...path, wrapper] }];
}

/** The key under which AWS's answer holds the resource or resources; `null` when the entry is the resource itself. */
function wrapperOf(entry: unknown, section: Section): string | null {
  if (!isMapping(entry)) return null;
  const keys = Object.keys(entry);
  const wrapper = keys.find((key) => {
    const name = key.toLowerCase();
    return (name === section.one && isMapping(entry[key])) || (name === section.many && Array.isArray(entry[key]));
  });
  if (wrapper === undefined) return null;
  return keys.every((key) => key === wrapper || BESIDE.includes(key.toLowerCase())) ? wrapper : null;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
