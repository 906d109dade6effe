import * as z from 'zod';
import type { LoadContext } from '../context.ts';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { didYouMean, listNames, nameIn, nameOf } from '../names.ts';
import { isWindows, OS_FAMILIES } from '../operations/os-family.ts';
import { fixedHostPorts } from '../operations/port-mappings.ts';
import {
  checkTaskDefinition,
  countedTaskSize,
  ephemeralStorageGib,
  requiresFargate,
  type TaskDefinitionRequest,
  taskNeed,
} from '../operations/register-task-definition.ts';
import type { RequestProblem } from '../operations/request-problem.ts';
import { taskLimits } from '../operations/task-limits.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import type { TaskDefinitionSpec } from '../scenario.ts';
import { choice, integer, modelledChoice, pattern } from '../shapes/fields.ts';
import { mapping, notModelled, unless } from '../shapes/mapping.ts';
import {
  checkContainerNames,
  containerDefinitionSchema,
  resolveContainers,
} from './container-definitions.ts';
import { warnOfHostPorts } from './host-port-warnings.ts';
import type { ImageSizes } from './images.ts';
import { resolveTags, tagsSchema } from './launch/tags.ts';
import { constraintSchema, resolveConstraints } from './placement.ts';
import { warnOfStartTimeouts } from './start-timeout-warnings.ts';
import { volumesSchema } from './task-volumes.ts';

const sizeOf = (expected: string) => z.union([z.int(), z.string()], expected);

export const taskDefinitionSchema = mapping(
  {
    family: pattern(/^[\w-]{1,255}$/, 'up to 255 letters, digits, hyphens and underscores').describe(
      "Name of the family; a family's next entry is its next revision.",
    ),
    cpu: sizeOf('CPU units such as 512, or "0.5 vCPU"')
      .optional()
      .describe('CPU units of the task (1024 are one vCPU), or "N vCPU".'),
    memory: sizeOf('MiB such as 1024, or "1 GB"').optional().describe('MiB of the task, or "N GB".'),
    networkMode: choice(['bridge', 'host', 'awsvpc', 'none'])
      .optional()
      .describe('Default bridge; Fargate takes awsvpc only.'),
    requiresCompatibilities: z
      .array(modelledChoice(['EC2', 'FARGATE', 'EXTERNAL'], /^MANAGED_INSTANCES$/))
      .optional()
      .describe('What the definition is validated for.'),
    runtimePlatform: mapping(
      {
        cpuArchitecture: choice(['X86_64', 'ARM64'])
          .optional()
          .describe('What instances must have; on Fargate default X86_64.'),
        operatingSystemFamily: choice(OS_FAMILIES)
          .optional()
          .describe('What instances must have as `ecs.os-family`; on Fargate default LINUX.'),
      },
      { aws: { shape: 'TaskDefinition', path: ['runtimePlatform'] } },
    )
      .optional()
      .describe('Architecture and operating system.'),
    ephemeralStorage: mapping(
      { sizeInGiB: integer(0).describe('GiB in all, 21 to 200; without the key a task has 20.') },
      { aws: { shape: 'TaskDefinition', path: ['ephemeralStorage'] } },
    )
      .optional()
      .describe('Ephemeral storage on Fargate.'),
    placementConstraints: z.array(constraintSchema).optional().describe('memberOf only.'),
    volumes: volumesSchema
      .optional()
      .describe('Storage of its tasks; only what a launch configures changes something.'),
    tags: tagsSchema.optional(),
    containerDefinitions: z
      .array(containerDefinitionSchema)
      .min(1, 'at least one container')
      .describe('The containers of a task.'),
  },
  {
    aws: { shape: 'TaskDefinition', path: [] },
    checkedOnly: ['requiresCompatibilities'],
    notModelled: {
      ...notModelled('inferenceAccelerators'),
      status: unless('ACTIVE'),
    },
  },
);

/** A task definition, and the request that it was registered by, for what RunTask checks. */
export interface ResolvedTaskDefinition {
  readonly index: number;
  readonly spec: TaskDefinitionSpec;
  /** `null` when AWS would not have registered it: then nothing more is to be said of it. */
  readonly request: TaskDefinitionRequest | null;
}

/** The task definitions of a scenario, by family and revision. */
export class TaskDefinitions {
  readonly specs: TaskDefinitionSpec[] = [];
  private readonly families = new Map<string, (ResolvedTaskDefinition | null)[]>();
  private isIncomplete = false;

  /** Adds the next revision of a family; `null` for one that is wrong in itself. */
  add(family: string, make: ((revision: number) => Omit<ResolvedTaskDefinition, 'index'>) | null): void {
    const revisions = this.families.get(family) ?? [];
    this.families.set(family, revisions);
    if (make === null) revisions.push(null);
    else {
      const made = make(revisions.length + 1);
      revisions.push({ ...made, index: this.specs.push(made.spec) - 1 });
    }
  }

  /** Adds a definition of our own, without a request behind it. */
  addSpec(spec: TaskDefinitionSpec): { readonly index: number; readonly spec: TaskDefinitionSpec } {
    return { index: this.specs.push(spec) - 1, spec };
  }

  /** One whose family cannot be read: then any reference may be to it. */
  addNameless(): void {
    this.isIncomplete = true;
  }

  has(family: string): boolean {
    return this.families.has(family);
  }

  /** What `family`, `family:revision` or an ARN names; `family` is its latest revision. `null`, with a problem, when there is none. */
  resolve(reference: string, path: Path, findings: Findings): ResolvedTaskDefinition | null {
    const name = nameOf(reference);
    const [family = '', revision] = name.split(':');
    const revisions = this.families.get(family);
    const found = revision === undefined ? revisions?.at(-1) : revisions?.[Number(revision) - 1];
    if (found !== undefined) return found;
    if (this.isIncomplete) return null;
    const known =
      revisions === undefined ? [...this.families.keys()] : revisions.map((_, i) => `${family}:${i + 1}`);
    const hint = () =>
      revisions === undefined
        ? didYouMean(family, known)
        : 'Revisions count the entries of the family, from 1.';
    findings.addOnce(
      `a task definition ${name}`,
      path,
      `a task definition of this scenario${listNames(known)}`,
      describeValue(reference),
      hint,
    );
    return null;
  }
}

/** Registers the entries of the section one after the other. */
export function resolveTaskDefinitions(
  section: unknown,
  images: ImageSizes,
  context: LoadContext,
): TaskDefinitions {
  const { findings } = context;
  const definitions = new TaskDefinitions();
  const list = decodeList(taskDefinitionSchema, section, ['taskDefinitions'], findings);
  for (const [i, decoded] of list.entries()) {
    const path: Path = ['taskDefinitions', i];
    const family = findings.isBroken([...path, 'family']) ? null : nameIn(section, i, 'family');
    if (family === null) definitions.addNameless();
    else if (decoded === null) definitions.add(family, null);
    else
      definitions.add(family, (revision) => resolveTaskDefinition(decoded, revision, images, path, context));
  }
  if (section !== undefined && !Array.isArray(section)) definitions.addNameless();
  return definitions;
}

function resolveTaskDefinition(
  decoded: z.output<typeof taskDefinitionSchema>,
  revision: number,
  images: ImageSizes,
  path: Path,
  { findings, region }: LoadContext,
): Omit<ResolvedTaskDefinition, 'index'> {
  const {
    family,
    networkMode = 'bridge',
    requiresCompatibilities = [],
    runtimePlatform,
    placementConstraints = [],
    containerDefinitions,
  } = decoded;
  const before = findings.problems.length;
  findings.addAll(path, ownProblems(checkTaskDefinition(decoded), findings.isBroken([...path, 'memory'])));
  checkContainerNames(containerDefinitions, [...path, 'containerDefinitions'], findings);
  const osFamily = runtimePlatform?.operatingSystemFamily ?? null;
  checkOsFamily(decoded, `${family}:${revision}`, path, findings);
  const hostPorts = fixedHostPorts(decoded);
  warnOfHostPorts(`${family}:${revision}`, hostPorts, osFamily, findings);
  warnOfStartTimeouts(`${family}:${revision}`, containerDefinitions, findings);
  const { cpu, memory } = countedTaskSize(decoded);
  const tags = resolveTags(decoded.tags, [...path, 'tags'], findings);
  const spec: TaskDefinitionSpec = {
    family,
    revision,
    need: taskNeed({ cpu, memory, containers: containerDefinitions }),
    networkMode,
    requiresCompatibilities,
    architecture: runtimePlatform?.cpuArchitecture ?? null,
    osFamily,
    hostPorts,
    ephemeralStorageGib: ephemeralStorageGib(decoded.ephemeralStorage?.sizeInGiB),
    containers: resolveContainers(containerDefinitions, images, region),
    placementConstraints: resolveConstraints(
      placementConstraints,
      [...path, 'placementConstraints'],
      findings,
    ),
    limits: taskLimits({ cpu, memory, osFamily, containers: containerDefinitions }),
    ...(tags === undefined ? {} : { tags }),
  };
  const isSound = findings.problems.length === before && !findings.isBroken(path);
  return { spec, request: isSound ? decoded : null };
}

/** What becomes of a definition for Windows: on instances the size of its task level does not count (ecs: ), so it is for one of both. */
function checkOsFamily(
  decoded: z.output<typeof taskDefinitionSchema>,
  label: string,
  path: Path,
  findings: Findings,
): void {
  const osFamily = decoded.runtimePlatform?.operatingSystemFamily;
  if (osFamily === undefined || !isWindows(osFamily)) return;
  const { requiresCompatibilities = [] } = decoded;
  if (requiresFargate(decoded)) {
    if (requiresCompatibilities.length > 1)
      findings.add(
        [...path, 'requiresCompatibilities'],
        'FARGATE alone for Windows on Fargate',
        requiresCompatibilities.join(', '),
        'On instances another size of it counts: give them a definition of their own.',
      );
  } else if (decoded.cpu !== undefined || decoded.memory !== undefined)
    findings.warn(
      'task-size-without-effect',
      `Task definition ${label}: for Windows containers on instances AWS ignores the task's own \`cpu\` and \`memory\`; those of its containers count.`,
    );
}

/** Without what only follows from a task-level memory that is wrong: that containers miss one of their own. */
function ownProblems(
  problems: readonly RequestProblem[],
  isMemoryBroken: boolean,
): readonly RequestProblem[] {
  const isMemoryWrong = isMemoryBroken || problems.some(({ at }) => at.length === 1 && at[0] === 'memory');
  if (!isMemoryWrong) return problems;
  return problems.filter(
    ({ at, received }) => !(at[0] === 'containerDefinitions' && at[2] === 'memory' && received === 'nothing'),
  );
}
