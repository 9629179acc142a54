/**
 * The full recount of an exported ballot (read, parse, check every paper, Merkle root, tally, verdict) beside the same file
 * merely parsed (JSON.parse of each line) and hashed (SHA-256 of each line): what anybody must do who reads it at all.
 *
 * Two ballots: a motion, and ten options by the Schulze method, where nearly every ranking is different, so that nothing is
 * gained from equal papers.
 *
 *   node test/bench/recount.mjs [--papers 1000000] [--rounds 5]
 *
 * Prints one line of JSON per ballot. The better of the rounds counts, on both sides; the two take turns.
 */
import { createHash, hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { closeBox } = require('../../dist/libs/governance/src/domain/box/export.js');
const { MAX_LINE_CHARACTERS, recount } = require('../../dist/libs/governance/src/domain/box/recount.js');
const { linesOf } = require('../../dist/apps/cli/src/shared/lines-of.js');

const { values: options } = parseArgs({
  options: { papers: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } },
});
const PAPERS = Number(options.papers);
const directory = mkdtempSync(join(tmpdir(), 'granaio-bench-'));
const { wordlist } = await import('@scure/bip39/wordlists/italian.js');

/** 32 bytes drawn by the paper's number: the file is the same on every machine. */
const drawn = (number) => createHash('sha256').update(`paper ${number}`).digest();
const receiptOf = (bytes) =>
  [0, 2, 4, 6, 8, 10].map((at) => wordlist[bytes.readUInt16BE(at) % wordlist.length]).join(' ');

const article = 'statute art. 7';
const facts = (method, labels) => ({
  ballotId: '019aa000-0000-7000-8000-000000000001',
  body: 'A large federation',
  title: 'A question',
  textHash: '0'.repeat(64),
  matter: 'other',
  secrecy: 'secret',
  opensAt: '2026-11-22T09:00:00.000Z',
  closedAt: '2026-11-23T09:00:00.000Z',
  method,
  options: labels,
  rules: {
    callNumber: 1,
    call: {
      quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
      majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
      article,
    },
    ties: { rule: 'rejects', article },
    caps: { exchangeMember: null, exchangeCategory: null, financingCategory: null },
  },
  chair: null,
  turnout: [
    { category: 'ordinary', votes: 1, entitled: PAPERS, present: PAPERS },
    { category: 'ordinary', votes: 5, entitled: PAPERS, present: PAPERS },
  ],
});

const yesNo = (bytes) => ['yes', 'yes', 'yes', 'no', 'no', 'abstain', 'blank'][bytes[12] % 7];
/** All ten options in an order of its own. */
function ranking(bytes) {
  const places = Array.from({ length: 10 }, (_, option) => ({ option, draw: bytes.readUInt16BE(12 + 2 * option) }));
  return { ranking: places.sort((a, b) => a.draw - b.draw).map(({ option }) => [option]) };
}

function write(name, asked, marks) {
  const papers = Array.from({ length: PAPERS }, (_, number) => {
    const bytes = drawn(number);
    return { receipt: receiptOf(bytes), class: bytes[31] % 10 ? 'ordinary:1' : 'ordinary:5', marks: marks(bytes) };
  });
  const box = closeBox(asked, papers);
  const path = join(directory, `${name}.ndjson`);
  const file = openSync(path, 'w');
  for (let i = -1; i < PAPERS; i += 10_000) {
    const lines = i < 0 ? [box.header, ...box.papers.slice(0, 9_999)] : box.papers.slice(i, i + 10_000);
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
  return path;
}

const seconds = (work) => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

function parseAndHash(path) {
  let papers = 0;
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    if (JSON.parse(line).receipt) papers += 1;
    hash('sha256', `\0${line}`, 'hex');
  }
  if (papers !== PAPERS) throw new Error(`Read ${papers} papers.`);
}

function recountFile(path) {
  const { problems, papers } = recount(linesOf(path, MAX_LINE_CHARACTERS));
  if (problems.length > 0 || papers !== PAPERS) throw new Error(`${papers} papers: ${JSON.stringify(problems)}`);
}

function measure(name, limit, path) {
  const best = { ours: Infinity, baseline: Infinity };
  for (let round = 0; round < Number(options.rounds); round++) {
    best.baseline = Math.min(
      best.baseline,
      seconds(() => parseAndHash(path)),
    );
    best.ours = Math.min(
      best.ours,
      seconds(() => recountFile(path)),
    );
  }
  console.log(
    JSON.stringify({
      name,
      ours_s: Number(best.ours.toFixed(3)),
      baseline_s: Number(best.baseline.toFixed(3)),
      ratio: Number((best.ours / best.baseline).toFixed(2)),
      limit,
      papers: PAPERS,
      file_mb: Math.round(statSync(path).size / 1e6),
      peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
}

try {
  measure('recount yes/no', 2, write('motion', facts({ kind: 'yesNo' }, []), yesNo));
  const labels = Array.from({ length: 10 }, (_, option) => `Option ${option + 1}`);
  measure('recount Schulze, 10 options', 4, write('schulze', facts({ kind: 'schulze' }, labels), ranking));
} finally {
  rmSync(directory, { recursive: true });
}
