import { AwsCallsCounter } from '../billing/counters/aws-calls-counter.ts';
import type { Counter } from '../billing/counters/counter.ts';
import { LogShippingCounter } from '../billing/counters/log-shipping-counter.ts';
import { StandingCounter } from '../billing/counters/standing-counter.ts';
import { type Sampling, TracesCounter } from '../billing/counters/traces-counter.ts';
import { WafCounter } from '../billing/counters/waf-counter.ts';
import type { NetworkFacts } from '../billing/network/network-facts.ts';
import type { SamplingRuleSpec } from '../scenario/billed-services.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { bucketFacts } from './bucket-facts.ts';
import { isLike } from './is-like.ts';
import { shippedLogs } from './log-sources.ts';
import { standing } from './standing.ts';

/** What a scenario has of WAF, X-Ray, KMS and S3, and the ways of its logs. */
export function serviceCounters(scenario: Scenario, facts: NetworkFacts): Counter[] {
  const { billed, services, workloads, loads, region } = scenario;
  const { webAcls, buckets, kmsKeys } = billed;
  const things = [
    standing('waf.webAclMonth', webAcls.length),
    standing(
      'waf.ruleMonth',
      webAcls.reduce((sum, { rules }) => sum + rules, 0),
    ),
    standing('kms.keyMonth', kmsKeys),
    standing(
      's3.gbMonth',
      buckets.reduce((sum, { storedBytes }) => sum + storedBytes, 0),
    ),
  ].filter(({ count }) => count > 0);
  const walled = new Set(webAcls.flatMap(({ loadBalancers }) => loadBalancers));
  const samplings = samplingsOf(scenario);
  const byService = services.map(
    (_, i) => loads.find(({ service }) => service === i)?.requests?.awsCalls ?? null,
  );
  const byWorkload = workloads.map(({ awsCalls }) => awsCalls ?? null);
  const calls = { buckets: buckets.map((bucket) => bucketFacts(bucket, region)), byService, byWorkload };
  const logs = shippedLogs(scenario);
  return [
    ...(things.length > 0 ? [new StandingCounter(things)] : []),
    ...(walled.size > 0 ? [new WafCounter(facts, walled)] : []),
    ...(samplings.some((sampling) => sampling !== null) ? [new TracesCounter(samplings)] : []),
    ...([...byService, ...byWorkload].some((asked) => asked !== null)
      ? [new AwsCallsCounter(calls, facts, region)]
      : []),
    ...(logs === null ? [] : [new LogShippingCounter(logs, facts, region)]),
  ];
}

/** Of each traced service the first rule that is for it; services that traces begin at have equal parts of its reservoir. */
function samplingsOf({ services, loads, billed }: Scenario): (Sampling | null)[] {
  const traced = loads.filter(({ requests }) => requests?.isTraced === true);
  const ruleOf = new Map(
    traced.map(({ service }) => [service, ruleFor(services[service]!.serviceName, billed.samplingRules)]),
  );
  const untraced = loads.filter(({ service }) => !ruleOf.has(service));
  const begins = traced.filter(
    ({ service, requests }) =>
      requests!.rate !== null ||
      untraced.some((caller) => caller.requests?.calls.some(({ load }) => loads[load]!.service === service)),
  );
  return services.map((_, service) => {
    const rule = ruleOf.get(service);
    if (rule === undefined) return null;
    const sharing = begins.filter((other) => ruleOf.get(other.service) === rule).length;
    return { reservoir: rule.reservoir / Math.max(1, sharing), rate: rule.rate };
  });
}

/** The last one is for every service. */
function ruleFor(name: string, rules: readonly SamplingRuleSpec[]): SamplingRuleSpec {
  return (
    rules.find(({ serviceName }) => isLike(name.toLowerCase(), serviceName.toLowerCase())) ?? rules.at(-1)!
  );
}
