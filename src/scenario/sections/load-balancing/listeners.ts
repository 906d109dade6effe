import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { PORTS } from '../../operations/published-figures.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, integer } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { actionSchema, resolveActions, type WeightedGroup } from './forward-actions.ts';
import { resolveRules, rulesSchema } from './listener-rules.ts';
import type { Balancer } from './target-group-attributes.ts';
import type { TargetGroups } from './target-groups.ts';

const listenerSchema = mapping(
  {
    port: integer(PORTS.minimum, PORTS.maximum).describe('No other listener of the load balancer has it.'),
    protocol: choice(['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'])
      .optional()
      .describe(
        'HTTP or HTTPS with type application, one of the others with type network, whose capacity units go by that of its first listener.',
      ),
    defaultActions: z
      .array(actionSchema)
      .min(1, 'at least one action')
      .describe('What is done with requests that no rule matches.'),
    rules: rulesSchema
      .optional()
      .describe(
        'As DescribeRules has them, of an Application Load Balancer: those beyond the ten free ones count in its capacity units.',
      ),
  },
  { aws: { shape: 'Listener', path: [] }, checkedOnly: ['port'] },
);

/** Listeners, as DescribeListeners has them. */
export const listenersSchema: z.ZodArray<typeof listenerSchema> = z
  .array(listenerSchema)
  .describe('Where requests come in, and to which target groups they are forwarded.');

/** A listener that forwards requests. */
export interface Forward {
  readonly port: number;
  /** Who gets which part of its requests. */
  readonly targets: readonly WeightedGroup[];
  /** Whether a rule forwards to other target groups without saying which part of the requests it matches. */
  readonly isUnsaid: boolean;
  /** Every target group that it or a rule of it names: indexes. */
  readonly groups: readonly number[];
  /** Rules beside the default one. */
  readonly rules: number;
}

/** The listeners that forward, whose target groups are behind the load balancer with that. */
export function resolveListeners(
  stated: z.output<typeof listenersSchema>,
  balancer: Balancer,
  groups: TargetGroups,
  path: Path,
  findings: Findings,
): Forward[] {
  const ports = new Set<number>();
  const forwards = stated.flatMap(({ port, protocol, defaultActions, rules = [] }, i): Forward[] => {
    if (ports.has(port)) findings.add([...path, i, 'port'], 'a port that no other listener has', `${port}`);
    ports.add(port);
    const isHttp = protocol === 'HTTP' || protocol === 'HTTPS';
    if (protocol !== undefined && isHttp !== (balancer.type === 'application'))
      findings.add(
        [...path, i, 'protocol'],
        isHttp
          ? 'TCP, TLS, UDP, TCP_UDP, QUIC or TCP_QUIC with type network'
          : 'HTTP or HTTPS with type application',
        protocol,
      );
    const at = (key: string): Path => [...path, i, key];
    const targets = resolveActions(defaultActions, balancer, groups, at('defaultActions'), findings);
    const forward = resolveRules(rules, targets, balancer, groups, at('rules'), findings);
    return forward === null ? [] : [{ port, ...forward }];
  });
  const [first, ...others] = forwards;
  if (others.some((other) => other.rules !== first!.rules))
    findings.add(
      path,
      'as many `rules` in each listener that forwards, as requests come by any of them',
      forwards.map((forward) => `${forward.rules} on port ${forward.port}`).join(', '),
    );
  return forwards;
}
