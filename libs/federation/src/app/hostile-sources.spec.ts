import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { readConfig } from '#platform';
import { secondsOfWork } from '../../../../test/support/seconds-of-work';
import { Fetcher } from './fetcher';
import { LIMITS } from './limits';
import { PageReader } from './page-reader';
import { readPage } from './read-page';

type Answer = { readonly type: string; readonly body: string | Buffer; readonly headers?: Record<string, string> };

const XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">';
const xml = (body: string): Answer => ({ type: 'application/rdf+xml', body });
const turtle = (body: string): Answer => ({ type: 'text/turtle', body });
const json = (body: string): Answer => ({ type: 'application/ld+json', body });
const entities = (...declarations: string[]) => `<!DOCTYPE rdf:RDF [ ${declarations.join('\n')} ]>`;
const DATASET = '@type":"http://www.w3.org/ns/dcat#Dataset';

/** Served over a real connection, by somebody who means us harm. */
const HOSTILE: readonly (readonly [string, string, Answer])[] = [
  [
    'a billion laughs',
    'HARVEST.ENTITIES',
    xml(
      `${entities('<!ENTITY a "haha">', '<!ENTITY b "&a;&a;&a;&a;">')}${XML}<rdf:Description dct:title="&b;"/></rdf:RDF>`,
    ),
  ],
  [
    'an entity that is used a million times',
    'HARVEST.ENTITIES',
    xml(
      `${entities(`<!ENTITY a "${'x'.repeat(499)}">`)}${XML}<rdf:Description><dct:title>${'&a;'.repeat(1e6)}</dct:title></rdf:Description></rdf:RDF>`,
    ),
  ],
  [
    'a file of ours as an entity',
    'HARVEST.ENTITIES',
    xml(`${entities('<!ENTITY a SYSTEM "file:///etc/passwd">')}${XML}</rdf:RDF>`),
  ],
  ['a parameter entity', 'HARVEST.ENTITIES', xml(`${entities('<!ENTITY % a "x">', '%a;')}${XML}</rdf:RDF>`)],
  ['a DTD elsewhere', 'HARVEST.ENTITIES', xml(`<!DOCTYPE rdf:RDF SYSTEM "http://127.0.0.1/evil.dtd">${XML}</rdf:RDF>`)],
  ['deep XML', 'HARVEST.TOO_LARGE', xml(XML + '<rdf:Description><dct:relation>'.repeat(200_000))],
  ['deep Turtle', 'HARVEST.TOO_LARGE', turtle(`<urn:a> <urn:p> ${'[ <urn:p> '.repeat(200_000)}`)],
  ['deep lists', 'HARVEST.TOO_LARGE', turtle(`<urn:a> <urn:p> ${'('.repeat(500_000)}`)],
  ['deep JSON', 'HARVEST.TOO_LARGE', json('['.repeat(200_000) + ']'.repeat(200_000))],
  ['a text of twenty million characters', 'HARVEST.TOO_LARGE', turtle(`<urn:a> <urn:p> "${'x'.repeat(2e6)}".`)],
  [
    'too many statements',
    'HARVEST.TOO_LARGE',
    turtle(`<urn:a> <urn:p> ${Array.from({ length: 3e5 + 2 }, (_, n) => n).join(',')} .`),
  ],
  ['too many bytes', 'HARVEST.TOO_LARGE', turtle(`#${' '.repeat(LIMITS.bytes)}`)],
  [
    'a small file that unpacks to a large one',
    'HARVEST.TOO_LARGE',
    {
      type: 'text/turtle',
      body: gzipSync(Buffer.alloc(200 * 1024 * 1024, ' ')),
      headers: { 'content-encoding': 'gzip' },
    },
  ],
  ['a context elsewhere', 'HARVEST.REMOTE_CONTEXT', json(`{"@context":"http://127.0.0.1:1/context","${DATASET}"}`)],
  [
    'a context elsewhere, within',
    'HARVEST.REMOTE_CONTEXT',
    json(`{"@context":[{"@import":"http://127.0.0.1:1/c"}],"${DATASET}"}`),
  ],
  [
    'many values of one property',
    'HARVEST.TOO_LARGE',
    json(`{"http://a/p":[${Array.from({ length: 20_000 }, (_, n) => `"${String(n)}"`).join()}]}`),
  ],
  ['a key that is a trap', 'HARVEST.UNREADABLE', json('{"__proto__":{"a":1}}')],
  ['half a file', 'HARVEST.UNREADABLE', xml(`${XML}<rdf:Description>`)],
  ['an unknown encoding', 'HARVEST.UNREADABLE', { type: 'text/turtle; charset=klingon', body: '<a> <b> <c>.' }],
  ['a page for people', 'HARVEST.NOT_A_CATALOGUE', { type: 'text/html', body: '<!doctype html><html></html>' }],
  ['a picture', 'HARVEST.NOT_A_CATALOGUE', { type: 'image/png', body: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }],
];

const yaml = (body: string): Answer => ({ type: 'application/yaml', body });
const PACKAGE = 'resources:\n  - path: a.csv\n';
const laughs = Array.from(
  'bcdefghi',
  (name, at) =>
    `${name}: &${name} [${Array(9)
      .fill(`*${'abcdefgh'[at] ?? ''}`)
      .join()}]`,
);

/** Descriptors of Data Packages that were not written for their data. */
const HOSTILE_PACKAGES: readonly (readonly [string, string, Answer])[] = [
  ['a billion laughs', 'HARVEST.TOO_LARGE', yaml(['a: &a [ha, ha]', ...laughs, PACKAGE].join('\n'))],
  ['an anchor within itself', 'HARVEST.TOO_LARGE', yaml('resources: &a\n  - *a\n')],
  ['an anchor that doubles itself', 'HARVEST.TOO_LARGE', yaml('resources: &a [*a, *a, *a]')],
  ['an anchor that is used too often', 'HARVEST.TOO_LARGE', yaml(`a: &a [1]\nresources:\n${'  - *a\n'.repeat(200)}`)],
  ['an anchor that nobody set', 'HARVEST.UNREADABLE', yaml('resources: *a')],
  ['merged keys', 'HARVEST.UNREADABLE', yaml(`a: &a { b: 1 }\n<<: *a\n${PACKAGE}`)],
  ['merged keys of an older YAML', 'HARVEST.UNREADABLE', yaml(`%YAML 1.1\n---\na: &a { b: 1 }\n<<: *a\n${PACKAGE}`)],
  ['a tag that would be run', 'HARVEST.UNREADABLE', yaml(`a: !!js/function 'function () {}'\n${PACKAGE}`)],
  ['a tag of its own', 'HARVEST.UNREADABLE', yaml(`%TAG ! tag:evil.example,2026:\n---\na: !x { b: 1 }\n${PACKAGE}`)],
  ['bytes as a tag', 'HARVEST.UNREADABLE', yaml(`a: !!binary R0lGODlhDAAMAIQAAP\n${PACKAGE}`)],
  ['several documents', 'HARVEST.UNREADABLE', yaml(`${PACKAGE}---\n${PACKAGE}`)],
  ['a key that is a trap', 'HARVEST.UNREADABLE', yaml(`__proto__: { resources: [] }\n${PACKAGE}`)],
  ['a trap within', 'HARVEST.UNREADABLE', yaml(`${PACKAGE}    constructor: { prototype: { a: 1 } }\n`)],
  ['a key twice', 'HARVEST.UNREADABLE', yaml(PACKAGE + PACKAGE)],
  ['a key that is a list', 'HARVEST.UNREADABLE', yaml(`? [a, b]\n: 1\n${PACKAGE}`)],
  ['a huge key', 'HARVEST.UNREADABLE', yaml(`${'k'.repeat(400_000)}: 1\n${PACKAGE}`)],
  ['a huge key that is announced', 'HARVEST.TOO_LARGE', yaml(`? ${'k'.repeat(400_000)}\n: 1\n${PACKAGE}`)],
  ['deep brackets', 'HARVEST.TOO_LARGE', yaml('['.repeat(240_000))],
  ['deep lists', 'HARVEST.TOO_LARGE', yaml('- '.repeat(120_000))],
  ['deep questions', 'HARVEST.TOO_LARGE', yaml('? '.repeat(120_000))],
  ['deep lines', 'HARVEST.TOO_LARGE', yaml(Array.from({ length: 900 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'))],
  ['deep pairs', 'HARVEST.TOO_LARGE', yaml('a: '.repeat(80_000))],
  ['deep questions in brackets', 'HARVEST.UNREADABLE', yaml(`[${'? '.repeat(20_000)}`)],
  ['somewhat deep brackets', 'HARVEST.TOO_LARGE', yaml(`resources: ${'['.repeat(100)}${']'.repeat(100)}`)],
  ['too many words', 'HARVEST.TOO_LARGE', yaml(`resources: [${'1,'.repeat(200_000)}]`)],
  ['too much text', 'HARVEST.TOO_LARGE', yaml(`description: ${'x'.repeat(LIMITS.yamlCharacters)}\n${PACKAGE}`)],
  ['nothing but errors', 'HARVEST.UNREADABLE', yaml('}\n'.repeat(20_000))],
  ['an unclosed quotation', 'HARVEST.UNREADABLE', yaml(`${PACKAGE}a: "${'x\n '.repeat(100_000)}`)],
  ['deep JSON', 'HARVEST.TOO_LARGE', json(`{"resources":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)],
  ['a trap in JSON', 'HARVEST.UNREADABLE', json('{"resources":[],"__proto__":{"a":1}}')],
  ['a descriptor without resources', 'HARVEST.NOT_A_CATALOGUE', yaml('title: Niente')],
  ['a page for people', 'HARVEST.NOT_A_CATALOGUE', { type: 'text/html', body: '<!doctype html><html></html>' }],
  ['a page for people that hides it', 'HARVEST.NOT_A_CATALOGUE', { type: 'text/plain', body: '<!doctype html>' }],
  ['a picture', 'HARVEST.NOT_A_CATALOGUE', { type: 'image/png', body: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }],
];

describe('a hostile source', () => {
  let server: Server;
  let base: string;
  let answer: Answer;
  const fetcher = new Fetcher(readConfig({ NODE_ENV: 'test', HARVEST_ALLOW_PRIVATE: 'true' }));
  const strict = new Fetcher(readConfig({ NODE_ENV: 'test' }));
  const pages = new PageReader(fetcher);

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/slow') return;
      if (request.url?.startsWith('/to?')) {
        response.writeHead(302, { location: decodeURIComponent(request.url.slice(4)) }).end();
        return;
      }
      response.writeHead(200, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await Promise.all([fetcher.onModuleDestroy(), strict.onModuleDestroy()]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(HOSTILE)('%s is refused as %s, after little work and in little memory', async (_, code, hostile) => {
    answer = hostile;
    const before = process.memoryUsage().rss;
    await expect(pages.read('dcat', `${base}/file`, 8_000)).rejects.toMatchObject({ code });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  it.each(HOSTILE_PACKAGES)('%s in a package is refused as %s, after little work', async (_, code, { type, body }) => {
    const [url, before] = [`${base}/file`, process.cpuUsage()];
    const fetched = { url, type, charset: null, bytes: Buffer.from(body) };
    await expect(readPage({ kind: 'dataPackage', asked: url, fetched })).rejects.toMatchObject({ code });
    expect(secondsOfWork(before)).toBeLessThan(5);
  });

  it('a package of a billion laughs comes to the same in a process of its own', async () => {
    [, , answer] = HOSTILE_PACKAGES[0] as (typeof HOSTILE_PACKAGES)[number];
    await expect(pages.read('dataPackage', `${base}/file`)).rejects.toMatchObject({ code: 'HARVEST.TOO_LARGE' });
  });

  it('a page that burns the processor is given up in time, and holds nobody else up', async () => {
    const values = JSON.stringify(Array.from({ length: LIMITS.valuesEach - 1 }, (_, n) => String(n)));
    const properties = Array.from({ length: 150 }, (_, n) => `"http://a/p${n}":${values}`);
    answer = json(`{"@id":"http://a/1",${properties.join()}}`);
    expect(answer.body.length).toBeLessThan(LIMITS.bytes);
    const before = process.cpuUsage();
    await expect(pages.read('dcat', `${base}/file`, 3_000)).rejects.toMatchObject({ code: 'HARVEST.TOO_SLOW' });
    expect(secondsOfWork(before)).toBeLessThan(1.5);
  });

  it('a page as large as one may be is read', async () => {
    const dataset = (n: number) =>
      `<http://a/${n}> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "Dataset ${n}" ; <http://purl.org/dc/terms/identifier> "c_a1:${n}" .`;
    answer = turtle(Array.from({ length: 90_000 }, (_, n) => dataset(n)).join('\n'));
    expect((await pages.read('dcat', `${base}/file`)).counts).toMatchObject({ datasets: 90_000, triples: 270_000 });
  });

  it.each([
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://localhost:8080/',
      'http://[::1]/',
      'http://0.0.0.0/',
    ],
    ...[
      'http://[::ffff:10.0.0.1]/',
      'http://10.1.2.3/',
      'http://192.168.0.1/',
      'http://172.16.0.1/',
      'http://100.64.0.1/',
    ],
    ...[
      'http://169.254.169.254/latest/meta-data',
      'http://[fe80::1]/',
      'http://[fd00::1]/',
      'http://[64:ff9b::7f00:1]/',
      'http://[::7f00:1]/',
      'http://[::ffff:0:7f00:1]/',
      'http://[4000::1]/',
    ],
  ])('at %s is not reached', async (url) => {
    await expect(strict.get(url)).rejects.toMatchObject({ code: 'HARVEST.ADDRESS_REFUSED' });
  });

  it.each(['file:///etc/passwd', 'ftp://x.example/', 'gopher://x.example/', 'http://user:secret@x.example/'])(
    'that leads to %s is not followed',
    async (url) => {
      await expect(fetcher.get(`${base}/to?${encodeURIComponent(url)}`)).rejects.toMatchObject({
        code: 'HARVEST.NOT_WEB',
      });
    },
  );

  it('that does not answer is not waited for', async () => {
    await expect(fetcher.get(`${base}/slow`, 300)).rejects.toMatchObject({ code: 'HARVEST.SOURCE_UNAVAILABLE' });
    await expect(fetcher.get('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'HARVEST.SOURCE_UNAVAILABLE' });
  });
});
