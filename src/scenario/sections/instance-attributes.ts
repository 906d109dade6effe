import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { cellText } from '../shapes/fields.ts';

/** Custom attributes of one resource (ecs: ). */
const MOST_ATTRIBUTES = 10;
const NAME = /^[\w./\\-]{1,128}$/;
const VALUE = /^(?! )[\w./\\@: -]{1,128}(?<! )$/;

export const attributesSchema: z.ZodRecord<z.ZodString, ReturnType<typeof cellText>> = z.record(
  z.string(),
  cellText(),
  'a mapping of attribute names to values',
);

/** What is wrong with the custom attributes of one resource (ecs: ). */
export function checkAttributes(
  attributes: Readonly<Record<string, string>> | undefined,
  hasType: boolean,
  path: Path,
  findings: Findings,
): void {
  const entries = Object.entries(attributes ?? {});
  if (entries.length > MOST_ATTRIBUTES)
    findings.add(
      path,
      `at most ${MOST_ATTRIBUTES} attributes`,
      `${entries.length}`,
      'AWS: AttributeLimitExceededException.',
    );
  for (const [name, value] of entries) {
    const wrong = wrongAttribute(name, value, hasType);
    if (wrong !== null) findings.add([...path, name], wrong.expected, wrong.received);
  }
}

function wrongAttribute(
  name: string,
  value: string,
  hasType: boolean,
): { expected: string; received: string } | null {
  if (isSetByEcs(name, hasType))
    return { expected: 'the name of a custom attribute', received: `\`${name}\`, which ECS sets itself` };
  if (!NAME.test(name))
    return { expected: 'a name of up to 128 letters, digits and _ . / \\ -', received: describeValue(name) };
  const received = describeValue(value);
  if (!VALUE.test(value))
    return { expected: 'a value of up to 128 letters, digits, inner blanks and _ . / \\ @ : -', received };
  if (name === ARCHITECTURE && !Object.values(ARCHITECTURES).includes(value))
    return { expected: 'x86_64 or arm64', received };
  return null;
}

const ARCHITECTURE = 'ecs.cpu-architecture';
const ARCHITECTURES: Readonly<Record<string, string>> = { X86_64: 'x86_64', ARM64: 'arm64' };

/** The attributes that ECS gives an instance when it registers, its zone apart (ecs: ). */
export function ecsAttributes(
  ec2InstanceType: string | null,
  architecture: 'X86_64' | 'ARM64',
): Readonly<Record<string, string>> {
  return {
    'ecs.os-type': 'linux',
    'ecs.os-family': 'LINUX',
    [ARCHITECTURE]: ARCHITECTURES[architecture]!,
    ...(ec2InstanceType === null ? {} : { 'ecs.instance-type': ec2InstanceType }),
  };
}

/** What a machine that AWS does not rent out says of its architecture; default X86_64. */
export function architectureOf(attributes: Readonly<Record<string, string>>): 'X86_64' | 'ARM64' {
  return attributes[ARCHITECTURE] === ARCHITECTURES['ARM64'] ? 'ARM64' : 'X86_64';
}

/** A machine that AWS does not rent out says itself what its architecture is. */
function isSetByEcs(name: string, hasType: boolean): boolean {
  if (name === ARCHITECTURE) return hasType;
  return ['ecs.availability-zone', 'ecs.instance-type', 'ecs.os-type', 'ecs.os-family'].includes(name);
}
