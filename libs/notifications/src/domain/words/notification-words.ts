import type { DutyName, Outcome, SubjectType } from '../facts';
import type { NotificationKind } from '../kinds';

/** What is counted: `1 richiesta`, `2 richieste`. */
type Counted = { readonly one: string; readonly other: string };

/** What one kind is called, what has happened in one sentence, and several of them. */
type KindWords = { readonly headline: string; readonly sentence: string; readonly counted: Counted };

/** Every word of a language that notifications are told in. Facts stand beside them, never inside of a sentence. */
export type NotificationWords = {
  readonly kinds: Readonly<Record<NotificationKind, KindWords>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly duties: Readonly<Record<DutyName, string>>;
  readonly subjects: Readonly<Record<SubjectType, string>>;
  readonly labels: Readonly<Record<'actor' | 'dataset' | 'duty' | 'outcome' | 'reason' | 'until' | 'dueAt', string>>;
  readonly notifications: Counted;
  /** Introduces how many more there are than the mail shows. */
  readonly more: Counted;
  readonly footer: { readonly link: string; readonly mute: string };
};
