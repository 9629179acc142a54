import { documentHash } from '#kernel';
import type { Outcome } from '../decision/verdict';
import type { Sentence } from '../sentence';
import type { Matter } from '../statute/statute-document';
import type { Count, Marks, Method } from '../voting/method';

/** What minutes call a body. An organisation's is called by its legal form, whatever else it is. */
export type BodyForm = 'cooperative' | 'association' | 'federation' | 'committee';

/** Members are counted in heads; votes are exact and in text (`100/3`), as ceilings may leave fractions. */
export type Strength = { readonly members: number; readonly votes: string };

export type Presence =
  | { readonly kind: 'room' | 'remote' }
  /** Voted before the meeting, on the text of the notice. */
  | { readonly kind: 'advance' }
  | { readonly kind: 'represented'; readonly by: string };

export type Attendance = {
  readonly name: string;
  readonly how: Presence;
  readonly votes: string;
  /** Instants; null: it was there from the opening, or until the closing, or did not come in person. */
  readonly arrivedAt: string | null;
  readonly leftAt: string | null;
};

export type RollCallEntry = { readonly name: string; readonly votes: string; readonly marks: Marks };

/** Who voted how is said of open ballots only: a secret one has no place for it. */
export type Disclosure =
  { readonly secrecy: 'open'; readonly rollCall: readonly RollCallEntry[] } | { readonly secrecy: 'secret' };

export type Vote = {
  readonly ballotId: string;
  /** Root of the Merkle tree over the papers of the ballot box; null: nobody voted. */
  readonly boxRoot: string | null;
  /** Of the first line of its published export: title, rules, classes and result; null: nothing was published. */
  readonly headerHash: string | null;
  readonly method: Method;
  /** What the places on the paper stood for; empty for yes and no. */
  readonly options: readonly string[];
  readonly disclosure: Disclosure;
  readonly count: Count;
  readonly outcome: Outcome;
  readonly reason: Sentence;
  /** Why a secret ballot may not have been secret. */
  readonly warnings: readonly Sentence[];
};

export type AgendaItem = {
  readonly title: string;
  readonly matter: Matter;
  /** The text voted on; null: there was none, as in a report that was only heard. */
  readonly textHash: string | null;
  readonly sentences: readonly Sentence[];
  /** Amendments that were adopted into the text, each with the hash of the amendment. */
  readonly amendments: readonly { readonly title: string; readonly hash: string }[];
  readonly conflicts: readonly { readonly name: string; readonly excluded: boolean }[];
  /** What came of the rounds before the last one, on the first call or before a runoff, each in a sentence. */
  readonly earlierRounds: readonly Sentence[];
  /** The last round; null: it was dealt with without a vote. */
  readonly vote: Vote | null;
  /** Recorded because the member asked for it. */
  readonly dissents: readonly { readonly name: string; readonly statement: string }[];
};

export type Signature = {
  readonly role: 'chair' | 'secretary';
  readonly name: string;
  /** null: not signed yet. */
  readonly signedAt: string | null;
};

/**
 * All that the minutes of one assembly say, as plain data: what is hashed, signed and rendered, in every language alike.
 * A `Sentence` is ours; what people wrote stands as they wrote it.
 * Instants are ISO 8601 in UTC (`2026-11-22T17:30:00.000Z`), days are civil (`2026-11-22`), hashes are hexadecimal.
 */
export type MinutesRecord = {
  readonly schema: 'granaio-minutes/1';
  readonly body: {
    readonly name: string;
    readonly kind: BodyForm;
    readonly timeZone: string;
    readonly statute: { readonly version: number; readonly hash: string };
  };
  readonly assembly: { readonly title: string; readonly place: string };
  readonly notice: {
    readonly sentAt: string;
    readonly recipients: number;
    readonly hash: string;
    /** What was wrong with it and only marked, as the statute says; null: nothing. */
    readonly problem: Sentence | null;
  };
  readonly calls: {
    readonly first: string;
    /** null: there is none. */
    readonly second: string | null;
    /** null: the assembly was never validly constituted. */
    readonly opened: { readonly call: 'first' | 'second'; readonly at: string } | null;
    /** The first call, where it was held and left to the second what it could not decide; null: there was no such call. */
    readonly adjourned: { readonly openedAt: string; readonly closedAt: string } | null;
    readonly closedAt: string;
  };
  readonly chair: string;
  readonly secretary: string;
  readonly entitled: Strength;
  /** In the room, from afar, represented and in advance. */
  readonly present: Strength;
  readonly attendance: readonly Attendance[];
  readonly proxies: readonly { readonly principal: string; readonly holder: string }[];
  /** How the ceilings on votes were reached, step by step. */
  readonly caps: readonly Sentence[];
  readonly agenda: readonly AgendaItem[];
  readonly attachments: readonly { readonly title: string; readonly sha256: string }[];
  /** The sealed log as it stood; null: it holds nothing yet. */
  readonly logHead: { readonly number: number; readonly hash: string } | null;
  readonly challenge: { readonly until: string; readonly article: string };
  readonly signatures: readonly Signature[];
};

/**
 * The hash by which minutes are known, and which chair and secretary sign.
 *
 * It covers everything but the moments of the signatures, so it is the same before and after they sign.
 *
 * @returns SHA-256 over the canonical JSON, as 64 hexadecimal digits
 */
export const minutesHash = (record: MinutesRecord): string =>
  documentHash({ ...record, signatures: record.signatures.map((signature) => ({ ...signature, signedAt: null })) });
