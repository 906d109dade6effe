import * as z from 'zod';
import { placementConstraints, placementStrategies } from '../../policies/placement/registry.ts';
import type { Findings } from '../findings.ts';
import { describeValue, nearestName, type Path } from '../reading/problem.ts';
import type { ClusterSpec, PlacementConstraintSpec, PlacementStrategySpec } from '../scenario.ts';
import { choice, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

type StrategyType = keyof typeof placementStrategies;
type ConstraintType = keyof typeof placementConstraints;

export const strategySchema = mapping(
  {
    type: choice(Object.keys(placementStrategies) as [StrategyType, ...StrategyType[]]).describe(
      'binpack, spread and random are those of ECS; firstFit, bestFit and worstFit stand beside them.',
    ),
    field: z
      .string('text')
      .optional()
      .describe(
        'binpack: cpu or memory. spread: instanceId, host or attribute:NAME. bestFit and worstFit: cpu (default) or memory.',
      ),
  },
  { aws: { shape: 'RunTask', path: ['placementStrategy'] } },
);

/** Constraints of a task definition and of RunTask alike. */
export const constraintSchema = mapping(
  {
    type: choice(Object.keys(placementConstraints) as [ConstraintType, ...ConstraintType[]]).describe(
      'memberOf: instances that the expression is true for. distinctInstance: one task of the group an instance.',
    ),
    expression: text('text', 10_000).optional().describe('For memberOf: attribute:NAME == VALUE.'),
  },
  { aws: { shape: 'RunTask', path: ['placementConstraints'] } },
);

/** Strategies in the order written; a wrong one is left out and becomes a problem. */
export function resolveStrategies(
  strategies: readonly z.output<typeof strategySchema>[],
  path: Path,
  findings: Findings,
): PlacementStrategySpec[] {
  return strategies.flatMap(({ type, field }, i) => {
    const resolved = resolveField(type, field ?? '', [...path, i, 'field'], findings);
    return resolved === null ? [] : [{ type, field: resolved }];
  });
}

/** A strategy's field as the engine knows it; `null` when it does not take it. */
function resolveField(type: StrategyType, field: string, path: Path, findings: Findings): string | null {
  const { fields, ecs } = placementStrategies[type];
  const lower = field.toLowerCase();
  if (fields.length === 0) {
    if (field === '') return '';
    findings.add(path, `no field with ${type}`, describeValue(field));
    return null;
  }
  if (field === '' && !ecs) return fields[0]!;
  if (lower === 'host' && type === 'spread') return 'instanceId';
  const known = fields.find((candidate) => candidate.toLowerCase() === lower);
  if (known !== undefined) return known;
  if (type === 'spread' && lower.startsWith('attribute:') && field.length > ATTRIBUTE.length)
    return field.slice(ATTRIBUTE.length).trim();
  const nearest = nearestName(field, fields);
  const list = fields.map((name) => name.replace('…', 'NAME')).join(', ');
  const hint =
    type === 'spread' && field.startsWith('ecs.')
      ? `Did you mean attribute:${field}?`
      : nearest && `Did you mean ${nearest}?`;
  findings.add(path, `one of ${list}`, field === '' ? 'nothing' : describeValue(field), hint ?? undefined);
  return null;
}

const ATTRIBUTE = 'attribute:';
const EQUALITY = /^\s*attribute:([\w./\\-]+)\s*(?:==|equals)\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]+))\s*$/i;

/** Constraints with their expressions read; a wrong one is left out and becomes a problem. */
export function resolveConstraints(
  constraints: readonly z.output<typeof constraintSchema>[],
  path: Path,
  findings: Findings,
): PlacementConstraintSpec[] {
  return constraints.flatMap(({ type, expression }, i): PlacementConstraintSpec[] => {
    if (type === 'distinctInstance') return [{ type }];
    if (expression === undefined) return [];
    const found = EQUALITY.exec(expression);
    if (found !== null) {
      const value = found[2] ?? found[3] ?? found[4]!;
      return [{ type, expression, attribute: found[1]!, value }];
    }
    findings.add(
      [...path, i, 'expression'],
      'attribute:NAME == VALUE',
      describeValue(expression),
      'The rest of the cluster query language is not modelled yet.',
    );
    return [];
  });
}

/** Attributes that decide where tasks go, and that no container instance has, are most likely misspelt. */
export function warnOfUnknownAttributes(
  workload: string,
  rules: {
    readonly strategies: readonly PlacementStrategySpec[];
    readonly constraints: readonly PlacementConstraintSpec[];
  },
  { clusterName, containerInstances, idealFleet }: Omit<ClusterSpec, 'capacityProviders'>,
  findings: Findings,
): void {
  const spread = rules.strategies.filter(({ type, field }) => type === 'spread' && field !== 'instanceId');
  const tested = rules.constraints.filter((constraint) => constraint.type === 'memberOf');
  const used = [...spread.map(({ field }) => field), ...tested.map(({ attribute }) => attribute)];
  const instances = idealFleet === null ? containerInstances : [...containerInstances, idealFleet];
  const isKnown = (name: string) =>
    name === 'ecs.availability-zone' || instances.some(({ attributes }) => Object.hasOwn(attributes, name));
  const unknown = [...new Set(used)].filter((name) => !isKnown(name));
  if (unknown.length === 0) return;
  const list = unknown.map((name) => `attribute:${name}`).join(', ');
  findings.warn(
    'unknown-attribute',
    `Workload ${workload} is placed by ${list}, which no container instance of cluster ${clusterName} has.`,
    unknown.length,
  );
}
