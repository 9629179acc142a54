/**
 * One ClickHouse server in a process of its own, until that is killed: node clickhouse.mjs FOLDER DIRECTORY HTTP TCP CONFIG
 *
 * The library's command line starts listening and then keeps itself busy with a query that never ends.
 */
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [folder, directory, httpPort, tcpPort, config] = process.argv.slice(2);
const installed = createRequire(join(folder, 'package.json'));
const { DataType, load, open } = installed('ffi-rs');
const { platform, arch } = process;
const manifest = `@chdb/lib-${platform}-${arch}${platform === 'linux' ? '-gnu' : ''}/package.json`;
const library = join(dirname(createRequire(installed.resolve('chdb')).resolve(manifest)), 'libchdb.so');

mkdirSync(directory, { recursive: true });
writeFileSync(join(directory, 'config.xml'), config);
const words = [
  'clickhouse',
  `--path=${join(directory, 'data')}`,
  '--listen_host=127.0.0.1',
  `--http_port=${httpPort}`,
  `--tcp_port=${tcpPort}`,
  `--config-file=${join(directory, 'config.xml')}`,
  '--query',
  `SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP;
   SELECT sleepEachRow(3) FROM system.numbers SETTINGS max_block_size = 1 FORMAT Null`,
];
open({ library: 'clickhouse', path: library });
load({
  library: 'clickhouse',
  funcName: 'chdb_query_cmdline',
  retType: DataType.I64,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [words.length, words],
});
