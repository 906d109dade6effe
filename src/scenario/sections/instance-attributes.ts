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

/** Custom attributes that hold AWS's rules; others become problems. */
export function resolveAttributes(
  attributes: Readonly<Record<string, string>>,
  ec2InstanceType: string | null,
  path: Path,
  findings: Findings,
): Readonly<Record<string, string>> {
  const names = Object.keys(attributes);
  if (names.length > MOST_ATTRIBUTES)
    findings.add(
      path,
      `at most ${MOST_ATTRIBUTES} attributes`,
      `${names.length}`,
      'AWS: AttributeLimitExceededException.',
    );
  for (const name of names) {
    const value = attributes[name]!;
    if (isSetByEcs(name, ec2InstanceType))
      findings.add([...path, name], 'the name of a custom attribute', `\`${name}\`, which ECS sets itself`);
    else if (!NAME.test(name))
      findings.add(
        [...path, name],
        'a name of up to 128 letters, digits and _ . / \\ -',
        describeValue(name),
      );
    else if (!VALUE.test(value))
      findings.add(
        [...path, name],
        'a value of up to 128 letters, digits, inner blanks and _ . / \\ @ : -',
        describeValue(value),
      );
    else if (name === ARCHITECTURE && !Object.values(ARCHITECTURES).includes(value))
      findings.add([...path, name], 'x86_64 or arm64', describeValue(value));
  }
  return attributes;
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

/** A machine that AWS does not rent out says itself what its architecture is. */
function isSetByEcs(name: string, ec2InstanceType: string | null): boolean {
  if (name === ARCHITECTURE) return ec2InstanceType !== null;
  return ['ecs.availability-zone', 'ecs.instance-type', 'ecs.os-type', 'ecs.os-family'].includes(name);
}
