/**
 * Lets a plain Node process load our TypeScript, for tests that kill a process:
 * `node --conditions=source --require test/support/typescript.cjs -e '…'`.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const options = JSON.parse(readFileSync(join(__dirname, '../../.swcrc'), 'utf8'));

require.extensions['.ts'] = (module, path) => {
  module._compile(transformFileSync(path, { ...options, exclude: [], swcrc: false, sourceMaps: 'inline' }).code, path);
};
