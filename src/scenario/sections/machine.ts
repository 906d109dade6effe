import type * as z from 'zod';
import { burstableType } from '../../catalog/burstable.ts';
import { AGENT_VERSION } from '../../catalog/defaults.ts';
import type { InstanceType } from '../../catalog/instance-types.ts';
import type { CreditRules } from '../../requests/host/cpu-credits.ts';
import type { LoadContext } from '../context.ts';
import type { Findings } from '../findings.ts';
import { didYouMean, nameOf } from '../names.ts';
import {
  isWindows,
  type LinuxDistribution,
  type OperatingSystem,
  operatingSystem,
} from '../operations/os-family.ts';
import { CPU_UNITS_PER_VCPU } from '../operations/published-figures.ts';
import { awsvpcTaskLimit, registeredResources } from '../operations/register-container-instance.ts';
import { describeValue } from '../reading/problem.ts';
import type { ContainerInstanceSpec, Resources } from '../scenario.ts';
import { resolveZones } from './availability-zones.ts';
import { type blockDeviceMappingsSchema, resolveVolumes } from './block-devices.ts';
import { architectureOf, ecsAttributes, osFamilyOf } from './instance-attributes.ts';
import { resolveHourlyPrice } from './instance-price.ts';
import type { Place } from './place.ts';

/** One container instance as an entry of the scenario or a row of a file describes it. */
export interface Machine {
  readonly name?: string | undefined;
  readonly ec2InstanceType?: string | undefined;
  readonly registeredResources?:
    | Partial<Record<keyof Resources | 'awsvpcTasks', number | undefined>>
    | undefined;
  readonly linuxDistribution?: LinuxDistribution | undefined;
  /** `ECS_RESERVED_MEMORY` of its agent, MiB. */
  readonly reservedMemory?: number | undefined;
  readonly creditSpecification?: { readonly cpuCredits?: CreditRules['mode'] | undefined } | undefined;
  readonly hourlyPrice?: string | undefined;
  readonly availabilityZones?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** Registered through ECS Anywhere. */
  readonly external?: boolean | undefined;
  readonly agentConnected?: boolean | undefined;
  readonly blockDeviceMappings?: z.output<typeof blockDeviceMappingsSchema> | undefined;
  /** Name or ARN. */
  readonly capacityProviderName?: string | undefined;
  readonly networkInterfaces?:
    | readonly { readonly associatePublicIpAddress?: boolean | undefined }[]
    | undefined;
  readonly versionInfo?: { readonly agentVersion?: string | undefined } | undefined;
}

export interface InstanceSettings {
  /** `instance.memoryFraction` of the timings, by operating system. */
  readonly memoryFraction: Readonly<Record<OperatingSystem, number>>;
  /** `ec2.rootVolumeGib` of the timings. */
  readonly rootVolumeGib: number;
  /** The account setting of that name. */
  readonly awsvpcTrunking: boolean;
}

/** So many equal instances; `null` when it cannot be told what they are. */
export function resolveMachine(
  machine: Machine,
  count: number,
  place: Place,
  settings: InstanceSettings,
  context: LoadContext,
): ContainerInstanceSpec | null {
  const {
    ec2InstanceType = null,
    attributes = {},
    external = false,
    agentConnected = true,
    capacityProviderName,
  } = machine;
  const name = machine.name ?? ec2InstanceType;
  if (name === null) {
    const expected = `\`ec2InstanceType\`, or \`name\` and \`registeredResources\`${place.words}`;
    context.findings.add(place.at(), expected, 'neither');
    return null;
  }
  const type = ec2InstanceType === null ? null : findType(ec2InstanceType, place, context);
  if (ec2InstanceType !== null && type === null) return null;
  const architecture = type?.architecture ?? architectureOf(attributes);
  const osFamily = osFamilyOf(attributes);
  if (external && machine.networkInterfaces !== undefined)
    context.findings.add(
      place.at('networkInterfaces'),
      `no \`networkInterfaces\` beside \`external\`${place.words}`,
      'some',
    );
  checkKind(machine, architecture, osFamily, place, context.findings);
  const system = operatingSystem(osFamily, machine.linuxDistribution);
  const registered = resolveResources(machine, type, system, place, settings, context.findings);
  return {
    name,
    ec2InstanceType,
    countedAs: ec2InstanceType ?? (place.isRow ? describeSize(registered) : name),
    count,
    availabilityZones: resolveZones(machine, place, context),
    attributes: { ...attributes, ...ecsAttributes(ec2InstanceType, architecture, osFamily, external) },
    registered,
    architecture,
    osFamily,
    ...(system === 'Ubuntu' ? { linuxDistribution: system } : {}),
    external,
    agentConnected,
    agentVersion: machine.versionInfo?.agentVersion ?? AGENT_VERSION,
    capacityProvider: capacityProviderName === undefined ? null : nameOf(capacityProviderName),
    ...awsvpcTasks(machine, type, osFamily, settings),
    burstable: resolveCredits(machine, type, place, context.findings),
    associatePublicIpAddress: machine.networkInterfaces?.[0]?.associatePublicIpAddress ?? false,
    volumes: resolveVolumes(machine, settings.rootVolumeGib, place, context.findings),
    hourlyPrice: resolveHourlyPrice(machine, osFamily, place, context),
    spot: null,
  };
}

/** A size for people: what the many machines of a file have in common. */
function describeSize({ cpu, memory, gpu }: Resources): string {
  const vcpu = `${Math.round((cpu / CPU_UNITS_PER_VCPU) * 100) / 100} vCPU`;
  const gib = `${Math.round(memory / 1024)} GiB`;
  return [vcpu, gib, ...(gpu === 0 ? [] : [`${gpu} GPU`])].join(', ');
}

/** What AWS has no instance for: Windows on ARM, and instances of EC2 in ECS Anywhere. */
function checkKind(
  { ec2InstanceType, capacityProviderName, linuxDistribution, external = false }: Machine,
  architecture: 'X86_64' | 'ARM64',
  osFamily: string,
  place: Place,
  findings: Findings,
): void {
  if (isWindows(osFamily) && architecture === 'ARM64')
    findings.add(
      place.at('attributes', 'ecs.os-family'),
      `LINUX on an instance with ARM64${place.words}`,
      osFamily,
    );
  if (isWindows(osFamily) && linuxDistribution !== undefined)
    findings.add(
      place.at('linuxDistribution'),
      `no \`linuxDistribution\` on an instance with Windows${place.words}`,
      linuxDistribution,
    );
  if (external && ec2InstanceType !== undefined)
    findings.add(
      place.at('external'),
      `no \`external\` beside an instance type of EC2${place.words}`,
      'true',
      'What ECS Anywhere manages is not of EC2: it takes `name` and `registeredResources`.',
    );
  if (external && capacityProviderName !== undefined)
    findings.add(
      place.at('capacityProviderName'),
      `no \`capacityProviderName\` beside \`external\`${place.words}`,
      describeValue(capacityProviderName),
      'External instances belong to no Auto Scaling group.',
    );
}

/** How a burstable type earns and spends CPU credits; a file's rows may be of other types, too. */
function resolveCredits(
  { creditSpecification: { cpuCredits } = {} }: Machine,
  type: InstanceType | null,
  place: Place,
  findings: Findings,
): CreditRules | null {
  const burstable = type === null ? null : burstableType(type.name);
  if (type === null || burstable === null) {
    if (cpuCredits !== undefined && !place.isRow)
      findings.add(
        place.at('creditSpecification', 'cpuCredits'),
        'no `cpuCredits` beside a type that is not burstable',
        describeValue(cpuCredits),
        'Burstable are t2, t3, t3a and t4g.',
      );
    return null;
  }
  const { baselineVcpu, mostCredits, defaultMode, launchCreditsPerVcpu } = burstable;
  const mode = cpuCredits ?? defaultMode;
  const launchCredits = mode === 'standard' ? launchCreditsPerVcpu * type.vcpu : 0;
  return { mode, baselineVcpu, mostCredits, launchCredits };
}

/** What is stated, else what the type has; no limit is known of a machine without either (ecs: ). */
function awsvpcTasks(
  { registeredResources: { awsvpcTasks: stated } = {} }: Machine,
  type: InstanceType | null,
  osFamily: string,
  { awsvpcTrunking }: InstanceSettings,
): Pick<ContainerInstanceSpec, 'awsvpcTasks' | 'awsvpcTasksTrunked'> {
  if (stated !== undefined || type === null) return { awsvpcTasks: stated ?? null };
  const limit = awsvpcTaskLimit(type, osFamily, awsvpcTrunking);
  const trunked = awsvpcTaskLimit(type, osFamily, true);
  return trunked > limit ? { awsvpcTasks: limit, awsvpcTasksTrunked: trunked } : { awsvpcTasks: limit };
}

function findType(name: string, place: Place, { types, findings }: LoadContext): InstanceType | null {
  const type = types.find(name);
  if (type !== undefined) return type;
  findings.addOnce(
    `type ${name}`,
    place.at('ec2InstanceType'),
    `an EC2 instance type of the catalogue${place.words}`,
    describeValue(name),
    () => didYouMean(name, types.names) ?? sizesOf(name, types.names) ?? OWN_MACHINE,
  );
  return null;
}

const OWN_MACHINE = 'A machine of your own takes `name` and `registeredResources` instead.';

/** The sizes that a known family comes in. */
function sizesOf(name: string, names: readonly string[]): string | undefined {
  const family = name.slice(0, name.indexOf('.') + 1);
  const sizes = family === '' ? [] : names.filter((other) => other.startsWith(family));
  return sizes.length === 0 ? undefined : `There is ${sizes.join(', ')}.`;
}

/** What is stated is used as it stands; the rest is what the type registers. */
function resolveResources(
  { registeredResources: stated = {}, reservedMemory }: Machine,
  type: InstanceType | null,
  system: OperatingSystem,
  place: Place,
  settings: InstanceSettings,
  findings: Findings,
): Resources {
  if (reservedMemory !== undefined && stated.memory !== undefined)
    findings.add(
      place.at('reservedMemory'),
      `no \`reservedMemory\` beside \`registeredResources.memory\`${place.words}`,
      describeValue(reservedMemory),
      'What is stated is registered as it stands.',
    );
  const nominal = type === null ? null : nominalResources(type, system, settings, reservedMemory);
  const { cpu = nominal?.cpu, memory = nominal?.memory, gpu = nominal?.gpu ?? 0 } = stated;
  for (const [key, value] of Object.entries({ cpu, memory })) {
    if (value !== undefined) continue;
    const expected = `\`${key}\` of a machine without an instance type${place.words}`;
    findings.add(place.at('registeredResources', key), expected, 'nothing');
  }
  return { cpu: cpu ?? 0, memory: memory ?? 0, gpu };
}

/** What was measured was registered by Amazon Linux. */
function nominalResources(
  type: InstanceType,
  system: OperatingSystem,
  { memoryFraction }: InstanceSettings,
  reservedMemoryMib: number | undefined,
): Resources {
  const measuredMemoryMib = system === 'AmazonLinux' ? type.measuredMemoryMib : null;
  const sized = { ...type, measuredMemoryMib };
  return registeredResources(sized, { memoryFraction: memoryFraction[system], reservedMemoryMib });
}
