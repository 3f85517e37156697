import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    isolate: false, // the model is loaded once for all files of a worker
    maxWorkers: 2,
    pool: 'forks',
  },
})
