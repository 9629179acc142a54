import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A node of the structure tree as far as one page shows it. */
export type StructureNode = {
  readonly role?: string;
  readonly lang?: string;
  readonly children?: readonly StructureNode[];
};
export type PdfReading = {
  readonly pages: number;
  readonly language: string | null;
  readonly isMarked: boolean;
  /** What stands in the information dictionary. */
  readonly info: Readonly<Record<string, unknown>>;
  /** Title and part of PDF/UA as the XML metadata tell them. */
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly displaysTitle: boolean;
  /** The content as it comes, over all pages; a space at the end of each line and element. */
  readonly content: string;
  /** What is on a page but no content, page by page: heads repeated, page numbers. */
  readonly artifacts: readonly string[];
  readonly structure: readonly StructureNode[];
  /** Text that is neither content of the tree nor an artifact; there should be none. */
  readonly untagged: string;
};

/** Runs outside of jest, whose loader has no ES modules. */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const loaded = import(workerData);
parentPort.on('message', async (bytes) => {
  try {
    parentPort.postMessage({ reading: await read(await loaded, bytes) });
  } catch (error) {
    parentPort.postMessage({ error: String(error && error.stack) });
  }
});
async function read({ getDocument, VerbosityLevel }, bytes) {
  const pdf = await getDocument({ data: bytes, verbosity: VerbosityLevel.ERRORS, useSystemFonts: false }).promise;
  const { info, metadata } = await pdf.getMetadata();
  const raw = metadata ? metadata.getRaw() : '';
  const preferences = await pdf.getViewerPreferences();
  const marks = await pdf.getMarkInfo();
  const reading = {
    pages: pdf.numPages, language: info.Language, isMarked: Boolean(marks && marks.Marked), info: JSON.parse(JSON.stringify(info)),
    metadata: { title: metadata ? metadata.get('dc:title') : null, raw }, displaysTitle: Boolean(preferences && preferences.DisplayDocTitle),
    content: '', artifacts: [], structure: [], untagged: '',
  };
  for (let n = 1; n <= pdf.numPages; n++) {
    const page = await pdf.getPage(n);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const open = [];
    let artifact = '';
    for (const item of items) {
      if (item.type === 'beginMarkedContentProps') open.push(item.id ? 'content' : 'artifact');
      else if (item.type === 'beginMarkedContent') open.push('artifact');
      else if (item.type === 'endMarkedContent') { open.pop(); if (!open.length) reading.content += ' '; }
      else if (open.at(-1) === 'content') reading.content += item.str + (item.hasEOL ? ' ' : '');
      else if (open.at(-1) === 'artifact') artifact += item.str;
      else reading.untagged += item.str;
    }
    reading.artifacts.push(artifact);
    reading.structure.push(await page.getStructTree());
  }
  await pdf.destroy();
  return reading;
}
`;

/** Reads PDF files as a screen reader does: text by structure, apart from what is decoration. */
export class PdfReader {
  private readonly worker = new Worker(READER, {
    eval: true,
    workerData: pathToFileURL(require.resolve('pdfjs-dist/legacy/build/pdf.mjs')).href,
  });

  /** One at a time. */
  read(bytes: Uint8Array): Promise<PdfReading> {
    return new Promise((resolve, reject) => {
      this.worker.once('message', (answer: { readonly reading?: PdfReading; readonly error?: string }) => {
        if (answer.reading) resolve(answer.reading);
        else reject(new Error(answer.error));
      });
      this.worker.postMessage(Uint8Array.from(bytes));
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The roles of a structure tree, flat, in reading order. */
export const rolesOf = (node: StructureNode): string[] => [
  ...(node.role ? [node.role] : []),
  ...(node.children ?? []).flatMap(rolesOf),
];

/** Line breaks and the spaces around them say nothing about a text. */
export const squeezed = (text: string): string => text.replace(/\s+/gu, '');
