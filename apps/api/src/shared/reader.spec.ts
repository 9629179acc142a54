import type { Language } from '#identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readerLanguage, rememberReader, tellErrors } from './reader';

const requestOf = (header?: string, lang?: string) =>
  ({ query: { lang }, headers: { 'accept-language': header } }) as unknown as FastifyRequest;

/** Only what is asked of a reply here. */
function replyOf(statusCode: number, sent: Record<string, string | number> = {}): FastifyReply {
  return {
    statusCode,
    hasHeader: (name: string) => name in sent,
    header: (name: string, value: number) => Object.assign(sent, { [name]: value }),
    headers: (values: object) => Object.assign(sent, values),
  } as unknown as FastifyReply;
}

const BODY = JSON.stringify({
  errors: [{ message: 'English.', extensions: { code: 'HTTP.NO_ROUTE', kind: 'missing', details: {} } }],
});

describe('readerLanguage', () => {
  it.each<{ is: string; header?: string; lang?: string; own?: Language; language: Language }>([
    { is: 'asked for by name before all else', header: 'en', lang: 'it', own: 'en', language: 'it' },
    { is: 'the browser’s before the person’s', header: 'it;q=0.9, en;q=0.8', own: 'en', language: 'it' },
    { is: 'the person’s where the browser names neither', header: 'de, *;q=0.1', own: 'it', language: 'it' },
    { is: 'the person’s where nothing is said', lang: 'fr', own: 'it', language: 'it' },
    { is: 'English for a program that says nothing', language: 'en' },
    { is: 'English for one that takes anything', header: '*', language: 'en' },
    { is: 'never what is refused by its weight', header: 'it;q=0', language: 'en' },
  ])('is $is', ({ header, lang, own, language }) => {
    const request = requestOf(header, lang);
    if (own) rememberReader(request, own);
    expect(readerLanguage(request)).toBe(language);
  });
});

describe('tellErrors', () => {
  it('leaves alone what is no error of ours', () => {
    const sent = {};
    expect(tellErrors(requestOf('it'), replyOf(200, sent), BODY)).toBe(BODY);
    expect(tellErrors(requestOf('it'), replyOf(404, sent), '<html>')).toBe('<html>');
    expect(tellErrors(requestOf('it'), replyOf(404, sent), undefined)).toBeUndefined();
    expect(sent).toEqual({});
  });

  it('tells an error in Italian, and says how long it is now', () => {
    const sent = { 'content-length': BODY.length };
    const told = tellErrors(requestOf('it'), replyOf(404, sent), BODY) as string;
    expect(JSON.parse(told)).toEqual({
      errors: [
        {
          message: 'A questo indirizzo non c’è nulla.',
          extensions: { code: 'HTTP.NO_ROUTE', kind: 'missing', details: {} },
        },
      ],
    });
    expect(sent).toMatchObject({ 'content-length': Buffer.byteLength(told), 'content-language': 'it' });
  });

  it('tells it in English as it was', () => {
    expect(tellErrors(requestOf('en'), replyOf(404), BODY)).toBe(BODY);
  });
});
