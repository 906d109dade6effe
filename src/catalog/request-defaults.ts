/** How long a client waits for a response where a scenario does not say it, ms: an Application Load Balancer's idle timeout. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** How long SQS hides a message that was received from other workers, ms; and the most that it can be set to. */
export const VISIBILITY_TIMEOUT_MS = 30_000;
export const MAX_VISIBILITY_TIMEOUT_MS = 43_200_000;

/** Bytes of a request and of its response where a scenario does not say it: none, so that nobody pays for what was made up. */
export const REQUEST_BYTES = 0;
export const RESPONSE_BYTES = 0;

/**
 * Requests that come by one connection to a load balancer where a scenario does not say it: each has its own, which is the most
 * capacity units that they can cost. Browsers and proxies that keep connections open come to tens or hundreds.
 */
export const REQUESTS_PER_CONNECTION = 1;

/** How long a connection to a load balancer is open where a scenario does not say it, ms: its idle timeout, 60 s, after one request. */
export const CONNECTION_MS = 60_000;
