import type { ClusterQuery } from '../../../src/policies/placement/cluster-query/cluster-query.ts';
import {
  parseClusterQuery,
  type QueryMistake,
} from '../../../src/policies/placement/cluster-query/parse-query.ts';
import type { NaiveInstance } from '../../oracles/naive-cluster-query.ts';

/** The query of an expression that is right. */
export function queryOf(expression: string): ClusterQuery {
  const parsed = parseClusterQuery(expression);
  if ('query' in parsed) return parsed.query;
  throw new RangeError(`${expression}: ${JSON.stringify(parsed.mistake)}`);
}

/** The mistake of one that is wrong. */
export function mistakeOf(expression: string): QueryMistake {
  const parsed = parseClusterQuery(expression);
  if ('mistake' in parsed) return parsed.mistake;
  throw new RangeError(`${expression} has no mistake`);
}

/** An instance on which nothing runs. */
export function instanceWith(parts: Partial<NaiveInstance> = {}): NaiveInstance {
  return {
    attributes: {},
    agentConnected: true,
    agentVersion: '1.80.0',
    ec2InstanceId: 'i-1',
    registeredAtMs: 0,
    runningTasksCount: 0,
    taskGroups: [],
    ...parts,
  };
}
