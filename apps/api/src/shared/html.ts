import { escapeHtml } from '#kernel';
import { createHash } from 'node:crypto';

/** Text that is safe to stand between tags and inside quoted attributes. */
export class Html {
  constructor(readonly text: string) {}
}

const escaped = (value: string | Html): string => (value instanceof Html ? value.text : escapeHtml(value));

/** A template whose every value is escaped, unless it was made by a template itself. */
export const markup = (parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html =>
  new Html(
    parts.reduce((page, part, i) => {
      const value = values[i - 1] ?? '';
      return page + (isList(value) ? value.map(escaped).join('') : escaped(value)) + part;
    }),
  );

/** JSON for machines that read pages: nothing in it can end the element that it stands in. */
export const embedded = (json: unknown): Html =>
  new Html(`<script type="application/ld+json">${JSON.stringify(json).replace(/</g, '\\u003c')}</script>`);

const isList = (value: string | Html | readonly Html[]): value is readonly Html[] => Array.isArray(value);

const STYLE = `
  :root { color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif }
  body { max-width: 42rem; margin: 12vh auto; padding: 0 1.5rem }
  button { font: inherit; padding: .6rem 1.4rem; cursor: pointer }
  input[readonly] { font: .9rem ui-monospace, monospace; width: 100%; padding: .6rem; box-sizing: border-box }
  :is(a, button, input, select):focus-visible { outline: 3px solid; outline-offset: 2px }
  fieldset { margin: 1rem 0; padding: .5rem 1rem }
  input[type='number'] { width: 4rem; font: inherit }
  code { overflow-wrap: anywhere }
  article { border-top: 1px solid; padding: 1rem 0 }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
`;

/** The only style our pages may have, and no script at all. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Most pages are between us and one reader; a page for everybody has other things to say to search engines. */
const PRIVATE = markup`<meta name="robots" content="noindex">`;

/** @param head what search engines are told; left out: to stay away */
export const page = (language: string, title: string, body: Html, head: Html = PRIVATE): string =>
  markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>${body}</main>
</body>
</html>
`.text;
