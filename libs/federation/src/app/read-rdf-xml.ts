import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { entityBomb } from '../domain/errors';
import type { Triple } from '../domain/graph';
import { LIMITS } from './limits';
import { piecesOf, Statements, type LibraryQuad } from './statements';

/** An abbreviation of a namespace, as old files have them; anything else that an entity can be is refused. */
const ABBREVIATION =
  /<!ENTITY\s+([\w.-]+)\s+(?:"((?:[^"<&%]|&quot;|&amp;){0,500})"|'((?:[^'<&%]|&quot;|&amp;){0,500})')\s*>/gu;

/** @throws HARVEST.TOO_LARGE, HARVEST.ENTITIES, Error for what is no RDF/XML */
export async function readRdfXml(text: string, base: string): Promise<Triple[]> {
  const statements = new Statements();
  const parser = new BoundedParser(base, statements);
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('data', (quad: LibraryQuad) => {
      try {
        statements.take(quad);
      } catch (error) {
        parser.destroy(error as Error);
      }
    });
    parser.on('error', reject).on('end', resolve);
  });
  // Whoever waits for the end hears of an error; until then it must not be taken for one that nobody hears of.
  ended.catch(() => undefined);
  for await (const piece of piecesOf(text)) {
    if (parser.destroyed) break;
    parser.write(piece);
  }
  if (!parser.destroyed) parser.end();
  await ended;
  statements.assertClosed();
  return statements.triples;
}

/** The library’s parser with what XML can be abused for taken away: depth, and entities that grow. */
class BoundedParser extends RdfXmlParser {
  private readonly statements: Statements;
  private grown = 0;

  constructor(baseIRI: string, statements: Statements) {
    // Real catalogues have names with quotes and spaces in them; whatever is linked to is looked at where it is used.
    super({ baseIRI, validateUri: false });
    this.statements = statements;
  }

  protected override onTag(...tag: Parameters<RdfXmlParser['onTag']>): void {
    this.statements.enter();
    super.onTag(...tag);
  }

  protected override onCloseTag(): void {
    this.statements.leave();
    super.onCloseTag();
  }

  /** Each use of an entity is counted: ten characters that are written a million times are ten million. */
  protected override onDoctype(doctype: string): void {
    const { ENTITIES } = (this as unknown as { readonly saxParser: { readonly ENTITIES: object } }).saxParser;
    const rest = doctype.replace(ABBREVIATION, (_, name: string, quoted?: string, apostrophed?: string) => {
      const value = quoted ?? apostrophed ?? '';
      Object.defineProperty(ENTITIES, name, { get: () => this.grow(value), configurable: true });
      return '';
    });
    if (/<!|%|\b(?:SYSTEM|PUBLIC)\b/.test(rest)) throw entityBomb();
  }

  private grow(value: string): string {
    this.grown += value.length;
    if (this.grown > LIMITS.entityCharacters) throw entityBomb();
    return value;
  }
}
