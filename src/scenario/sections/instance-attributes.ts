import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { isWindows, OS_FAMILIES } from '../operations/os-family.ts';
import { describeValue } from '../reading/problem.ts';
import { cellText } from '../shapes/fields.ts';
import type { Place } from './place.ts';

/** Custom attributes of one resource (ecs: ). */
const MOST_ATTRIBUTES = 10;
const NAME = /^[\w./\\-]{1,128}$/;
const VALUE = /^(?! )[\w./\\@: -]{1,128}(?<! )$/;

export const attributesSchema: z.ZodRecord<z.ZodString, ReturnType<typeof cellText>> = z.record(
  z.string(),
  cellText(),
  'a mapping of attribute names to values',
);

/** What is wrong with the attributes that one resource is given, beside those that a file gives it (ecs: ). */
export function checkAttributes(
  attributes: Readonly<Record<string, string>> | undefined,
  others: readonly string[],
  hasType: boolean,
  place: Place,
  findings: Findings,
): void {
  const entries = Object.entries(attributes ?? {});
  const names = new Set([...entries.map(([name]) => name), ...others]);
  const custom = [...names].filter((name) => name !== ARCHITECTURE && name !== OS_FAMILY).length;
  if (custom > MOST_ATTRIBUTES)
    findings.add(
      place.at('attributes'),
      `at most ${MOST_ATTRIBUTES} custom attributes${place.words}`,
      `${custom}`,
      'AWS: AttributeLimitExceededException.',
    );
  for (const [name, value] of entries) {
    const wrong = wrongAttribute(name, value, hasType);
    if (wrong === null) continue;
    const { expected, received, hint } = wrong;
    const path = place.at('attributes', name);
    findings.addOnce(`attribute ${name} ${value}`, path, expected + place.words, received, () => hint);
  }
}

function wrongAttribute(
  name: string,
  value: string,
  hasType: boolean,
): { readonly expected: string; readonly received: string; readonly hint?: string } | null {
  if (isSetByEcs(name, hasType))
    return {
      expected: 'the name of a custom attribute',
      received: `\`${name}\`, which ECS sets itself`,
      ...(name === EXTERNAL ? { hint: 'Say `external: true` instead.' } : {}),
    };
  if (!NAME.test(name))
    return { expected: 'a name of up to 128 letters, digits and _ . / \\ -', received: describeValue(name) };
  const received = describeValue(value);
  if (!VALUE.test(value))
    return { expected: 'a value of up to 128 letters, digits, inner blanks and _ . / \\ @ : -', received };
  if (name === ARCHITECTURE && !Object.values(ARCHITECTURES).includes(value))
    return { expected: 'x86_64 or arm64', received };
  if (name === OS_FAMILY && !OS_FAMILIES.some((family) => family === value))
    return { expected: `one of ${OS_FAMILIES.join(', ')}`, received };
  return null;
}

const ARCHITECTURE = 'ecs.cpu-architecture';
const OS_FAMILY = 'ecs.os-family';
const EXTERNAL = 'ecs.capability.external';
const ARCHITECTURES: Readonly<Record<string, string>> = { X86_64: 'x86_64', ARM64: 'arm64' };

/** The attributes that ECS gives an instance when it registers, its zone apart (ecs: ). */
export function ecsAttributes(
  ec2InstanceType: string | null,
  architecture: 'X86_64' | 'ARM64',
  osFamily: string,
  external: boolean,
): Readonly<Record<string, string>> {
  return {
    'ecs.os-type': isWindows(osFamily) ? 'windows' : 'linux',
    [OS_FAMILY]: osFamily,
    [ARCHITECTURE]: ARCHITECTURES[architecture]!,
    ...(ec2InstanceType === null ? {} : { 'ecs.instance-type': ec2InstanceType }),
    ...(external ? { [EXTERNAL]: '' } : {}),
  };
}

/** The operating system family that an instance's attributes name; default LINUX. */
export function osFamilyOf(attributes: Readonly<Record<string, string>>): string {
  return attributes[OS_FAMILY] ?? 'LINUX';
}

/** What a machine that AWS does not rent out says of its architecture; default X86_64. */
export function architectureOf(attributes: Readonly<Record<string, string>>): 'X86_64' | 'ARM64' {
  return attributes[ARCHITECTURE] === ARCHITECTURES['ARM64'] ? 'ARM64' : 'X86_64';
}

/** A machine that AWS does not rent out says itself what its architecture is. */
function isSetByEcs(name: string, hasType: boolean): boolean {
  if (name === ARCHITECTURE) return hasType;
  return ['ecs.availability-zone', 'ecs.instance-type', 'ecs.os-type', EXTERNAL].includes(name);
}
