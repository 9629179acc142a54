import type { Language } from '#identity';

/** How a paragraph is meant, never how it looks. */
export type Tone =
  | 'plain'
  /** Above the title: whose minutes they are. */
  | 'overline'
  /** Below the title: which assembly. */
  | 'subtitle'
  /** The result of a vote. */
  | 'verdict'
  | 'warning'
  | 'small';

export type Column = { readonly title: string; readonly kind: 'text' | 'number' | 'hash'; readonly share: number };
export type Definition = { readonly term: string; readonly text: string; readonly kind: 'text' | 'hash' };
export type SignatureLine = { readonly role: string; readonly name: string; readonly state: string };

/** A part of the minutes. Every text is one visible line, not yet escaped. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'paragraph'; readonly tone: Tone; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'definitions'; readonly entries: readonly Definition[] }
  /** The first cell of a row says what the row is about. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'signatures'; readonly lines: readonly SignatureLine[] };

/** Minutes in a language, as the one source of every rendering. */
export type MinutesDocument = {
  readonly language: Language;
  readonly title: string;
  readonly author: string;
  /** The hash of the record. */
  readonly hash: string;
  /** When they got what they hold: the closing, or the last signature. */
  readonly asOf: string;
  readonly blocks: readonly Block[];
};

export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string, tone: Tone = 'plain'): Block => ({ kind: 'paragraph', tone, text });

/** Nothing where there are no items. */
export const bullets = (items: readonly string[]): Block[] =>
  items.length > 0 ? [{ kind: 'list', ordered: false, items }] : [];
export const numbered = (items: readonly string[]): Block[] =>
  items.length > 0 ? [{ kind: 'list', ordered: true, items }] : [];

/** Leaves out what has no text. */
export const definitions = (entries: readonly (Definition | null)[]): Block => ({
  kind: 'definitions',
  entries: entries.filter((entry) => entry !== null),
});
export const says = (term: string, text: string | null): Definition | null =>
  text === null ? null : { term, text, kind: 'text' };
export const hashes = (term: string, text: string | null): Definition | null =>
  text === null ? null : { term, text, kind: 'hash' };

export const column = (title: string, kind: Column['kind'], share: number): Column => ({ title, kind, share });

/** Nothing where there are no rows. */
export const table = (caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): Block[] =>
  rows.length > 0 ? [{ kind: 'table', caption, columns, rows }] : [];

/** A heading with what stands under it; nothing, if nothing does. */
export const under = (level: 2 | 3 | 4, title: string, blocks: readonly Block[]): Block[] =>
  blocks.length > 0 ? [heading(level, title), ...blocks] : [];
