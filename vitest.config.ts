import { defineConfig } from 'vitest/config';

/** Files that put others in the place of modules: nobody else may see those. */
const MOCKING = ['test/conformance/flipped-constants.test.ts', 'test/conformance/measurements.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', ...MOCKING],
          // Modules have no state of their own, so they need not be loaded anew for each file.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: MOCKING } },
    ],
  },
});
