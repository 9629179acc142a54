import type { Matter } from '../../statute/statute-document';
import type { Method } from '../../voting/method';
import type { BodyForm, Presence, Signature, Strength } from '../minutes-record';
import type { WallClock } from '../wall-clock';

/** What an assembly's first sentence tells; the moment and the place are said already. */
type Opening = {
  readonly moment: string;
  readonly place: string;
  readonly kind: BodyForm;
  readonly body: string;
  readonly call: 'first' | 'second';
};
type RoundFacts = {
  readonly number: number;
  readonly elected: string | null;
  readonly eliminated: string | null;
  readonly exhausted: string | null;
};
type CivilDay = { readonly day: number; readonly month: number; readonly year: number };

/** A language: how it says what minutes say. Whole phrases, so that each follows its own grammar. */
export type MinutesWords = {
  readonly title: string;
  readonly all: (items: readonly string[]) => string;
  readonly day: (day: CivilDay) => string;
  readonly moment: (clock: WallClock) => string;
  readonly opened: (opening: Opening) => string;
  readonly adjourned: (openedAt: string, closedAt: string) => string;
  readonly neverOpened: string;
  readonly offices: (chair: string, secretary: string) => string;
  readonly closed: (moment: string) => string;
  readonly unsigned: string;
  readonly strength: (strength: Strength) => string;
  readonly challenge: (day: string, article: string) => string;
  readonly sections: Readonly<
    Record<
      | 'notice'
      | 'constitution'
      | 'attendance'
      | 'proxies'
      | 'caps'
      | 'agenda'
      | 'resolutions'
      | 'attachments'
      | 'challenge'
      | 'proof'
      | 'signatures',
      string
    >
  >;
  readonly terms: Readonly<
    Record<
      | 'body'
      | 'statute'
      | 'statuteHash'
      | 'place'
      | 'timeZone'
      | 'noticeSent'
      | 'recipients'
      | 'noticeHash'
      | 'firstCall'
      | 'secondCall'
      | 'openedAt'
      | 'closedAt'
      | 'chair'
      | 'secretary'
      | 'entitled'
      | 'present'
      | 'logNumber'
      | 'logHash'
      | 'minutesHash',
      string
    >
  >;
  readonly statuteVersion: (version: number) => string;
  readonly columns: Readonly<
    Record<
      | 'name'
      | 'how'
      | 'votes'
      | 'arrived'
      | 'left'
      | 'principal'
      | 'holder'
      | 'choice'
      | 'option'
      | 'amendment'
      | 'document'
      | 'fingerprint',
      string
    >
  >;
  readonly presence: (how: Presence) => string;
  readonly item: ItemWords;
  readonly roles: Readonly<Record<Signature['role'], string>>;
  readonly signed: (moment: string) => string;
  readonly notSigned: string;
};

/** How one item of the agenda is told. */
type ItemWords = {
  readonly headings: Readonly<
    Record<'text' | 'amendments' | 'conflicts' | 'earlierRounds' | 'vote' | 'rollCall' | 'dissents', string>
  >;
  readonly terms: Readonly<
    Record<
      | 'matter'
      | 'textHash'
      | 'method'
      | 'secrecy'
      | 'ballot'
      | 'boxRoot'
      | 'headerHash'
      | 'rule'
      | 'outcome'
      | 'winners'
      | 'runoff',
      string
    >
  >;
  readonly matters: Readonly<Record<Matter, string>>;
  readonly secrecy: Readonly<Record<'open' | 'secret', string>>;
  readonly method: (method: Method) => string;
  readonly noVote: string;
  readonly conflict: (name: string, excluded: boolean) => string;
  readonly result: string;
  readonly marks: Readonly<Record<'yes' | 'no' | 'abstain' | 'blank', string>>;
  readonly totals: Readonly<Record<'yes' | 'no' | 'abstain' | 'blank' | 'valid', string>>;
  readonly round: (number: number) => string;
  readonly rounds: (first: number, last: number) => string;
  readonly roundEvents: (facts: RoundFacts) => string;
  readonly notScored: string;
};
