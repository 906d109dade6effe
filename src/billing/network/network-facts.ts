/** What a run's network is made of, as counters look at it. Zones are names; indexes are the world's where nothing else is said. */
export interface NetworkFacts {
  readonly balancers: readonly BalancerFacts[];
  /** By service. */
  readonly services: readonly ServiceTraffic[];
  readonly natGateways: readonly { readonly zone: string; readonly isPublic: boolean }[];
  readonly endpoints: readonly EndpointFacts[];
}

export interface BalancerFacts {
  readonly kind: 'alb' | 'nlb';
  /** Whether it has public addresses. */
  readonly internetFacing: boolean;
  readonly zones: readonly string[];
  /** What the capacity units of a Network Load Balancer are counted by. */
  readonly protocol: 'TCP' | 'UDP' | 'TLS';
  /** Rules of an Application Load Balancer that each request meets. */
  readonly rules: number;
}

/** How requests come to a service, and what they weigh. */
export interface ServiceTraffic {
  /** Whether its tasks run outside of AWS (ECS Anywhere): what comes and goes there AWS does not bill. */
  readonly isExternal: boolean;
  /** Index into `balancers` of the one that requests from outside come by; -1: they come straight to its tasks. */
  readonly balancer: number;
  /** Whether it sends a request to a target in another zone than the one it came in by. */
  readonly crossZone: boolean;
  /** Whether calls of other services come by it, too: they find the tasks by nothing else. */
  readonly isCalledByBalancer: boolean;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly requestsPerConnection: number;
  readonly connectionMs: number;
  /** Of the calls that its own requests make, bytes of one with its answer. */
  readonly callBytes: readonly number[];
}

export interface EndpointFacts {
  readonly kind: 'Interface' | 'Gateway';
  /** What it leads to: `s3`, `ecr.dkr`, `logs`. */
  readonly service: string;
  readonly zones: readonly string[];
}
