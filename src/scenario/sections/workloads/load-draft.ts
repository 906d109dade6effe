import type * as z from 'zod';
import type { Names } from '../../names.ts';
import type { Path } from '../../reading/problem.ts';
import type { RequestsSpec, Scenario } from '../../scenario.ts';
import type { ResolvedCluster } from '../clusters.ts';
import type { ResolvedLoadBalancer } from '../load-balancing/load-balancers.ts';
import type { TargetGroups } from '../load-balancing/target-groups.ts';
import type { Services } from '../services/services.ts';
import type { CalledServices } from './aws-calls.ts';
import type { StatedRequests } from './requests.ts';
import type { SeriesSpan } from './series.ts';
import type { usageSchema } from './usage.ts';

/** A workload that names a service or a load balancer. */
export interface StatedLoad {
  readonly path: Path;
  readonly name: string;
  readonly service?: string | undefined;
  readonly loadBalancer?: string | undefined;
  readonly cluster?: string | undefined;
  readonly requests?: StatedRequests | undefined;
  readonly usage?: z.output<typeof usageSchema> | undefined;
}

/** What the loads refer to. */
export interface LoadParts {
  readonly simulation: Scenario['simulation'];
  readonly clusters: Names<ResolvedCluster>;
  readonly services: Services;
  readonly targetGroups: TargetGroups;
  readonly loadBalancers: Names<ResolvedLoadBalancer>;
  readonly called: CalledServices;
}

/** A load before its calls are known. */
export interface LoadDraft {
  readonly stated: StatedLoad;
  readonly name: string;
  readonly cluster: string;
  /** Index into `services`. */
  readonly service: number;
  /** `null`: none, or wrong. */
  readonly requests: Omit<RequestsSpec, 'calls'> | null;
  /** Whether a workload that names a load balancer brings its requests. */
  readonly isForwarded: boolean;
}

/** What the rate of a workload is laid out over. */
export function spanOfLoad({ startMs, durationMs, seed }: Scenario['simulation'], name: string): SeriesSpan {
  // Without a duration its service is a problem already.
  return { startMs, untilMs: durationMs ?? 0, streamName: `${seed}/rateNoise/${name}` };
}
