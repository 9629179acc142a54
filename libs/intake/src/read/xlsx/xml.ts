import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refusal } from '../../domain/trouble';

export type Attributes = Readonly<Record<string, string>>;

/** What reads one kind of XML part; names come without their prefix. */
export type XmlHandler = {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** So many bytes without an element are no worksheet. */
const QUIET_BYTES = 4 << 20;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Hands an XML document to its handler, chunk by chunk, and comes up for air after each.
 *
 * Document types are refused as such, so there are no entities beyond the five that XML itself has.
 *
 * @throws Refusal FILE.DTD, FILE.TOO_BIG_INSIDE, FILE.UNREADABLE
 */
export async function* readXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let quiet = 0;
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('doctype', () => {
    throw refusal('FILE.DTD');
  });
  parser.on('error', () => {
    throw refusal('FILE.UNREADABLE');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    quiet = 0;
    handler.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => handler.close?.(localName(name)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  for await (const chunk of chunks) {
    quiet += chunk.length;
    if (quiet > QUIET_BYTES) throw refusal('FILE.TOO_BIG_INSIDE');
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.close();
}

/** Reads a part to its end. */
export async function readWhole(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const pieces = readXml(chunks, handler);
  while (!(await pieces.next()).done) continue;
}
