import type { DutyName, NotificationFacts, Outcome, PurposeName, SubjectType } from '../facts';
import type { NotificationKind } from '../kinds';

/** What is counted: `1 richiesta`, `2 richieste`. */
type Counted = { readonly one: string; readonly other: string };

/** What one kind is called, what has happened in one sentence, and several of them. */
type KindWords = { readonly headline: string; readonly sentence: string; readonly counted: Counted };

/** The facts that stand behind a label of their own. */
type Label = Exclude<keyof NotificationFacts, 'subject' | 'title' | 'federationId' | 'extra'>;

/** Every word of a language that notifications are told in. Facts stand beside them, never inside of a sentence. */
export type NotificationWords = {
  readonly kinds: Readonly<Record<NotificationKind, KindWords>>;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly duties: Readonly<Record<DutyName, string>>;
  readonly subjects: Readonly<Record<SubjectType, string>>;
  readonly purposes: Readonly<Record<PurposeName, string>>;
  readonly labels: Readonly<Record<Label, string>>;
  readonly notifications: Counted;
  /** Introduces how many more there are than the mail shows. */
  readonly more: Counted;
  readonly footer: { readonly link: string; readonly mute: string };
};
