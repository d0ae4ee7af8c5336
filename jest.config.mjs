// Tests run the compiled output that also ships: no second compiler, decorator metadata identical to production.
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,bench,libs,tools}/**/dist/**/*.spec.js'],
  // A spec whose source was deleted must not live on in dist.
  filter: '<rootDir>/libs/testing/jest/only-with-source.cjs',
  transform: {},
  globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
  setupFiles: ['<rootDir>/libs/testing/jest/property-seed.mjs'],
  globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
  reporters: ['default', '<rootDir>/libs/testing/jest/count-reporter.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/.gewerk/', '<rootDir>/.nx/'],
  maxWorkers: 2,
  testTimeout: 120_000,
};
