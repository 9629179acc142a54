import { countBlocks } from './count-in-words';
import {
  column,
  definitions,
  hashes,
  heading,
  bullets,
  paragraph,
  says,
  table,
  under,
  type Block,
} from './document-tree';
import { marksInWords } from './marks-in-words';
import type { Telling } from './telling';
import type { AgendaItem, Vote } from './minutes-record';

/** One item of the agenda: what was put to the vote, how it was voted, what came of it and why. */
export function resolution(item: AgendaItem, number: number, telling: Telling): Block[] {
  const { item: say } = telling.say;
  return [
    heading(3, `${number}. ${item.title}`),
    facts(item, telling),
    ...under(4, say.headings.text, bullets(item.sentences.map((sentence) => sentence[telling.language]))),
    ...under(4, say.headings.amendments, amendments(item, telling)),
    ...under(
      4,
      say.headings.conflicts,
      bullets(item.conflicts.map(({ name, excluded }) => say.conflict(name, excluded))),
    ),
    ...under(4, say.headings.earlierRounds, bullets(item.earlierRounds.map((round) => round[telling.language]))),
    ...(item.vote ? vote(item.vote, telling) : [paragraph(say.noVote)]),
    ...under(4, say.headings.dissents, dissents(item)),
  ];
}

function facts({ matter, textHash, vote }: AgendaItem, { say: { item: say } }: Telling): Block {
  return definitions([
    says(say.terms.matter, say.matters[matter]),
    hashes(say.terms.textHash, textHash),
    says(say.terms.method, vote && say.method(vote.method)),
    says(say.terms.secrecy, vote && say.secrecy[vote.disclosure.secrecy]),
    hashes(say.terms.ballot, vote && vote.ballotId),
    hashes(say.terms.boxRoot, vote && vote.boxRoot),
    hashes(say.terms.headerHash, vote && vote.headerHash),
  ]);
}

const amendments = ({ amendments }: AgendaItem, { say }: Telling): Block[] =>
  table(
    say.item.headings.amendments,
    [column(say.columns.amendment, 'text', 3), column(say.columns.fingerprint, 'hash', 5)],
    amendments.map(({ title, hash }) => [title, hash]),
  );

const vote = (vote: Vote, telling: Telling): Block[] => [
  heading(4, telling.say.item.headings.vote),
  ...countBlocks(vote, telling),
  paragraph(`${telling.say.item.terms.outcome}: ${vote.reason[telling.language]}`, 'verdict'),
  ...vote.warnings.map((warning) => paragraph(warning[telling.language], 'warning')),
  ...rollCall(vote, telling),
];

function rollCall({ disclosure, options }: Vote, { say }: Telling): Block[] {
  if (disclosure.secrecy === 'secret') return [];
  const columns = [
    column(say.columns.name, 'text', 5),
    column(say.columns.votes, 'number', 2),
    column(say.columns.choice, 'text', 5),
  ];
  const rows = disclosure.rollCall.map(({ name, votes, marks }) => [name, votes, marksInWords(marks, options, say)]);
  return under(4, say.item.headings.rollCall, table(say.item.headings.rollCall, columns, rows));
}

const dissents = ({ dissents }: AgendaItem): Block[] =>
  dissents.length > 0 ? [definitions(dissents.map(({ name, statement }) => says(name, statement)))] : [];
