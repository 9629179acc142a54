// Runs every benchmark, one at a time, and prints ratios: ours beside its peer, measured in the same run.
// `npm run bench -- --small` for a quick look; results land in reports/bench.json.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false } } });
const BENCHMARKS = [
  { script: 'list.mjs', small: ['--seconds', '2'] },
  { script: 'cast.mjs', small: ['--members', '600', '--concurrent', '200'] },
  { script: 'ingest.mjs', small: ['--megabytes', '100'] },
  { script: 'aggregate.mjs', small: ['--rows', '1000000'] },
  { script: 'suppression.mjs', small: ['--cells', '5859', '--rounds', '1'] },
  { script: 'samplers.mjs', small: ['--draws', '200000'] },
  { script: 'withdrawal.mjs', small: ['--rows', '1000000', '--contributors', '40'] },
  { script: 'recount.mjs', small: ['--papers', '50000'] },
  { script: 'decide.mjs', small: ['--people', '30', '--compared', '500'] },
  { script: 'dcat.mjs', small: ['--datasets', '1000', '--rounds', '1'] },
  { script: 'filter.mjs', small: ['--datasets', '2000', '--rounds', '3'] },
  { script: 'search.mjs', small: ['--datasets', '5000', '--rounds', '3'] },
  { script: 'k-anonymity.mjs', small: ['--rounds', '2'] },
];

const results = [];
for (const { script, small } of BENCHMARKS) {
  process.stderr.write(`${script} …\n`);
  results.push(...(await run(script, values.small ? small : [])));
}
const machine = { cores: cpus().length, memory_gb: Math.round(totalmem() / 2 ** 30), node: process.version };
await mkdir('reports', { recursive: true });
await writeFile(
  'reports/bench.json',
  `${JSON.stringify({ at: new Date().toISOString(), machine, results }, null, 2)}\n`,
);
console.table(
  results.map(({ name, ratio, limit, better = 'lower', ...figures }) => ({
    name,
    ratio,
    aim: limit && `${better === 'higher' ? '≥' : '≤'} ${limit}`,
    figures: Object.entries(figures)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
  })),
);

/** Each benchmark is a process of its own and answers with lines of JSON. */
async function run(script, args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of child.stdout) printed += chunk;
  if (child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve))))
    throw new Error(`${script} failed.`);
  return printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
