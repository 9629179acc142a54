// A second implementation of EXPORT.md, written from that page alone and sharing nothing with the first: no imports but Node's
// own, the root by its recursive definition, the strongest paths by brute relaxation. It does not count instant runoff and STV
// to the end, only their first round.
//
//   node second-counter.mjs FILE      one line of JSON per ballot; an empty line separates several in one file
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha = (...parts) => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest();
const rootOf = (leaves) => {
  if (leaves.length < 2) return leaves[0] ?? sha();
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return sha(Buffer.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
};
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0n);
const rational = (text) => [...text.split('/').map(BigInt), 1n].slice(0, 2);
const compare = ([a, b], [c, d]) => (a * d > c * b) - (a * d < c * b);
const least = (p, q) => (compare(p, q) < 0 ? p : q);
const times = ([a, b], [c, d]) => [a * c, b * d];
const plus = ([a, b], [c, d]) => [a * d + c * b, b * d];
const share = (rule) => (rule ? [BigInt(rule.share.part), BigInt(rule.share.of)] : null);

/** Whether weights are what the ceilings leave, if the votes present are the total they are shares of. */
function weightsHold({ classes, votes, rules: { caps } }) {
  const total = rational(votes.present);
  const member = share(caps.exchangeMember);
  const held = (c) =>
    c.category === 'exchange' && member ? least([BigInt(c.votes), 1n], times(member, total)) : [BigInt(c.votes), 1n];
  const all = (category, weigh) =>
    classes
      .filter((c) => c.category === category)
      .reduce((s, c) => plus(s, times(weigh(c), [BigInt(c.present), 1n])), [0n, 1n]);
  const limit = { exchange: share(caps.exchangeCategory), financing: share(caps.financingCategory) };
  const expected = (c) => {
    const most = limit[c.category] && times(limit[c.category], total);
    const has = all(c.category, held);
    return most && compare(has, most) > 0 ? times(held(c), times(most, has.toReversed())) : held(c);
  };
  const present = ['ordinary', 'exchange', 'financing'].reduce(
    (s, k) =>
      plus(
        s,
        all(k, (c) => rational(c.weight)),
      ),
    [0n, 1n],
  );
  return (
    classes.every((c) => c.present === 0 || compare(rational(c.weight), expected(c)) === 0) &&
    compare(present, total) === 0
  );
}

const reaches = (have, of, { share: { part, of: parts }, reach }) => {
  const order = compare(times(have, [BigInt(parts), 1n]), times(of, [BigInt(part), 1n]));
  return of[0] > 0n && (order > 0 || (order === 0 && reach === 'atLeast'));
};

function outcomeOf({ votes, rules: { call, ties } }, { yes, no, abstain, blank }, chair) {
  const [entitled, present] = [rational(votes.entitled), rational(votes.present)];
  if (call.quorum && !reaches(present, entitled, call.quorum)) return 'inquorate';
  const inVotes = (units) => [units, BigInt(votes.unit)];
  const yesNo = yes + no;
  const bases = {
    entitled,
    present,
    cast: inVotes(yesNo + abstain + blank),
    valid: inVotes(yesNo + abstain),
    yesNo: inVotes(yesNo),
  };
  const tipped = yes === no && yes > 0n && ties.rule === 'chairDecides' && chair === 'yes';
  const majority = tipped ? { ...call.majority, reach: 'atLeast' } : call.majority;
  return (yes > no || tipped) && reaches(inVotes(yes), bases[majority.base], majority) ? 'adopted' : 'rejected';
}

/** Options by what they have, equal ones as drawn; those with nothing are not elected. */
const first = (totals, lot, seats) =>
  lot
    .filter((o) => totals[o] > 0n)
    .sort((a, b) => (totals[a] < totals[b]) - (totals[a] > totals[b]))
    .slice(0, seats);

function countOptions({ method: { kind, seats = 1 }, options, root }, papers) {
  const lot = options
    .map((_, o) => o)
    .sort((a, b) => (sha(`${root}:${a}`).toString('hex') < sha(`${root}:${b}`).toString('hex') ? -1 : 1));
  const valid = sum(papers.map(({ weight }) => weight));
  const tally = (has) => options.map((_, o) => sum(papers.map(({ marks, weight }) => BigInt(has(marks, o)) * weight)));
  if (kind === 'choice') {
    const totals = tally((m, o) => m.option === o);
    const isDecided = options.length < 3 || totals.some((t) => 2n * t > valid);
    return {
      totals,
      winners: isDecided ? first(totals, lot, 1) : [],
      runoff: isDecided || valid === 0n ? null : first(totals, lot, 2),
    };
  }
  if (kind === 'approval' || kind === 'score') {
    const totals = tally((m, o) => (m.options ? m.options.includes(o) : (m.scores[o] ?? 0)));
    return { totals, winners: first(totals, lot, seats), runoff: null };
  }
  if (kind !== 'schulze') return { totals: tally((m, o) => m.ranking[0][0] === o) };
  const place = (m, o) => m.ranking.findIndex((group) => group.includes(o)) + 1 || Infinity;
  const over = options.map((_, a) => tally((m, b) => place(m, a) < place(m, b)));
  const paths = over.map((row, a) => row.map((votes, b) => (votes > over[b][a] ? [votes, -over[b][a]] : [0n, 0n])));
  const isLess = ([a, b], [c, d]) => a < c || (a === c && b < d);
  const triples = options.flatMap((_, a) => options.flatMap((__, b) => options.map((___, c) => [a, b, c])));
  const improve = ([a, b, c]) => {
    const weakest = isLess(paths[a][b], paths[b][c]) ? paths[a][b] : paths[b][c];
    if (a === c || !isLess(paths[a][c], weakest)) return false;
    paths[a][c] = weakest;
    return true;
  };
  while (triples.filter(improve).length > 0);
  const unbeaten = lot.filter((a) => options.every((_, b) => a === b || !isLess(paths[a][b], paths[b][a])));
  return { winners: valid > 0n ? unbeaten.slice(0, 1) : [], runoff: null };
}

function read(text) {
  const [head, ...lines] = text.replace(/\n$/, '').split('\n');
  const header = JSON.parse(head);
  const papers = lines.map((line) => JSON.parse(line));
  const root = rootOf(lines.map((line) => sha(Buffer.of(0), line))).toString('hex');
  const weightOf = Object.fromEntries(
    header.classes.map(({ key, weight }) => [
      key,
      (rational(weight)[0] * BigInt(header.votes.unit)) / rational(weight)[1],
    ]),
  );
  const weighed = papers.map((paper) => ({ ...paper, weight: weightOf[paper.class] }));
  const all = (marks) => sum(weighed.filter((paper) => paper.marks === marks).map(({ weight }) => weight));
  const isWhole =
    root === header.root &&
    papers.length === header.papers &&
    papers.every(({ receipt }, i) => i === 0 || papers[i - 1].receipt < receipt) &&
    header.classes.every(({ key, present }) => papers.filter((paper) => paper.class === key).length <= present) &&
    weightsHold(header);
  const apart = { abstain: all('abstain'), blank: all('blank') };
  const chair = papers.find(({ member }) => member && member === header.chair)?.marks;
  if (header.method.kind === 'yesNo') {
    const counts = { yes: all('yes'), no: all('no'), ...apart };
    return { isWhole, root, counts, outcome: outcomeOf(header, counts, chair) };
  }
  const marked = weighed.filter(({ marks }) => typeof marks === 'object');
  return {
    isWhole,
    root,
    counts: { valid: sum(marked.map(({ weight }) => weight)), ...apart },
    ...countOptions(header, marked),
  };
}

for (const text of readFileSync(process.argv[2], 'utf8').split('\n\n')) {
  console.log(JSON.stringify(read(text), (_, value) => (typeof value === 'bigint' ? String(value) : value)));
}
