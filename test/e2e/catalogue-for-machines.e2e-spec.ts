import { readBack } from '../../libs/catalogue/test/read-back';
import { HAS_SHAPES, PROFILES, violations } from '../../libs/catalogue/test/shapes';
import { SYNTAXES, MEDIA_TYPES, type Syntax } from '#catalogue';
import { newId, type OrganisationId } from '#kernel';
import type { PolicyDocument } from '#policy';
import { isomorphic } from 'rdf-isomorphic';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const DCAT = 'http://www.w3.org/ns/dcat#';
const HYDRA = 'http://www.w3.org/ns/hydra/core#';
const WITHDRAW = `mutation ($id: ID!) {
  withdrawDataset(input: { datasetId: $id, reason: "Una causa <b>" }) { id } }`;

/** Anybody may know of public datasets and read what they are; members of the others too, and policies. */
const policy = (): PolicyDocument => {
  const members = membersMay('read', 'propose', 'vote');
  const shown = { subject: 'Dataset', where: { accessRights: { $eq: 'PUBLIC' } } } as const;
  return {
    ...members,
    permissions: [
      ...members.permissions,
      { assignee: { type: 'public' }, actions: ['discover', 'readMetadata'], ...shown },
    ],
  };
};

describe('the catalogue for machines', () => {
  let world: World;
  let ada: Member;
  let steward: Member;
  let publisher: OrganisationId;
  let shown: string;
  let hidden: string;
  let base: string;

  const get = async (url: string, headers: Record<string, string> = {}) => {
    const { pathname, search } = new URL(url, base);
    const answer = await world.app.inject({ method: 'GET', url: pathname + search, headers });
    return { status: answer.statusCode, body: answer.body, headers: answer.headers as Record<string, string> };
  };
  const graph = async (url: string, syntax: Syntax = 'turtle', headers: Record<string, string> = {}) =>
    readBack(syntax, (await get(url, { accept: MEDIA_TYPES[syntax], ...headers })).body);
  const objects = (quads: Awaited<ReturnType<typeof graph>>, property: string) =>
    quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
  const publish = async (title: string, accessRights: string) => {
    const id = newId();
    await world.database.query(
      `insert into catalogue.dataset (id, federation_id, publisher_id, title, description, need_category, access_rights,
         keywords, table_schema, created_at, modified_at)
       values ($1, $2, $3, $4, 'Una riga a persona.', 'socialNeeds', $5, '{bisogni}', '{"fields": []}', now(), now())`,
      [id, world.federationId, publisher, title, accessRights],
    );
    return id;
  };

  beforeAll(async () => {
    world = await World.start({ policy: policy() });
    base = world.config.http.publicUrl;
    publisher = await world.organisation('Aurora & figlie');
    ada = await world.person('Ada', publisher, 'member');
    steward = await world.person('Bea', publisher, 'steward');
    for (let n = 0; n < 205; n += 1) await publish(`Dataset ${String(n)}`, 'PUBLIC');
    shown = await publish('Bisogni <sociali> & "casa"', 'PUBLIC');
    hidden = await publish('Segreti', 'RESTRICTED');
  });
  afterAll(() => world.stop());

  it('says the same in three syntaxes, as the profiles have it', async () => {
    for (const path of [`/catalogue/datasets/${shown}`, '/catalogue', '/catalogue/feed']) {
      const [first, ...others] = await Promise.all(SYNTAXES.map((syntax) => graph(path, syntax)));
      for (const other of others) expect(isomorphic(first ?? [], other)).toBe(true);
      if (path === '/catalogue/feed' || !HAS_SHAPES) continue;
      for (const profile of PROFILES) expect(await violations(profile, first ?? [])).toEqual([]);
    }
  });

  it('shows anybody what anybody may discover, page by page, and the whole at once', async () => {
    const seen: string[] = [];
    const pages: string[] = [];
    let before: string | undefined;
    for (let url: string | undefined = `${base}/catalogue.ttl`; url;) {
      pages.push(url);
      const quads = await graph(url);
      seen.push(...objects(quads, `${DCAT}dataset`));
      expect(objects(quads, `${HYDRA}previous`)).toEqual(before ? [before] : []);
      before = url;
      [url] = objects(quads, `${HYDRA}next`);
    }
    expect(pages).toHaveLength(3);
    expect(seen).toHaveLength(206);
    expect(new Set(seen).size).toBe(206);
    expect(objects(await graph('/catalogue/feed'), `${DCAT}dataset`)).toEqual(seen);
    expect(seen.join()).not.toContain(hidden);
  });

  it('shows the holder of a token what that person may discover', async () => {
    const headers = { authorization: `Bearer ${ada.token}` };
    const quads = await graph('/catalogue', 'turtle', headers);
    expect(objects(quads, `${DCAT}dataset`)).toContain(`${base}/datasets/${hidden}`);
    const dataset = await graph(`/catalogue/datasets/${hidden}`, 'turtle', headers);
    expect(objects(dataset, 'http://www.w3.org/ns/odrl/2/hasPolicy').join()).toMatch(/\/policies\//);
    const { status, headers: answered } = await get('/catalogue', headers);
    expect([status, answered['cache-control']]).toEqual([200, 'private, no-cache']);
  });

  it('has nothing at the address of what somebody may not discover, in the words of what is not there', async () => {
    const absent = newId();
    const addresses = [
      ...['', '.ttl', '.rdf', '.html', '.schema.jsonld', '/schema.json'].map((end) => `/catalogue/datasets/ID${end}`),
    ];
    for (const address of addresses) {
      const [one, other] = await Promise.all([hidden, absent].map((id) => get(address.replace('ID', id))));
      expect([one?.status, other?.status]).toEqual([404, 404]);
      expect(one?.body.replaceAll(hidden, '')).toBe(other?.body.replaceAll(absent, ''));
    }
    for (const feed of ['/catalogue', '/catalogue/feed', '/sitemap.xml', '/catalogue.html']) {
      const { body } = await get(feed);
      expect(body).not.toContain(hidden);
      expect(body).not.toContain('Segreti');
    }
  });

  it('answers in what the caller likes best', async () => {
    const typeFor = async (accept: string) => (await get('/catalogue', { accept })).headers['content-type'];
    expect(await typeFor('text/turtle;q=0.2, application/rdf+xml;q=0.9')).toMatch('application/rdf+xml');
    expect(await typeFor('text/html,application/xhtml+xml,*/*;q=0.8')).toMatch('text/html');
    expect(await typeFor('*/*')).toMatch('application/ld+json');
    expect((await get('/catalogue', { accept: 'image/png' })).status).toBe(406);
    expect((await get('/catalogue.rdf', { accept: 'text/turtle' })).headers['content-type']).toMatch('rdf+xml');
  });

  it('is not sent again to who has it, until something changes', async () => {
    for (const url of ['/catalogue.ttl', '/catalogue/feed.ttl', `/catalogue/datasets/${shown}.ttl`]) {
      const { headers } = await get(url);
      const etag = headers.etag ?? '';
      expect(headers['last-modified']).toMatch(/GMT$/);
      expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
      await world.database.query(
        `update catalogue.dataset set title = title || '!', modified_at = now() where id = $1`,
        [shown],
      );
      expect((await get(url, { 'if-none-match': etag })).status).toBe(200);
    }
  });

  it('has pages for people, in their language, that nothing in a title can break', async () => {
    const { body, headers } = await get(`/catalogue/datasets/${shown}`, {
      accept: 'text/html',
      'accept-language': 'en',
    });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('<h1>Bisogni &lt;sociali&gt; &amp; &quot;casa&quot;');
    const [, embedded = ''] = /<script type="application\/ld\+json">(.*)<\/script>/.exec(body) ?? [];
    expect(JSON.parse(embedded)).toMatchObject({ '@type': 'Dataset', creator: { name: 'Aurora & figlie' } });
    expect(body).not.toContain('noindex');
    expect((await get('/catalogue', { accept: 'text/html' })).body).toContain('Catalogo dei dati');
  });

  it('leads from the names of things to what is written about them', async () => {
    for (const [name, page] of [
      [`/datasets/${shown}`, `/catalogue/datasets/${shown}`],
      [`/datasets/${shown}/versions/1`, `/catalogue/datasets/${shown}`],
      [`/organisations/${publisher}`, `/catalogue/organisations/${publisher}`],
      [`/federations/${world.federationId}`, `/catalogue/federations/${world.federationId}`],
    ] as const) {
      const { status, headers } = await get(name);
      expect([status, headers.location]).toEqual([303, base + page]);
      expect((await get(page, { accept: 'text/turtle' })).status).toBe(200);
    }
  });

  it('tells search engines what anybody may discover', async () => {
    expect((await get('/robots.txt')).body).toContain(`Sitemap: ${base}/sitemap.xml`);
    const { body } = await get('/sitemap.xml', { authorization: `Bearer ${ada.token}` });
    expect(body.match(/<loc>/g)).toHaveLength(207);
    expect(body).toContain(`<loc>${base}/catalogue/datasets/${shown}</loc>`);
  });

  it('keeps the address of what was withdrawn, with the reason, and takes it off its lists', async () => {
    await steward.send(WITHDRAW, { id: shown });
    const { status, body } = await get(`/catalogue/datasets/${shown}`, { accept: 'text/turtle' });
    expect(status).toBe(410);
    expect(body).toContain('Una causa <b>');
    expect(body).toContain('http://purl.org/adms/status/Withdrawn');
    expect((await get(`/catalogue/datasets/${shown}.html`)).body).toContain('Una causa &lt;b&gt;');
    expect(objects(await graph('/catalogue/feed'), `${DCAT}dataset`)).not.toContain(`${base}/datasets/${shown}`);
  });

  it('has all of it for so many in a minute, and the rest of it for whoever asks for pages', async () => {
    const asked = [];
    for (let n = 0; n <= 20; n += 1) asked.push(await get('/catalogue/feed'));
    const last = asked.at(-1);
    expect([last?.status, last?.body]).toEqual([503, expect.stringContaining('FEED.BUSY')]);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await get('/catalogue', { accept: 'text/turtle' })).status).toBe(200);
    expect((await get('/catalogue/feed', { authorization: `Bearer ${ada.token}` })).status).toBe(200);
  });
});
