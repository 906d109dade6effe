import type * as z from 'zod';
import {
  CONNECTION_MS,
  REQUEST_BYTES,
  REQUESTS_PER_CONNECTION,
  RESPONSE_BYTES,
} from '../../../catalog/request-defaults.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { TrafficSpec } from '../../scenario.ts';
import { duration, integer } from '../../shapes/fields.ts';

/** More in one request is a slip of the finger: a terabyte. */
export const MOST_BYTES = 1e12;

/** Keys of `requests` that only the bill looks at. */
export const trafficKeys = {
  requestBytes: integer(0, MOST_BYTES)
    .optional()
    .describe(`Bytes of a request with its headers; default ${REQUEST_BYTES}.`),
  responseBytes: integer(0, MOST_BYTES)
    .optional()
    .describe(`Bytes of a response with its headers; default ${RESPONSE_BYTES}.`),
  requestsPerConnection: integer(1)
    .optional()
    .describe(
      `Requests that come by one connection to the load balancer; default ${REQUESTS_PER_CONNECTION}.`,
    ),
  connectionDuration: duration()
    .optional()
    .describe(`How long a connection to the load balancer is open; default ${CONNECTION_MS / 1000}s.`),
};

type StatedTraffic = { readonly [K in keyof typeof trafficKeys]?: z.output<(typeof trafficKeys)[K]> } & {
  readonly queue?: unknown;
};

/** What requests weigh, and the connections that they come by; messages of a queue come by none. */
export function resolveTraffic(stated: StatedTraffic, path: Path, findings: Findings): TrafficSpec {
  if (stated.queue !== undefined)
    for (const key of Object.keys(trafficKeys) as (keyof typeof trafficKeys)[])
      if (stated[key] !== undefined) findings.add([...path, key], `no \`${key}\` beside \`queue\``, 'one');
  return {
    requestBytes: stated.requestBytes ?? REQUEST_BYTES,
    responseBytes: stated.responseBytes ?? RESPONSE_BYTES,
    requestsPerConnection: stated.requestsPerConnection ?? REQUESTS_PER_CONNECTION,
    connectionMs: stated.connectionDuration ?? CONNECTION_MS,
  };
}
