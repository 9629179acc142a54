import { assertMetadata, NO_METADATA, type MetadataDraft } from './metadata';

const refusal = (draft: Partial<MetadataDraft>) => () => {
  assertMetadata({ ...NO_METADATA, ...draft });
};
const contact = (email: string) => ({ contactPoint: { name: 'Ada', email } });
const place = (uri: string | null, label = 'Torino') => ({ spatial: [{ label, uri, code: null }] });

describe('assertMetadata', () => {
  it.each<[string, Partial<MetadataDraft>]>([
    ['nothing at all', {}],
    ['a licence', { licence: 'https://creativecommons.org/licenses/by/4.0/' }],
    ['a mail address with a plus', contact('ada+dati@xn--bcher-kva.example')],
    ['a period without an end', { temporal: { start: '2024-02-29', end: null } }],
    ['a place', place('https://sws.geonames.org/3165524/')],
  ])('takes %s', (_, draft) => {
    expect(refusal(draft)).not.toThrow();
  });

  it.each<[string, Partial<MetadataDraft>]>([
    ['a script for a licence', { licence: 'javascript:alert(1)' }],
    ['a licence that breaks out of Turtle', { licence: 'https://example.org/> <x' }],
    ['a landing page without a host', { landingPage: 'https://' }],
    ['two addresses in one', contact('a@b, c@d')],
    ['an address that begins a header', contact('a@b\r\nBcc:c@d')],
    ['a nameless place', place(null, ' ')],
    ['a period of nothing', { temporal: { start: null, end: null } }],
    ['a day that is not there', { temporal: { start: '2026-02-30', end: null } }],
    ['a year that never was', { temporal: { start: '0000-01-01', end: null } }],
    ['a period backwards', { temporal: { start: '2026-02-02', end: '2026-02-01' } }],
    ['a theme twice', { themes: ['SOCI', 'SOCI'] }],
    ['more places than anybody reads', { spatial: Array.from({ length: 51 }, () => place(null).spatial).flat() }],
  ])('refuses %s', (_, draft) => {
    expect(refusal(draft)).toThrow(expect.objectContaining({ code: 'DATASET.INVALID_METADATA' }));
  });
});
