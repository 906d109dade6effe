import * as z from 'zod';
import {
  MAX_VISIBILITY_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
  VISIBILITY_TIMEOUT_MS,
} from '../../../catalog/request-defaults.ts';
import type { Series } from '../../../environment/arrivals/arrivals-spec.ts';
import { defaultServiceTime, SERVICE_TIME_DEFAULTS } from '../../../requests/service-time.ts';
import { formatDuration } from '../../../units/duration.ts';
import type { LoadContext } from '../../context.ts';
import { formatPath, type Path } from '../../reading/problem.ts';
import type { CpuTimeSpec, QueueSpec, RequestsSpec } from '../../scenario.ts';
import {
  amount,
  choice,
  duration,
  flag,
  integer,
  type StatedDuration,
  statedDuration,
  text,
} from '../../shapes/fields.ts';
import { mapping, oneOf } from '../../shapes/mapping.ts';
import { awsCallKeys, type CalledServices, resolveAwsCalls } from './aws-calls.ts';
import { MOST_BYTES, resolveTraffic, trafficKeys } from './request-traffic.ts';
import { resolveSeries, type SeriesSpan, seriesSchema } from './series.ts';

/** More in a second is not counted exactly over a long run. */
const MOST_PER_SECOND = 1e9;

/** Clients that wait for longer are rare. */
const LONGEST_BARE_MS = 900_000;

const cpuTimeSchema = z.union(
  [
    amount(false),
    oneOf(
      {
        constant: amount(false).describe('The same for each request, ms.'),
        exponential: mapping({ mean: amount(false).describe('The mean, ms.') }),
        lognormal: mapping({
          mean: amount(false).describe('The mean, ms.'),
          scv: amount(false)
            .prefault(SERVICE_TIME_DEFAULTS.scv)
            .describe('Squared coefficient of variation: variance / mean^2.'),
        }),
      },
      {},
    ),
  ],
  'a number of milliseconds, or a mapping with one of constant, exponential, lognormal',
);

const callSchema = mapping(
  {
    service: text('the name of a service').describe('A service of the same cluster that has `requests`.'),
    perRequest: amount(true).prefault(1).describe('Calls for each request.'),
    bytes: integer(0, MOST_BYTES)
      .optional()
      .describe(
        'Bytes of a call and its answer; default: `requestBytes` and `responseBytes` of the called service.',
      ),
  },
  {},
);

const queueSchema = mapping({
  messages: seriesSchema.describe('Messages that are put into the queue, a second.'),
  workMs: amount(true).describe('How long a task works on a message, its CPU time included.'),
  visibilityTimeout: duration(1)
    .prefault(VISIBILITY_TIMEOUT_MS / 1000)
    .describe('A message whose worker was cut off comes back so long after it was received.'),
});

/** What comes to a service, and what each request costs its tasks. */
export const requestsSchema = mapping({
  rate: seriesSchema.optional().describe('Requests a second from outside.'),
  queue: queueSchema.optional().describe('Instead: messages of a queue that the tasks work on.'),
  noise: choice(['poisson', 'exact'])
    .optional()
    .describe('Whether counts are random around the rate (poisson, the default) or follow it exactly.'),
  cpuMsPerRequest: cpuTimeSchema
    .optional()
    .describe('CPU time of a request on a vCPU of an m5; a number is the mean of a lognormal.'),
  waitMsPerRequest: amount(false).optional().describe('Time of a request off the CPU; default 0.'),
  memoryMibPerRequest: amount(false).optional().describe('MiB of a request in flight; default 0.'),
  timeout: statedDuration(1)
    .optional()
    .describe('After so long the client has gone, such as 5s or 500ms; default 60s.'),
  maxConcurrentPerTask: integer(1)
    .optional()
    .describe('Requests in flight in one task; default no limit, with `queue` 1.'),
  ...trafficKeys,
  logBytesPerRequest: integer(0)
    .optional()
    .describe('Bytes that each request adds to the logs of its task; default 0.'),
  traced: flag()
    .optional()
    .describe(
      'Whether X-Ray samples requests from outside, or from services that are not traced (`samplingRules`); default false.',
    ),
  ...awsCallKeys,
  calls: z
    .array(callSchema)
    .optional()
    .describe('Requests to other services that each request makes, one after the other.'),
});

export type StatedRequests = z.output<typeof requestsSchema>;

/** The section without its calls, which need all loads to be known; `null` when there is something wrong with it. */
export function resolveRequests(
  stated: StatedRequests,
  path: Path,
  span: SeriesSpan,
  called: CalledServices,
  context: LoadContext,
): Omit<RequestsSpec, 'calls'> | null {
  const { waitMsPerRequest = 0, memoryMibPerRequest = 0, timeout = null } = stated;
  const { queue: statedQueue, rate: statedRate, maxConcurrentPerTask } = stated;
  if (stated.noise !== undefined && statedRate === undefined && statedQueue === undefined)
    context.findings.add([...path, 'noise'], '`noise` only beside `rate` or `queue`', stated.noise);
  if (timeout !== null) warnOfSeconds(timeout, [...path, 'timeout'], context);
  const cpuTime = resolveCpuTime(stated, path, context);
  const rate = statedRate === undefined ? null : resolveRate(statedRate, [...path, 'rate'], span, context);
  const queue = statedQueue === undefined ? null : resolveQueue(stated, path, span, context);
  if (statedQueue !== undefined && cpuTime !== null && cpuTime.meanMs > statedQueue.workMs)
    context.findings.add(
      [...path, 'cpuMsPerRequest'],
      `a mean of at most \`workMs\`, ${statedQueue.workMs}`,
      String(cpuTime.meanMs),
    );
  const traffic = resolveTraffic(stated, path, context.findings);
  const awsCalls = resolveAwsCalls(stated, path, called, context.findings);
  if (stated.traced === true && statedQueue !== undefined)
    context.findings.add([...path, 'traced'], 'no `traced` beside `queue`', 'one');
  if (cpuTime === null || (statedRate !== undefined && rate === null)) return null;
  if (statedQueue !== undefined && queue === null) return null;
  return {
    rate,
    noise: stated.noise ?? 'poisson',
    cpuTime,
    waitMs: waitMsPerRequest,
    memoryMib: memoryMibPerRequest,
    timeoutMs: timeout?.ms ?? REQUEST_TIMEOUT_MS,
    logBytesPerRequest: stated.logBytesPerRequest ?? 0,
    ...(stated.traced === true ? { isTraced: true } : {}),
    ...(awsCalls === undefined ? {} : { awsCalls }),
    mostPerTask: maxConcurrentPerTask ?? (queue === null ? null : 1),
    traffic,
    queue,
  };
}

/** A time-out without a unit that is so long was probably meant in milliseconds. */
function warnOfSeconds({ ms, isBare }: StatedDuration, path: Path, { findings }: LoadContext): void {
  if (!isBare || ms <= LONGEST_BARE_MS) return;
  const seconds = ms / 1000;
  findings.warn(
    'timeout-in-seconds',
    `${formatPath(path)}: ${seconds} is ${seconds} s, ${formatDuration(ms)}; if milliseconds are meant, write \`${seconds}ms\`, else \`${seconds}s\`.`,
  );
}

/** A message may need none: it is worked on for so long whatever it burns. */
function resolveCpuTime(
  { cpuMsPerRequest: stated, queue }: StatedRequests,
  path: Path,
  { findings }: LoadContext,
): CpuTimeSpec | null {
  if (typeof stated === 'number') return defaultServiceTime(stated);
  if (stated?.constant !== undefined) return { kind: 'constant', meanMs: stated.constant };
  if (stated?.exponential !== undefined) return { kind: 'exponential', meanMs: stated.exponential.mean };
  if (stated?.lognormal !== undefined) {
    const { mean, scv } = stated.lognormal;
    return { kind: 'lognormal', meanMs: mean, scv };
  }
  if (queue !== undefined) return { kind: 'constant', meanMs: 0 };
  findings.add(
    [...path, 'cpuMsPerRequest'],
    'milliseconds of CPU that a request takes, such as 20',
    'nothing',
  );
  return null;
}

function resolveRate(
  stated: z.output<typeof seriesSchema>,
  path: Path,
  span: SeriesSpan,
  context: LoadContext,
): Series | null {
  const series = resolveSeries(stated, path, span, context);
  const tooHigh = series?.perSecond.find((rate) => rate > MOST_PER_SECOND);
  if (tooHigh === undefined) return series;
  context.findings.add(path, 'at most 1e9 a second', String(tooHigh));
  return null;
}

function resolveQueue(
  stated: StatedRequests,
  path: Path,
  span: SeriesSpan,
  context: LoadContext,
): QueueSpec | null {
  const { messages, workMs, visibilityTimeout: visibilityTimeoutMs } = stated.queue!;
  const { findings } = context;
  const at: Path = [...path, 'queue'];
  for (const key of ['rate', 'waitMsPerRequest', 'timeout'] as const)
    if (stated[key] !== undefined) findings.add([...path, key], `no \`${key}\` beside \`queue\``, 'one');
  if (visibilityTimeoutMs > MAX_VISIBILITY_TIMEOUT_MS)
    findings.add(
      [...at, 'visibilityTimeout'],
      `a duration of at most ${formatDuration(MAX_VISIBILITY_TIMEOUT_MS)}`,
      formatDuration(visibilityTimeoutMs),
    );
  if (visibilityTimeoutMs < workMs)
    findings.warn(
      'visibility-timeout',
      `A message that is worked on for ${formatDuration(workMs)} is visible again after ${formatDuration(visibilityTimeoutMs)} (\`visibilityTimeout\`): SQS would give it to a second worker; here the first one keeps it.`,
    );
  const series = resolveRate(messages, [...at, 'messages'], span, context);
  return series === null ? null : { messages: series, workMs, visibilityTimeoutMs };
}
