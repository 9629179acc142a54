import { quorumTest, type VotesPresent } from '../decision/decide';
import { presenceIn } from '../decision/reasons';
import { secrecyWarnings, type VoteClass } from '../decision/secrecy';
import { shortfallOf } from '../decision/votes';
import { isPlural, shortfallIn } from '../decision/words';
import { sentence, type Sentence } from '../sentence';
import type { CallRules, Matter, MatterRules, StatuteDocument } from '../statute/statute-document';
import { check, type Check } from './check';

/** What is known of one item of the agenda that is put to a vote. */
export type ItemFacts = {
  readonly number: number;
  readonly matter: Matter;
  /** In which call it was put to the vote; left out: it has not been. */
  readonly call?: 1 | 2;
  /** Votes entitled and present on this item now, exact; once it is counted, as it was counted. */
  readonly votes: VotesPresent;
  /** Whether there may be votes sent in before the meeting, which count as present and are told of when it is counted. */
  readonly mayHaveMore: boolean;
  /** Hash of the motion in the notice; null: the notice had no text of it. */
  readonly noticeHash: string | null;
  /** Hash of the motion as frozen for the vote; null: not frozen. */
  readonly frozenHash: string | null;
  /** Hash that the ballot was opened on; null: no ballot yet. */
  readonly ballotHash: string | null;
  readonly isSecret: boolean;
  /** Whether votes are taken from afar. */
  readonly isRemote: boolean;
  /** Members entitled to vote on it, and how many of them have the same number of votes. */
  readonly electorate: number;
  readonly classes: readonly VoteClass[];
  /** Members who declared a conflict, and how many of these are among the electorate; null: nobody asked yet. */
  readonly conflicts: { readonly declared: number; readonly stillEntitled: number } | null;
};

/** The checks of one item, in a fixed order. @throws as `quorumTest` */
export function itemChecks(statute: StatuteDocument, call: 1 | 2, item: ItemFacts): readonly Check[] {
  const matter = statute.matters[item.matter];
  const rules = matter.calls[(item.call ?? call) - 1] ?? matter.calls[0];
  return [
    quorum(rules, item),
    remote(matter, rules, item),
    ...text(matter, item),
    ...secrecy(matter, rules, item),
    conflicts(statute, item),
  ].map((found) => ({ ...found, item: item.number }));
}

/** What is short of a quorum may yet reach it by votes that nobody is told of before they are counted. */
function quorum(call: CallRules, { votes, mayHaveMore }: ItemFacts): Check {
  const test = quorumTest(call, votes);
  const there = sentence((language) => presenceIn(language, call, votes));
  if (test === null || test.met) {
    return check('QUORUM.REACHED', 'met', call.article, { it: `${capital(there.it)}.`, en: `${there.en}.` });
  }
  const lack = shortfallOf(test);
  const more = mayHaveMore ? SENT_BEFORE : { it: '', en: '' };
  return check('QUORUM.REACHED', mayHaveMore ? 'warning' : 'missing', call.article, {
    it: `${capital(there.it)}: ${isPlural(lack.votes) ? 'devono' : 'deve'} essere ${isPlural(lack.votes) ? 'presenti' : 'presente'} ${shortfallIn('it', lack)} in più.${more.it}`,
    en: `${there.en}: ${shortfallIn('en', lack)} must be present.${more.en}`,
  });
}

const SENT_BEFORE: Sentence = {
  it: ' Si aggiungono i voti inviati prima dell’assemblea: quanti siano, si sa a scrutinio avvenuto.',
  en: ' Votes sent in before the meeting come on top: how many there are is told when they are counted.',
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function remote(matter: MatterRules, call: CallRules, { isRemote }: ItemFacts): Check {
  if (isRemote && !matter.remote) {
    return check('REMOTE.ALLOWED', 'missing', call.article, {
      it: 'Si vota a distanza, ma lo statuto non lo consente su questa materia: quei voti non contano.',
      en: 'Votes are taken from afar, but the statute does not allow it on this matter: those votes do not count.',
    });
  }
  return check('REMOTE.ALLOWED', 'met', call.article, {
    it: isRemote ? 'Lo statuto consente il voto a distanza su questa materia.' : 'Si vota solo in sala.',
    en: isRemote ? 'The statute allows votes from afar on this matter.' : 'Votes are taken in the room only.',
  });
}

const TEXT_ARTICLE = 'art. 2538 co. 6 c.c.';

/** Votes given on the text of the notice are lost when the meeting votes on another, and their voters are not present. */
function text(matter: MatterRules, { noticeHash, frozenHash, ballotHash, isRemote }: ItemFacts): readonly Check[] {
  if (frozenHash === null) {
    return [
      check('BALLOT.TEXT', 'missing', TEXT_ARTICLE, {
        it: 'Il testo non è ancora fissato: va fissato prima di votare.',
        en: 'The text is not frozen yet: freeze it before the vote.',
      }),
    ];
  }
  const isOther = ballotHash !== null && ballotHash !== frozenHash;
  const changed = matter.remote && isRemote && noticeHash !== frozenHash;
  return [
    isOther
      ? check('BALLOT.TEXT', 'missing', TEXT_ARTICLE, {
          it: 'Si vota su un testo diverso da quello fissato: i voti non contano, la votazione va riaperta sul testo fissato.',
          en: 'The ballot is on another text than the frozen one: its votes do not count, open it again on the frozen text.',
        })
      : check('BALLOT.TEXT', 'met', TEXT_ARTICLE, {
          it: 'Il testo in votazione è quello fissato.',
          en: 'The text to be voted on is frozen.',
        }),
    ...(changed ? [check('BALLOT.NOTICE_TEXT', 'warning', TEXT_ARTICLE, CHANGED_TEXT)] : []),
  ];
}

const CHANGED_TEXT: Sentence = {
  it: 'Il testo non è quello dell’avviso: i voti espressi prima su quel testo non contano, nemmeno per la costituzione dell’assemblea.',
  en: 'The text is not that of the notice: votes cast before on that text do not count, for the constitution of the assembly either.',
};

function secrecy(matter: MatterRules, call: CallRules, item: ItemFacts): readonly Check[] {
  const asked = matter.secrecy === 'secret';
  if (asked !== item.isSecret) {
    return [
      check('BALLOT.SECRECY', 'missing', call.article, {
        it: `Lo statuto richiede il voto ${asked ? 'segreto' : 'palese'} su questa materia.`,
        en: `The statute asks for ${asked ? 'a secret' : 'an open'} vote on this matter.`,
      }),
    ];
  }
  if (!asked)
    return [check('BALLOT.SECRECY', 'met', call.article, { it: 'Il voto è palese.', en: 'The vote is open.' })];
  const { electorate, classes } = item;
  const warnings = secrecyWarnings({ electorate, classes, voters: null, unanimous: false });
  if (warnings.length > 0) return warnings.map(({ code, ...words }) => check(code, 'warning', call.article, words));
  const met = { it: 'Il voto è segreto e può restarlo.', en: 'The vote is secret and can remain so.' };
  return [check('BALLOT.SECRECY', 'met', call.article, met)];
}

function conflicts({ conflicts: { rule, article } }: StatuteDocument, { conflicts: asked }: ItemFacts): Check {
  if (asked === null) {
    return check('CONFLICT.DECLARED', 'missing', article, {
      it: 'Il presidente deve chiedere chi è in conflitto di interessi.',
      en: 'The chair must ask who has a conflict of interests.',
    });
  }
  const { declared, stillEntitled } = asked;
  if (rule === 'excluded' && stillEntitled > 0) {
    return check('CONFLICT.DECLARED', 'missing', article, {
      it: `Chi è in conflitto di interessi non vota: da escludere ancora ${stillEntitled} su ${declared}.`,
      en: `Who has a conflict of interests does not vote: ${stillEntitled} of ${declared} are still to be excluded.`,
    });
  }
  const note = rule === 'declared' && declared > 0;
  return check('CONFLICT.DECLARED', note ? 'warning' : 'met', article, {
    it: `Conflitti di interessi dichiarati: ${declared}${note ? '; chi li ha dichiarati può votare, e la delibera può essere impugnata se il suo voto è decisivo' : ''}.`,
    en: `Conflicts of interests declared: ${declared}${note ? '; who declared them may vote, and the resolution may be challenged if that vote decides' : ''}.`,
  });
}
