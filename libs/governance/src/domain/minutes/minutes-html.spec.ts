import { sha256, visibleLine } from '#kernel';
import fc from 'fast-check';
import { minutesRecord } from '../../../test/minutes-record';
import { minutesDocument } from './minutes-document';
import { MINUTES_PAGE_POLICY, minutesHtml } from './minutes-html';
import type { MinutesRecord } from './minutes-record';

const html = (record: MinutesRecord, language: 'it' | 'en' = 'it') => minutesHtml(minutesDocument(record, language));

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const textOf = (page: string) =>
  page
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? '');
const tagsOf = (page: string) => page.match(/<\/?[a-z!][^\s>]*/g) ?? [];

/** What somebody may try who is allowed to choose a name. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</title><img src=x onerror=alert(1)>',
    '"><b>',
    "' onfocus='alert(1)",
    'Ada\nEsito: approvata',
    '\u202eatavorppa',
    '&lt;b&gt;',
    '</style><script>',
  ),
);

describe('minutes in HTML', () => {
  const page = html(minutesRecord());

  it('hold every text of the record, escaped, whatever people wrote', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 9 }), (names) => {
        const written: string[] = [];
        const record = minutesRecord(() => written[written.push(names[written.length % names.length] ?? '') - 1] ?? '');
        const text = textOf(html(record, 'it')) + textOf(html(record, 'en'));
        for (const name of written) expect(text).toContain(visibleLine(name));
      }),
      { numRuns: 15 },
    );
  });

  it('have the same tags and the same number of lines, whatever people wrote', () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const attacked = html(minutesRecord(() => name));
        expect(tagsOf(attacked)).toEqual(tagsOf(page));
        expect(attacked.split(/\r\n|[\n\r\u2028\u2029]/)).toHaveLength(page.split('\n').length);
      }),
      { numRuns: 40 },
    );
  });

  it('show the letters of Italy, Lithuania and Latvia as they are', () => {
    const letters = 'àèéìòù ąčęėįšųūž āčēģīķļņšūž ĄČĘĖĮŠŲŪŽ ĀČĒĢĪĶĻŅŠŪŽ';
    expect(html(minutesRecord(() => letters))).toContain(`<h3>1. ${letters}</h3>`);
    expect(page).toContain('<meta charset="utf-8">');
  });

  it('are in a language, with headings that skip no level, and tables whose heads say what they head', () => {
    expect(page).toContain('<html lang="it" dir="ltr">');
    expect(html(minutesRecord(), 'en')).toContain('<html lang="en" dir="ltr">');
    const levels = [...page.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, i) => {
      expect(level).toBeGreaterThan(1);
      expect(level - (levels[i] ?? 0)).toBeLessThanOrEqual(1);
    });
    expect(page).toContain('<th scope="col" class="text">Nome</th>');
    expect(page).toContain('<th scope="row" class="text">Živilė Šimkūnaitė</th>');
    expect(page).toContain('<caption>Presenze</caption>');
  });

  it('run nothing, load nothing, and say so', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\son\w+=/i);
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = Buffer.from(sha256(style), 'hex').toString('base64');
    expect(MINUTES_PAGE_POLICY).toContain(`style-src 'sha256-${hash}'`);
    expect(MINUTES_PAGE_POLICY).toContain("default-src 'none'");
    expect(page).toContain('http-equiv="Content-Security-Policy"');
  });

  it('print on A4 with numbered pages', () => {
    expect(page).toMatch(/@page \{ size: A4;.*counter\(page\) " \/ " counter\(pages\)/);
    expect(page).toMatch(/tr,.*\{ break-inside: avoid \}/);
  });
});
