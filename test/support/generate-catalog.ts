import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes `src/catalog/data/` from a folder of facts (`instance-types.json`, `ec2-on-demand.json`, `fargate.json`, `spot.json`):
 * `tsx test/support/generate-catalog.ts FOLDER`. Prices stay as they are printed there; sources and licences stand in
 * `src/catalog/README.md`.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: tsx test/support/generate-catalog.ts FOLDER\n');
  process.exit(2);
}

interface Rate {
  readonly vcpuHour: number;
  readonly gbHour: number;
  readonly src: readonly string[];
}

interface Fargate {
  readonly linuxX86: Rate;
  readonly linuxArm?: Rate;
  readonly windowsX86?: Rate & { readonly osPerVcpuHour: number };
  readonly ephemeralGbHourOver20?: { readonly price: number; readonly src: readonly string[] };
}

type Pair = readonly [vcpuHour: number, gbHour: number];
type Snapshot = Readonly<Record<string, Readonly<Record<'x86' | 'arm', Pair>>>>;

/** Prefixes of usage types that the facts do not list: from memory, as AWS's bills print them. */
const FURTHER_PREFIXES: Readonly<Record<string, string>> = {
  'eu-central-2': 'EUC2',
  'eu-south-2': 'EUS2',
  'ap-southeast-3': 'APS4',
  'ap-southeast-4': 'APS6',
  'ap-south-2': 'APS5',
  'me-central-1': 'MEC1',
  'il-central-1': 'ILC1',
  'us-gov-east-1': 'UGE1',
  'us-gov-west-1': 'UGW1',
};
const FURTHER_NAMES: Readonly<Record<string, string>> = {
  'us-gov-east-1': 'AWS GovCloud (US-East)',
  'us-gov-west-1': 'AWS GovCloud (US-West)',
};
const ARCHITECTURES = [
  ['x86', 'X86_64'],
  ['arm', 'ARM64'],
] as const;

const types = read('instance-types.json');
const ec2 = read('ec2-on-demand.json');
const fargate = read('fargate.json');
const spot = read('spot.json');
const data = join(import.meta.dirname, '../../src/catalog/data');
mkdirSync(join(data, 'prices'), { recursive: true });

const regions = [...new Set([...Object.keys(ec2.prices), ...Object.keys(fargate.regions)])].sort();
for (const region of regions) writeRegion(region);
writeRegions();
writeInstanceTypes();
writeBurstableTypes();
process.stdout.write(`${regions.length} regions, ${Object.keys(types.types).length} instance types\n`);

function writeRegion(region: string): void {
  const code = fargate.usageTypes.regionPrefix[region] ?? FURTHER_PREFIXES[region];
  const facts = {
    region,
    regionName: ec2.regionNames[region] ?? FURTHER_NAMES[region],
    usagePrefix: { ec2: region === 'us-east-1' ? '' : `${code}-`, fargate: `${code}-` },
    ec2AsOf: ec2.asOf,
    ec2SpotAsOf: spot.asOf,
    fargateAsOf: fargate.asOf,
    fargate: fargateOf(fargate.regions[region]),
  };
  const further = {
    windows: windowsOf(fargate.regions[region]),
    spot: spotOf(region),
    computeSavingsPlans: region === 'us-east-1' ? savingsPlans() : [],
  };
  const ofSpot = spot.regions[region] ?? {};
  const table = Object.entries(ec2.prices[region] ?? {}).map(([type, price]) => {
    const [ratio] = ofSpot[type] ?? [];
    return `${type} ${price}${ratio === undefined ? '' : ` ${Math.round(100 * ratio)}`}\n`;
  });
  const dates = `On-Demand as of ${ec2.asOf}, Spot as of ${spot.asOf}, Fargate as of ${fargate.asOf}`;
  write(`prices/${region}.ts`, dates, [
    "import type { FurtherFargatePrices, RegionFacts } from '../../region-facts.ts';\n",
    `export const facts: RegionFacts = ${JSON.stringify(facts)};\n`,
    `export const furtherFargate: FurtherFargatePrices = ${JSON.stringify(further)};\n`,
    `/** Linux, shared tenancy: type, USD an hour On-Demand, Spot in percent of it where it is known. */\nexport const ec2 = \`\n${table.join('')}\`;`,
  ]);
}

function writeRegions(): void {
  const lines = regions.map((region) => `  '${region}': () => import('./prices/${region}.ts'),`);
  write('regions.ts', `as of ${ec2.asOf}`, [
    "import type { RegionModule } from '../region-facts.ts';\n",
    "/** Each region's prices, loaded when they are asked for. */",
    'export const REGION_MODULES: Readonly<Record<string, () => Promise<RegionModule>>> = {',
    ...lines,
    '};',
  ]);
}

function writeInstanceTypes(): void {
  const rows = Object.entries<Record<string, unknown>>(types.types).map(([name, type]) =>
    [
      name,
      type['vcpu'],
      type['memoryMiB'],
      type['arch'] === 'arm64' ? 'ARM64' : 'X86_64',
      type['gpuCount'] ?? 0,
      type['maxEnis'],
      type['trunkedTasksEni'] ?? 0,
    ].join(' '),
  );
  write('instance-types.ts', `as of ${types.asOf}`, [
    '/** name vcpu memoryMib architecture gpus maxEnis trunkedTasks (0: no ENI trunking) */',
    `export const instanceTypes = \`\n${rows.join('\n')}\n\`;`,
  ]);
}

function writeBurstableTypes(): void {
  const rows = Object.entries<{ readonly burst?: { readonly creditsPerHour: number } }>(types.types).flatMap(
    ([name, { burst }]) => (burst === undefined ? [] : [`  '${name}': ${burst.creditsPerHour},`]),
  );
  write('burstable-types.ts', `as of ${types.asOf}`, [
    '/** CPU credits that an instance of the type earns in an hour: minutes of one vCPU. */',
    'export const creditsPerHour: Readonly<Record<string, number>> = {',
    ...rows,
    '};',
  ]);
}

function fargateOf(region: Fargate | undefined): unknown {
  if (region === undefined) return null;
  const { linuxX86, linuxArm, ephemeralGbHourOver20: storage } = region;
  return {
    X86_64: rateOf(linuxX86),
    ARM64: linuxArm === undefined ? null : rateOf(linuxArm),
    ephemeralGbHour: storage === undefined ? null : decimal(storage.price),
    ephemeralDerived: storage !== undefined && isDerived(storage),
  };
}

function windowsOf(region: Fargate | undefined): unknown {
  if (region?.windowsX86 === undefined) return null;
  return { ...rateOf(region.windowsX86), osVcpuHour: decimal(region.windowsX86.osPerVcpuHour) };
}

/** The newest snapshot with the region and architecture; a dated one is newer than one whose day is not known. */
function spotOf(region: string): unknown[] {
  const snapshots = Object.entries<Snapshot>(fargate.spotSnapshots).sort(
    ([a], [b]) => newness(b) - newness(a),
  );
  return ARCHITECTURES.flatMap(([key, architecture]) => {
    const found = snapshots.find(([, snapshot]) => snapshot[region]?.[key] !== undefined);
    if (found === undefined) return [];
    const [label, snapshot] = found;
    return [{ asOf: newness(label) > 0 ? label : null, architecture, ...pairOf(snapshot[region]![key]) }];
  });
}

function newness(label: string): number {
  return Date.parse(label) || 0;
}

function savingsPlans(): unknown[] {
  const { compute } = fargate.savingsPlansUsEast1;
  return (['1y', '3y'] as const).flatMap((term) =>
    ARCHITECTURES.map(([key, architecture]) => ({
      asOf: compute.asOf,
      architecture,
      term,
      ...pairOf(compute[term].noUpfront[key]),
    })),
  );
}

function rateOf(rate: Rate) {
  return { ...pairOf([rate.vcpuHour, rate.gbHour]), derived: isDerived(rate) };
}

function pairOf([vcpuHour, gbHour]: Pair) {
  return { vcpuHour: decimal(vcpuHour), gbHour: decimal(gbHour) };
}

function isDerived({ src }: { readonly src: readonly string[] }): boolean {
  return src.includes('derived');
}

/** A price without an exponent. */
function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text;
}

function read(name: string) {
  return JSON.parse(readFileSync(join(folder!, name), 'utf8'));
}

function write(name: string, asOf: string, parts: readonly string[]): void {
  const header = `// Generated by test/support/generate-catalog.ts, ${asOf}; sources and licences: src/catalog/README.md.`;
  writeFileSync(join(data, name), `${[header, ...parts].join('\n')}\n`);
}
