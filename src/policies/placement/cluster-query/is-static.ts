import type { ClusterQuery } from './cluster-query.ts';
import { testsOf } from './query-tests.ts';

/** Whether the answer for an instance never changes: only attributes, ids and agent versions are asked for. */
export function isStatic(query: ClusterQuery): boolean {
  return testsOf(query).every(
    ({ subject }) => subject === 'attribute' || subject === 'ec2InstanceId' || subject === 'agentVersion',
  );
}
