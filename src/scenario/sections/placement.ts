import * as z from 'zod';
import { attributesOf } from '../../policies/placement/cluster-query/query-tests.ts';
import { placementConstraints, placementStrategies } from '../../policies/placement/registry.ts';
import type { Findings } from '../findings.ts';
import { describeValue, nearestName, type Path } from '../reading/problem.ts';
import type { PlacementConstraintSpec, PlacementStrategySpec } from '../scenario.ts';
import { choice, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';
import { checkContradictions, resolveQuery } from './cluster-queries.ts';
import { launchedInstancesOf, type ResolvedCluster } from './clusters.ts';

type StrategyType = keyof typeof placementStrategies;
type ConstraintType = keyof typeof placementConstraints;

export const strategySchema = mapping(
  {
    type: choice(Object.keys(placementStrategies) as [StrategyType, ...StrategyType[]]).describe(
      `${listOf(true)} are those of ECS; ${listOf(false)} stand beside them.`,
    ),
    field: z
      .string('text')
      .optional()
      .describe(
        'binpack: cpu or memory. spread: instanceId, host or attribute:NAME. bestFit and worstFit: cpu (default) or memory. topologySpread: as spread, default attribute:ecs.availability-zone.',
      ),
  },
  { aws: { shape: 'RunTask', path: ['placementStrategy'] } },
);

/** Names of the strategies that ECS has, or of those that it has not. */
function listOf(ecs: boolean): string {
  const names = Object.values(placementStrategies).filter((strategy) => strategy.ecs === ecs);
  return names
    .map(({ name }) => name)
    .join(', ')
    .replace(/, (\w+)$/, ' and $1');
}

/** Constraints of a task definition and of RunTask alike. */
export const constraintSchema = mapping(
  {
    type: choice(Object.keys(placementConstraints) as [ConstraintType, ...ConstraintType[]]).describe(
      'memberOf: instances that the expression is true for. distinctInstance: one task of the group an instance.',
    ),
    expression: text('text', 10_000)
      .optional()
      .describe(
        'For memberOf: an expression of the cluster query language, such as attribute:stack == prod.',
      ),
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
function resolveField(type: StrategyType, stated: string, path: Path, findings: Findings): string | null {
  const { fields, ecs } = placementStrategies[type];
  const usual = takesAttributes(type) ? ZONE : (fields[0] ?? '');
  const field = stated === '' && !ecs ? usual : stated;
  const lower = field.toLowerCase();
  if (fields.length === 0) {
    if (field === '') return '';
    findings.add(path, `no field with ${type}`, describeValue(field));
    return null;
  }
  if (takesAttributes(type)) {
    if (lower === 'host') return 'instanceId';
    if (lower.startsWith(ATTRIBUTE) && field.length > ATTRIBUTE.length)
      return field.slice(ATTRIBUTE.length).trim();
  }
  const known = fields.find((candidate) => candidate.toLowerCase() === lower);
  if (known !== undefined) return known;
  const nearest = nearestName(field, fields);
  const list = fields.map((name) => name.replace('…', 'NAME')).join(', ');
  const hint =
    takesAttributes(type) && field.startsWith('ecs.')
      ? `Did you mean attribute:${field}?`
      : nearest && `Did you mean ${nearest}?`;
  findings.add(path, `one of ${list}`, field === '' ? 'nothing' : describeValue(field), hint ?? undefined);
  return null;
}

function takesAttributes(type: StrategyType): boolean {
  return placementStrategies[type].fields.includes('attribute:…');
}

const ATTRIBUTE = 'attribute:';
const ZONE = `${ATTRIBUTE}ecs.availability-zone`;

/** Constraints with their expressions read; a wrong one is left out and becomes a problem. */
export function resolveConstraints(
  constraints: readonly z.output<typeof constraintSchema>[],
  path: Path,
  findings: Findings,
): PlacementConstraintSpec[] {
  const resolved = constraints.flatMap(({ type, expression }, i): PlacementConstraintSpec[] => {
    if (type === 'distinctInstance') return [{ type }];
    if (expression === undefined) return [];
    const query = resolveQuery(expression, [...path, i, 'expression'], findings);
    return query === null ? [] : [{ type, expression, query }];
  });
  checkContradictions(resolved, path, findings);
  return resolved;
}

/** Attributes that decide where the tasks of `subject` go, and that no container instance has, are most likely misspelt. */
export function warnOfUnknownAttributes(
  subject: string,
  rules: {
    readonly strategies: readonly PlacementStrategySpec[];
    readonly constraints: readonly PlacementConstraintSpec[];
  },
  cluster: ResolvedCluster,
  findings: Findings,
): void {
  const spread = rules.strategies.filter(
    ({ type, field }) => takesAttributes(type) && field !== 'instanceId',
  );
  const tested = rules.constraints.filter((constraint) => constraint.type === 'memberOf');
  const used = [...spread.map(({ field }) => field), ...tested.flatMap(({ query }) => attributesOf(query))];
  const { clusterName, containerInstances } = cluster;
  const instances = [...containerInstances, ...launchedInstancesOf(cluster)];
  const isKnown = (name: string) =>
    name === 'ecs.availability-zone' || instances.some(({ attributes }) => Object.hasOwn(attributes, name));
  const unknown = [...new Set(used)].filter((name) => !isKnown(name));
  if (unknown.length === 0) return;
  const list = unknown.map((name) => `attribute:${name}`).join(', ');
  findings.warn(
    'unknown-attribute',
    `${subject} is placed by ${list}, which no container instance of cluster ${clusterName} has.`,
    unknown.length,
  );
}
