import { escapeHtml, sha256 } from '#kernel';
import type { Block, Column, Definition, MinutesDocument, SignatureLine } from './document-tree';
import { MINUTES_STYLE } from './minutes-style';

/** What a page of minutes may load and run: its own style, and no script at all. */
export const MINUTES_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${Buffer.from(sha256(MINUTES_STYLE), 'hex').toString('base64')}'`,
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

/**
 * Minutes as one whole HTML page that needs nothing else: to read on a phone, to print on A4, to keep.
 *
 * It holds no script and forbids any, also when it is opened from a disk.
 */
export const minutesHtml = ({ language, title, author, blocks }: MinutesDocument): string => `<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(MINUTES_PAGE_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="author" content="${escapeHtml(author)}">
<title>${escapeHtml(title)}</title>
<style>${MINUTES_STYLE}</style>
</head>
<body>
<main>
${blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p class="${block.tone}">${escapeHtml(block.text)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'definitions':
      return `<dl>\n${block.entries.map(definitionHtml).join('\n')}\n</dl>`;
    case 'table':
      return tableHtml(block.caption, block.columns, block.rows);
    case 'signatures':
      return `<div class="signatures">\n${block.lines.map(signatureHtml).join('\n')}\n</div>`;
  }
}

const definitionHtml = ({ term, text, kind }: Definition) =>
  `<div><dt>${escapeHtml(term)}</dt><dd class="${kind}">${escapeHtml(text)}</dd></div>`;

const signatureHtml = ({ role, name, state }: SignatureLine) =>
  `<section><p class="role">${escapeHtml(role)}</p><p class="name">${escapeHtml(name)}</p><p class="state">${escapeHtml(state)}</p></section>`;

function tableHtml(caption: string, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const head = columns.map(({ title, kind }) => `<th scope="col" class="${kind}">${escapeHtml(title)}</th>`).join('');
  const kinds = columns.map(({ kind }) => kind);
  return [
    `<div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(caption)}">`,
    '<table>',
    `<caption>${escapeHtml(caption)}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${row.map((cell, i) => cellHtml(cell, kinds[i] ?? 'text', i)).join('')}</tr>`),
    '</tbody>',
    '</table>',
    '</div>',
  ].join('\n');
}

const cellHtml = (text: string, kind: Column['kind'], place: number) =>
  place === 0
    ? `<th scope="row" class="${kind}">${escapeHtml(text)}</th>`
    : `<td class="${kind}">${escapeHtml(text)}</td>`;
