import * as z from 'zod';
import { evaluateQuery } from '../../policies/placement/cluster-query/evaluate-query.ts';
import { parseClusterQuery } from '../../policies/placement/cluster-query/parse-query.ts';
import type { QuerySubject } from '../../policies/placement/cluster-query/query-subject.ts';
import { parseInstant } from '../../units/calendar.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

const instances = z.array(
  z.strictObject({
    ec2InstanceId: z.string(),
    attributes: z.record(z.string(), z.string()).default({}),
    agentConnected: z.boolean().default(true),
    agentVersion: z.string().default(''),
    registeredAt: z.string().default('1970-01-01'),
    runningTasksCount: z.int().min(0).default(0),
    taskGroups: z.array(z.string()).default([]),
  }),
);

/** Which instances an expression is true for (ecs: ). */
export const clusterQuery: Adapter = adapter(
  'cluster-query',
  form({ expression: z.string(), instances }, (given) => {
    const parsed = parseClusterQuery(given.expression);
    if ('mistake' in parsed) return { error: 'InvalidParameterException' };
    const subjects = given.instances.map(subjectOf);
    if (subjects.some(({ registeredAtMs }) => Number.isNaN(registeredAtMs))) return NOT_COVERED;
    const matching = subjects.filter((subject) => evaluateQuery(parsed.query, subject));
    return { matches: matching.map(({ ec2InstanceId }) => ec2InstanceId) };
  }),
);

function subjectOf(instance: z.output<typeof instances>[number]): QuerySubject {
  const { attributes, registeredAt, taskGroups, ...rest } = instance;
  return {
    ...rest,
    attribute: (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined),
    registeredAtMs: parseInstant(registeredAt) ?? Number.NaN,
    hasTaskGroup: (test) => taskGroups.some(test),
  };
}
