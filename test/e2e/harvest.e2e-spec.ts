import { Harvester, type HarvestRunId } from '#federation';
import { readConfig } from '#platform';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { END, HarvestNode, RUNS, START, type Entry } from '../support/harvest-node';
import type { Member } from '../support/member';

describe('two installations that harvest each other', () => {
  let here: HarvestNode;
  let there: HarvestNode;

  beforeAll(async () => {
    [here, there] = [await HarvestNode.start(), await HarvestNode.start()];
    for (let n = 0; n < 120; n += 1) await there.publish(`Dataset ${String(n)} <di là> & altro`);
    await here.publish('Di qua');
  });
  afterAll(() => Promise.all([here, there].map(({ world }) => world.stop())));

  it('get the same of each other in all three syntaxes, page by page', async () => {
    const seen: Entry[][] = [];
    for (const [at, path] of [
      '/catalogue.ttl',
      '/catalogue.rdf',
      '/catalogue.jsonld',
      '/catalogue/feed.ttl',
    ].entries()) {
      const { id, run } = await here.harvestNew(there.base + path);
      expect(run).toMatchObject({ state: 'COMPLETE', failure: null, pages: at < 3 ? 2 : 1 });
      expect(run.counts).toMatchObject({ added: 120, failed: 0, skipped: 0 });
      const entries = await here.datasets({ sourceId: id });
      seen.push([...entries].sort((a, b) => (a.uri < b.uri ? -1 : 1)));
      const again = await here.harvest(id);
      expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: 120, removed: 0 });
      await here.steward.send(END, { id });
    }
    expect(seen[0]).toHaveLength(120);
    for (const entries of seen) expect(entries).toEqual(seen[0]);
    expect(seen[0]?.[0]).toMatchObject({
      description: 'Una riga a persona.',
      publisher: 'Aurora',
      keywords: ['casa', 'lavoro'],
    });
  });

  it('come to rest: what is ours does not come back, and nothing grows', async () => {
    const { run } = await here.harvestNew(`${there.base}/catalogue.ttl?again`);
    expect(run.counts.added).toBe(120);
    const back = await there.harvestNew(`${here.base}/catalogue.ttl`);
    expect(back.run.counts).toMatchObject({ added: 1, skipped: 0 });
    const own = await there.harvestNew(`${there.base}/catalogue.ttl`);
    expect(own.run.counts).toMatchObject({ added: 0, skipped: 120 });
    expect((await there.items(own.run.id))[0]).toMatchObject({ outcome: 'SKIPPED', reason: 'ENTRY.OURS' });
    const feed = await here.world.app.inject({ url: '/catalogue/feed.ttl' });
    expect(feed.body).not.toContain(there.base);
  });

  it('find one dataset once, from whichever source it comes', async () => {
    const { id, run } = await here.harvestNew(`${there.base}/catalogue.rdf?other`);
    expect(run.counts).toMatchObject({ added: 0, skipped: 120 });
    expect((await here.items(run.id))[0]?.reason).toBe('ENTRY.KNOWN_ELSEWHERE');
    expect(await here.datasets({ sourceId: id })).toEqual([]);
  });
});

describe('another catalogue', () => {
  let node: HarvestNode;
  let ada: Member;
  let stranger: Member;
  let server: Server;
  let base: string;
  let answer: { status?: number; type?: string; body: string | Buffer; headers?: Record<string, string> };

  const dataset = (name: string, title = `Titolo ${name}`, more = '') =>
    `<https://altro.example/${name}> a dcat:Dataset; dct:title "${title}"; dct:identifier "${name}"${more}.\n`;
  const turtle = (...datasets: string[]) => ({
    type: 'text/turtle',
    body: `@prefix dcat: <http://www.w3.org/ns/dcat#>. @prefix dct: <http://purl.org/dc/terms/>.
      <https://altro.example/> a dcat:Catalog; dct:title "Altro".\n${datasets.join('')}`,
  });
  const asked = async (url: string) => {
    const id = await node.source(url);
    return node.preview(id);
  };

  beforeAll(async () => {
    node = await HarvestNode.start();
    const aurora = await node.world.organisation('Dora');
    ada = await node.world.person('Ada', aurora, 'member');
    stranger = await node.world.person(
      'Zoe',
      await node.world.organisation('Altrove', { affiliated: false }),
      'member',
    );
    server = createServer((request, response) => {
      const { status = 200, type = 'text/plain', body, headers = {} } = answer;
      if (request.url?.startsWith('/round')) {
        response.writeHead(302, { location: `/round?${String(Math.random())}` }).end();
        return;
      }
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await node.world.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is previewed before it is first harvested, and nothing is kept by that', async () => {
    answer = turtle(dataset('a'), dataset('b', '', '; dct:license ""'));
    const id = await node.source(`${base}/first`);
    await expect(node.steward.send(START, { id })).rejects.toMatchObject({ code: 'HARVEST.PREVIEW_FIRST' });
    expect(await node.preview(id)).toMatchObject({
      ...{ title: 'Altro', datasets: 2, hasMore: false, counts: { added: 1, skipped: 0 } },
      entries: expect.arrayContaining([
        { identity: 'https://altro.example/a', outcome: 'ADDED', reason: null },
        { identity: 'https://altro.example/b', outcome: 'FAILED', reason: 'ENTRY.NO_TITLE' },
      ]) as unknown,
    });
    expect(await node.datasets()).toEqual([]);
    expect((await node.harvest(id)).counts).toMatchObject({ added: 1, failed: 1 });
    await node.steward.send(END, { id });
    expect(await node.datasets()).toEqual([]);
  });

  it('changes, loses entries, and breaks: what is gone is taken away only where all was read', async () => {
    answer = turtle(dataset('a'), dataset('b'), dataset('c'));
    const { id } = await node.harvestNew(`${base}/life`, { isPublic: true });
    answer = turtle(dataset('a', 'Comunità e casa'), dataset('c'));
    const second = await node.harvest(id);
    expect(second.counts).toMatchObject({ added: 0, changed: 1, unchanged: 1, removed: 1 });
    expect(await node.items(second.id)).toContainEqual(
      expect.objectContaining({ outcome: 'REMOVED', identity: 'https://altro.example/b' }),
    );
    for (const broken of [
      { type: 'text/turtle', body: '<a> <b> "' },
      { type: 'text/html', body: '<html>' },
      turtle(),
    ]) {
      answer = broken;
      expect(await node.harvest(id)).toMatchObject({
        counts: { removed: 0 },
        state: expect.stringMatching(/FAILED|PARTIAL/) as string,
      });
    }
    expect(await node.datasets({ sourceId: id })).toHaveLength(2);
    answer = turtle(dataset('a', 'Comunità e casa'), dataset('b'), dataset('c'));
    expect((await node.harvest(id)).counts).toMatchObject({ added: 1, unchanged: 2 });
    expect((await node.datasets({ text: 'comunita' })).map(({ title }) => title)).toEqual(['Comunità e casa']);
  });

  it('is seen by members, by others only where it is public', async () => {
    answer = turtle(dataset('riservato'));
    const { id } = await node.harvestNew(`${base}/closed`);
    const titles = async (by: Member) => (await node.datasets({}, by)).map(({ title }) => title);
    expect(await titles(ada)).toContain('Titolo riservato');
    expect(await titles(stranger)).not.toContain('Titolo riservato');
    expect(await titles(stranger)).toContain('Titolo c');
    await expect(stranger.send(RUNS, { id })).rejects.toMatchObject({ code: 'SOURCE.MISSING' });
    await expect(ada.send(START, { id })).rejects.toMatchObject({ code: 'HARVEST.NOT_YOURS' });
    await expect(stranger.send(START, { id })).rejects.toMatchObject({ code: 'SOURCE.MISSING' });
  });

  it('comes in many pages of CKAN, and goes on with the page where it broke off', async () => {
    const all = Array.from({ length: 230 }, (_, n) => ({
      name: `d${String(n)}`,
      title: `CKAN ${String(n)}`,
      resources: [],
    }));
    let broken = false;
    const portal = createServer(({ url = '' }, response) => {
      const { searchParams } = new URL(url, base);
      const start = Number(searchParams.get('start'));
      if (broken && start === 100) {
        response.writeHead(503).end();
        return;
      }
      const results = all.slice(start, start + Number(searchParams.get('rows')));
      response.end(JSON.stringify({ success: true, result: { count: all.length, results } }));
    });
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${String((portal.address() as AddressInfo).port)}`;
    const id = await node.source(url, { kind: 'CKAN' });
    await node.preview(id);
    const { startHarvest } = await node.steward.send<{ startHarvest: { id: HarvestRunId } }>(START, { id });
    const harvest = () => node.world.app.get(Harvester).harvest({ id: 'system:test' }, startHarvest.id);
    broken = true;
    await expect(harvest()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await node.latest(id)).toMatchObject({ state: 'RUNNING', pages: 1, counts: { added: 100 } });
    broken = false;
    await Promise.all([harvest(), harvest()]);
    await node.world.settle();
    await new Promise((resolve) => portal.close(resolve));
    expect(await node.latest(id)).toMatchObject({ state: 'COMPLETE', pages: 3, counts: { added: 230, unchanged: 0 } });
    expect(await node.datasets({ sourceId: id })).toHaveLength(230);
  });

  it('may be one Data Package, which changes, leaves its folder, and breaks', async () => {
    const descriptor = (title: string, path: string) => ({
      type: 'application/yaml',
      body: `title: ${title}\nlicenses:\n  - name: CC-BY-4.0\nresources:\n  - path: ${path}\n    format: csv\n    bytes: 120\n`,
    });
    answer = descriptor('Case', 'data/a.csv');
    const url = `${base}/casa/datapackage.yaml`;
    const id = await node.source(url, { kind: 'DATA_PACKAGE' });
    await expect(node.steward.send(START, { id })).rejects.toMatchObject({ code: 'HARVEST.PREVIEW_FIRST' });
    expect(await node.preview(id)).toMatchObject({
      ...{ datasets: 1, hasMore: false, counts: { added: 1 } },
      ...{ entries: [{ identity: url, outcome: 'ADDED' }], defects: [{ code: 'NO_DESCRIPTION', about: url }] },
    });
    const first = await node.harvest(id);
    expect(first).toMatchObject({ state: 'COMPLETE', counts: { added: 1 } });
    expect(await node.items(first.id)).toEqual([{ identity: url, outcome: 'ADDED', reason: null }]);
    const file = { accessUrl: `${base}/casa/data/a.csv`, format: 'csv', bytes: 120, hash: null };
    expect(await node.datasets({ sourceId: id })).toMatchObject([{ title: 'Case', distributions: [file] }]);
    expect((await node.harvest(id)).counts).toMatchObject({ added: 0, unchanged: 1 });
    answer = descriptor('Case e letti', '../../a.csv');
    expect((await node.harvest(id)).counts).toMatchObject({ changed: 1, removed: 0 });
    expect(await node.datasets({ sourceId: id })).toMatchObject([{ distributions: [{ accessUrl: null }] }]);
    answer = { type: 'application/yaml', body: 'resources: &a\n  - *a\n' };
    expect(await node.harvest(id)).toMatchObject({ state: 'FAILED', failure: 'HARVEST.TOO_LARGE' });
    expect(await node.datasets({ sourceId: id })).toHaveLength(1);
  });

  it('that leads in a circle, or nowhere, is told so', async () => {
    await expect(asked(`${base}/round`)).rejects.toMatchObject({ code: 'HARVEST.TOO_MANY_REDIRECTS' });
    answer = { status: 500, body: '' };
    await expect(asked(`${base}/broken`)).rejects.toMatchObject({ code: 'HARVEST.SOURCE_UNAVAILABLE' });
    const page = (next: string) => `<${base}/loop> a <http://www.w3.org/ns/hydra/core#PartialCollectionView>;
      <http://www.w3.org/ns/hydra/core#next> <${base}${next}>.`;
    answer = turtle(dataset('z'), page('/loop'));
    const { run } = await node.harvestNew(`${base}/loop`);
    expect(run).toMatchObject({ state: 'PARTIAL', failure: 'HARVEST.PAGE_LOOP', counts: { removed: 0 } });
  });

  it('enters the journal', async () => {
    expect(await node.world.auditTrail()).toMatch(
      /harvest-source.created > harvest-source.previewed > harvest.asked > harvest.ended/,
    );
  });
});

it('harvests no private network unless it is told to', () => {
  expect(readConfig({ NODE_ENV: 'test' }).harvestPrivate).toBe(false);
});
