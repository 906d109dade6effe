/** How long a client waits for a response where a scenario does not say it, ms: an Application Load Balancer's idle timeout. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** How long SQS hides a message that was received from other workers, ms; and the most that it can be set to. */
export const VISIBILITY_TIMEOUT_MS = 30_000;
export const MAX_VISIBILITY_TIMEOUT_MS = 43_200_000;
