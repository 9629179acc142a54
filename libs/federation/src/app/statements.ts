import { setImmediate } from 'node:timers/promises';
import { tooLarge, unreadable } from '../domain/errors';
import type { Term, Triple } from '../domain/graph';
import { LIMITS } from './limits';

/** What every library calls a statement, and what it is about. */
export type LibraryQuad = {
  readonly subject: LibraryTerm;
  readonly predicate: LibraryTerm;
  readonly object: LibraryTerm & { readonly language?: string };
};
type LibraryTerm = { readonly termType: string; readonly value: string };

const CHUNK = 64 * 1024;

/** Takes statements as they come, and refuses those that are too many or too long. */
export class Statements {
  readonly triples: Triple[] = [];
  private depth = 0;

  /** @throws HARVEST.TOO_LARGE */
  take({ subject, predicate, object }: LibraryQuad): void {
    if (this.triples.length >= LIMITS.triples) throw tooLarge('statements', LIMITS.triples);
    if (object.value.length > LIMITS.literal) throw tooLarge('characters in one text', LIMITS.literal);
    this.triples.push({ subject: nameOf(subject), predicate: predicate.value, object: termOf(object) });
  }

  /** @throws HARVEST.TOO_LARGE */
  enter(): void {
    this.depth += 1;
    if (this.depth > LIMITS.depth) throw tooLarge('things within each other', LIMITS.depth);
  }

  leave(): void {
    this.depth -= 1;
  }

  /** A document that was cut off must not be taken for all that there is. @throws HARVEST.UNREADABLE */
  assertClosed(): void {
    if (this.depth !== 0) throw unreadable('it breaks off before its end');
  }
}

/** A text piece by piece, so that whatever reads it lets others have a turn in between. */
export async function* piecesOf(text: string): AsyncGenerator<string, void> {
  for (let at = 0; at < text.length; at += CHUNK) {
    yield text.slice(at, at + CHUNK);
    await setImmediate();
  }
}

const termOf = (term: LibraryQuad['object']): Term =>
  term.termType === 'Literal'
    ? { type: 'literal', value: term.value, language: (term.language ?? '').toLowerCase() }
    : { type: 'node', value: nameOf(term) };

const nameOf = ({ termType, value }: LibraryTerm): string =>
  termType === 'BlankNode' && !value.startsWith('_:') ? `_:${value}` : value;
