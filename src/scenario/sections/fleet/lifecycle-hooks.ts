import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { Findings } from '../../findings.ts';
import type { AutoScalingGroupSpec, LifecycleHookSpec } from '../../group-spec.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { distribution } from '../../shapes/distribution.ts';
import { choice, duration, flag, integer, pattern } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { resolveDuration } from '../workloads/duration.ts';
import type { StatedGroup } from './auto-scaling-group-schema.ts';

/** More hooks an Auto Scaling group cannot have. */
export const MOST_HOOKS = 50;

const LAUNCHING = 'autoscaling:EC2_INSTANCE_LAUNCHING';
const TERMINATING = 'autoscaling:EC2_INSTANCE_TERMINATING';
const RESULTS = ['CONTINUE', 'ABANDON'] as const;

/** scaling. */
const HEARTBEAT_SECONDS = { shortest: 30, longest: 7200, preset: 3600 };

const completion = mapping({
  after: distribution
    .optional()
    .describe('From the beginning of the wait until the hook is completed; default: never, it times out.'),
  afterWarmStart: distribution
    .optional()
    .describe('The same of an instance that comes from the warm pool; default: as `after` says.'),
  result: choice(RESULTS).optional().describe('With what it is completed; default CONTINUE.'),
  heartbeatEvery: duration(1)
    .optional()
    .describe('Time between heartbeats, each of which begins the time-out anew; default: there are none.'),
  heartbeats: integer(1)
    .optional()
    .describe('How many heartbeats there are at most; default: they go on until the hook is completed.'),
  holdsRegistration: flag()
    .optional()
    .describe(
      'Whether the agent of an instance that launches registers it only when the wait is over, as where user data does the work before it starts the agent. Default false: it registers while it waits.',
    ),
});

export const lifecycleHookSchema = mapping(
  {
    lifecycleHookName: pattern(
      /^[A-Za-z0-9\-_/]{1,255}$/,
      'up to 255 letters, digits, hyphens, underscores and slashes',
    ).describe('Name of the hook.'),
    lifecycleTransition: choice([LAUNCHING, TERMINATING]).describe(
      'On which way it keeps instances waiting.',
    ),
    heartbeatTimeout: integer(HEARTBEAT_SECONDS.shortest, HEARTBEAT_SECONDS.longest)
      .optional()
      .describe('Seconds after which it times out; default 3600.'),
    defaultResult: choice(RESULTS).optional().describe('What a time-out comes to; default ABANDON.'),
    completion: completion
      .optional()
      .describe('Not of AWS: what whoever serves the hook does. Default: nothing, so it times out.'),
  },
  { aws: { shape: 'LifecycleHook', path: [] }, checkedOnly: ['lifecycleHookName'] },
);

type StatedHook = z.output<typeof lifecycleHookSchema>;

/** The hooks of a group by what they wait for. */
export function resolveLifecycleHooks(
  { lifecycleHookSpecificationList: stated = [], warmPoolConfiguration }: StatedGroup,
  path: Path,
  context: LoadContext,
): Pick<AutoScalingGroupSpec, 'launchHooks' | 'terminationHooks'> {
  const launchHooks: LifecycleHookSpec[] = [];
  const terminationHooks: LifecycleHookSpec[] = [];
  for (const [i, hook] of stated.entries()) {
    const at: Path = [...path, 'lifecycleHookSpecificationList', i];
    checkName(hook, stated.slice(0, i), at, context.findings);
    checkCompletion(hook, warmPoolConfiguration !== undefined, at, context.findings);
    const hooks = hook.lifecycleTransition === LAUNCHING ? launchHooks : terminationHooks;
    hooks.push(resolveHook(hook, at, context));
  }
  return {
    ...(launchHooks.length > 0 ? { launchHooks } : {}),
    ...(terminationHooks.length > 0 ? { terminationHooks } : {}),
  };
}

function resolveHook(
  {
    lifecycleHookName: name,
    heartbeatTimeout,
    defaultResult = 'ABANDON',
    completion: stated = {},
  }: StatedHook,
  path: Path,
  context: LoadContext,
): LifecycleHookSpec {
  const { after, afterWarmStart, result = 'CONTINUE', heartbeatEvery, heartbeats } = stated;
  const timeOf = (key: 'after' | 'afterWarmStart') =>
    stated[key] === undefined ? null : resolveDuration(stated[key], [...path, 'completion', key], context);
  const completedAfter = after === undefined ? null : timeOf('after');
  return {
    name,
    heartbeatMs: (heartbeatTimeout ?? HEARTBEAT_SECONDS.preset) * 1000,
    defaultResult,
    completedAfter,
    completedAfterWarmStart: afterWarmStart === undefined ? completedAfter : timeOf('afterWarmStart'),
    result,
    heartbeatEveryMs: heartbeatEvery ?? null,
    heartbeats: heartbeats ?? null,
    holdsRegistration: stated.holdsRegistration ?? false,
  };
}

function checkName(
  { lifecycleHookName: name }: StatedHook,
  before: readonly StatedHook[],
  path: Path,
  findings: Findings,
): void {
  if (before.some((other) => other.lifecycleHookName === name))
    findings.add(
      [...path, 'lifecycleHookName'],
      'a name that no other hook of the group has',
      describeValue(name),
    );
}

/** What would have no effect. */
function checkCompletion(
  { lifecycleTransition, heartbeatTimeout = HEARTBEAT_SECONDS.preset, completion: stated = {} }: StatedHook,
  hasWarmPool: boolean,
  path: Path,
  findings: Findings,
): void {
  const { afterWarmStart, result, after, heartbeatEvery, heartbeats, holdsRegistration } = stated;
  const at = (key: string): Path => [...path, 'completion', key];
  const isLaunch = lifecycleTransition === LAUNCHING;
  if (afterWarmStart !== undefined && !(isLaunch && hasWarmPool))
    findings.add(
      at('afterWarmStart'),
      `${isLaunch ? '' : 'a hook of launches, and '}a \`warmPoolConfiguration\``,
      isLaunch ? 'a group without a warm pool' : 'a hook of terminations',
    );
  if (result !== undefined && after === undefined && afterWarmStart === undefined)
    findings.add(at('after'), 'when the hook is completed so', 'nothing');
  if (heartbeats !== undefined && heartbeatEvery === undefined)
    findings.add(at('heartbeatEvery'), 'the time between the heartbeats', 'nothing');
  if (heartbeatEvery !== undefined && heartbeatEvery >= heartbeatTimeout * 1000)
    findings.add(
      at('heartbeatEvery'),
      `less than \`heartbeatTimeout\`, ${heartbeatTimeout} s: one that comes later is too late`,
      `${heartbeatEvery / 1000} s`,
    );
  if (holdsRegistration !== undefined && !isLaunch)
    findings.add(at('holdsRegistration'), 'a hook of launches', 'a hook of terminations');
}
