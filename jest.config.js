const { readFileSync } = require('node:fs');
const swc = { ...JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8')), exclude: [], swcrc: false };

/** Packages that ship ES modules only; jest's loader needs them compiled like our own code. */
const ESM_ONLY =
  '@nestjs|@borewit|@tokenizer|cookie|file-type|strtok3|token-types|uint8array-extras|uuid|canonicalize|nodemailer|@scure|temporal-polyfill|temporal-utils|openid-client|oauth4webapi|jose|rdf-validate-shacl|@rdfjs|@zazuko|@vocabulary|@tpluscode|clownface|rdf-dataset-ext|rdf-literal|rdf-validate-datatype|jschardet|hyparquet|hyparquet-compressors|hysnappy|fzstd|stream-json|stream-chain|@tus|srvx|set-cookie-parser';

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/properties.ts'],
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'require', 'default'] },
  transform: { '\\.[cm]?[jt]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: [`/node_modules/(?!(?:.+/node_modules/)?(?:${ESM_ONLY})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
};
const withPostgres = {
  ...base,
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

module.exports = {
  testTimeout: 300_000, // for machines that are busy with other things
  maxWorkers: 2,
  projects: [
    { ...base, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...withPostgres, displayName: 'db', testMatch: ['<rootDir>/libs/**/*.db-spec.ts'] },
    { ...withPostgres, displayName: 'e2e', testMatch: ['<rootDir>/test/{e2e,faults,attacks}/**/*-spec.ts'] },
    { ...withPostgres, displayName: 'cluster', testMatch: ['<rootDir>/test/cluster/*.cluster-spec.ts'] },
  ],
};
