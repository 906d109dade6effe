/** About 8,900 years after a run's start: no time in a file lies later, and the timer queue can hold it. */
export const LATEST_MS: number = 2 ** 48;
