/** Replications of a comparison where nothing else is said. */
export const DEFAULT_REPLICATIONS = 10;

/** The most of them where they are added until a precision is reached. */
export const DEFAULT_MOST_REPLICATIONS = 1000;
