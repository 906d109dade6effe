import * as z from 'zod';

/** A place in AWS's API shapes: `TaskDefinition` and `['containerDefinitions']` are a container definition. */
interface AwsPlace {
  readonly shape: string;
  readonly path: readonly string[];
}

/** Whether a value of a key that is not modelled says no more than its absence does. */
export type Harmless = (value: unknown) => boolean;

/** The second and third kind of key beside those that a mapping models. */
export interface KeyRules {
  /**
   * Whose keys AWS knows here; unset for a mapping of our own. Those that are neither modelled nor named by `notModelled`
   * have no effect on what is simulated: accepted, listed in one warning.
   */
  readonly aws?: AwsPlace;
  /** Known, and would matter: an error, unless the value is harmless. */
  readonly notModelled?: Readonly<Record<string, Harmless>>;
  /** Of those: a sentence that helps. */
  readonly hints?: Readonly<Record<string, string>>;
  /** Of those: what no output of AWS has as an empty mapping, so that whoever states one means something. */
  readonly neverEmpty?: readonly string[];
  /** Of the keys that the mapping decodes: those that only decide whether the scenario is accepted. */
  readonly checkedOnly?: readonly string[];
  /** Of those: what is accepted of them has no effect, and is listed with the keys that have none. */
  readonly ignored?: readonly string[];
  /** Of the keys that the mapping decodes: it has exactly one of these. */
  readonly forms?: readonly string[];
}

const rulesOf = z.registry<KeyRules>();

/** A mapping with these keys, and what is known about others. */
export function mapping<const S extends z.core.$ZodLooseShape>(
  shape: S,
  rules: KeyRules = {},
): z.ZodObject<S, z.core.$strict> {
  const schema = z.strictObject(shape, 'a mapping');
  rulesOf.add(schema, rules);
  return schema;
}

/** What is known about other keys of a mapping. */
export function keyRules(schema: z.core.$ZodType): KeyRules {
  return rulesOf.get(schema) ?? {};
}

/** Never harmless: the key would matter. */
export const matters: Harmless = () => false;

/** Harmless when it is one of these. */
export function unless(...values: readonly unknown[]): Harmless {
  return (value) => values.includes(value);
}

/** The names as keys that AWS knows and that change nothing here, for shapes whose members are not at hand. */
export function withoutEffect(...names: readonly string[]): Readonly<Record<string, Harmless>> {
  return Object.fromEntries(names.map((name) => [name, () => true]));
}

/** The names as keys that are never harmless. */
export function notModelled(...names: readonly string[]): Readonly<Record<string, Harmless>> {
  return Object.fromEntries(names.map((name) => [name, matters]));
}

/** A mapping that has exactly one of the keys of `forms`, and may have the `others`. */
export function oneOf<const F extends z.core.$ZodLooseShape, const O extends z.core.$ZodLooseShape>(
  forms: F,
  others: O,
  rules: KeyRules = {},
): z.ZodObject<Optional<F> & O, z.core.$strict> {
  const names = Object.keys(forms);
  const optional = Object.fromEntries(names.map((name) => [name, z.optional(forms[name] as z.ZodType)]));
  const schema = mapping({ ...optional, ...others } as Optional<F> & O, { ...rules, forms: names });
  return schema
    .superRefine((value, context) => {
      const given = names.filter((name) => (value as Record<string, unknown>)[name] !== undefined);
      if (given.length === 1) return;
      const list = names.map((name) => `\`${name}\``).join(', ');
      context.addIssue({
        code: 'custom',
        message: names.length === 1 ? `the key ${list}` : `exactly one of ${list}`,
      });
    })
    .meta({ oneOf: names.map((name) => ({ required: [name] })) });
}

type Optional<F extends z.core.$ZodLooseShape> = {
  [K in keyof F]: z.ZodOptional<F[K] extends z.core.$ZodType ? F[K] : never>;
};

/** What a schema comes down to behind defaults and transforms; a union gives all its branches. */
export function branches(schema: z.core.$ZodType): readonly z.core.$ZodTypes[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
    case 'readonly':
      return branches(def.innerType);
    case 'pipe':
      return branches(def.in);
    case 'union':
      return def.options.flatMap((option) => branches(option));
    default:
      return [schema as z.core.$ZodTypes];
  }
}
