import type { Dataset } from '#catalogue';
import type { Scope } from '#identity';
import { Clock, newId, type ContributionId, type ExtractId, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { OutputCheckStore } from '../../db/output-check.store';
import { asTable } from '../../domain/check/found-table';
import type { CheckVerdict } from '../../domain/check/output-check';
import { ExtractService } from '../extract.service';
import { RecallService } from '../recall.service';
import { RecomputeService } from '../recompute.service';
import { RunService } from '../run.service';
import { signedIn } from '../signed';
import { ReleaseService } from '../release.service';
import { CheckReminders } from './check-reminders';
import { OutputCheckService } from './output-check.service';

const DAY_MS = 86_400_000;
const PURPOSE = 'AcademicResearch';
const REASONS = 'Nessuna cella dice troppo di qualcuno.';
const field = (name: string): TableSchema['fields'][number] => ({
  ...{ name, type: 'string', required: true, categories: ['x', 'y', 'z'], disclosureRole: 'dimension' },
});
const schema: TableSchema = { fields: [field('zone'), field('need')] };
const csv = (more: number) =>
  ['zone,need', ...['x,x', 'x,y', 'y,x', 'y,y'].flatMap((row) => Array<string>(20 + more).fill(row)), 'z,x'].join('\n');

describe('what people look at before it leaves', () => {
  let commons: Commons;
  let dataset: Dataset;
  let rita: PersonId;
  let contributed: ContributionId[];
  let bea: PersonId;
  let carla: PersonId;
  let more = 0;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[0] as OrganisationId, 'researcher');
    [, bea, carla] = commons.stewards as [PersonId, PersonId, PersonId];
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    contributed = [];
    // Equal bytes are one file, so each test has other rows.
    more += 1;
    for (const at of [0, 1]) contributed.push((await commons.contribute(dataset, at, csv(more))).id);
  });

  const service = () => commons.get(OutputCheckService);
  const as = async (id: PersonId) => signedIn(await commons.actor(id));
  const run = (id: ExtractId) => commons.get(RunService).run(SYSTEM, id);
  const read = async (id: ExtractId) => commons.get(ExtractService).read(await as(rita), id);
  const ask = async (...dimensions: string[]): Promise<ExtractId> => {
    const wish = { purpose: PURPOSE, dimensions, measures: [] } as const;
    return (await commons.get(ExtractService).request(await as(rita), dataset.id, wish)).id;
  };
  const asked = async (...dimensions: string[]) => {
    const id = await ask(...(dimensions.length > 0 ? dimensions : ['zone', 'need']));
    await run(id);
    return id;
  };
  const say = async (id: ExtractId, by: PersonId, verdict: CheckVerdict = 'release') =>
    service().answer(await as(by), id, { verdict, reasons: REASONS });
  const look = async (id: ExtractId, by: PersonId) => service().read(await as(by), id);
  const bothLet = async (id: ExtractId) => {
    await say(id, bea);
    await say(id, carla);
  };
  /** It left, rows of it were taken back, and what takes its place waits. */
  const madeAgain = async () => {
    const id = await asked();
    await bothLet(id);
    await run(id);
    await commons.withdraw(1, contributed[1] as ContributionId);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await commons.contribute(dataset, 2, csv(more));
    await commons.get(RecomputeService).recompute(SYSTEM, id);
    return id;
  };
  const download = async (id: ExtractId) => commons.get(ReleaseService).download(await as(rita), id, 'csv');
  const told = async (id: PersonId) =>
    (
      await commons.db.query<{ kind: string }>(
        'select kind from notifications.notification where person_id = $1 order by id',
        [id],
      )
    ).map(({ kind }) => kind);
  const advanceDays = (days: number) => {
    const clock: { offsetMs: number } = commons.get(Clock);
    clock.offsetMs += days * DAY_MS;
  };

  it('waits, and cannot be had, until all have let it go', async () => {
    const id = await asked();
    expect(await read(id)).toMatchObject({ state: 'checking', release: null });
    await expect(download(id)).rejects.toMatchObject({ code: 'EXTRACT.NOT_RELEASED' });
    await run(id);
    expect(await look(id, bea)).toMatchObject({ round: 1, reviewers: 2, outcome: null, possible: ['checkOutput'] });
    await say(id, bea);
    expect(await read(id)).toMatchObject({ state: 'checking' });
    expect(await say(id, carla)).toMatchObject({ outcome: 'released', possible: [] });
    expect(await read(id)).toMatchObject({ state: 'granted', release: null });
    await run(id);
    const { csv: leaving } = (await commons.get(OutputCheckStore).latest(id)) ?? {};
    expect(await read(id)).toMatchObject({ state: 'released', release: { number: 1, csv: { sha256: leaving } } });
    (await download(id)).content.destroy();
    expect((await told(bea)).filter((kind) => kind.startsWith('outputCheck'))).toEqual([
      'outputCheckAsked',
      'outputChecked',
    ]);
    expect(await told(rita)).toEqual(['outputChecked']);
    const journal = (await commons.journal()).filter((type) => /^(extract|output-check)\./.test(type));
    expect(journal).toEqual([
      ...['extract.granted', 'output-check.opened', 'extract.checking', 'output-check.answered'],
      ...['output-check.answered', 'output-check.settled', 'extract.released'],
    ]);
  });

  it('is seen as it would leave, with findings and without hidden numbers', async () => {
    const id = await asked();
    const table = asTable(await service().table(await as(bea), id));
    const row = table.rows.find(([zone, need]) => zone === 'z' && need === 'x');
    expect(row).toEqual(['z', 'x', null, 'C', 'hidden: people']);
    for (const { values } of (await service().table(await as(bea), id)).cells)
      if (values.includes('C')) expect(values.some((value) => typeof value === 'bigint')).toBe(false);
    expect(await service().file(await as(bea), id)).toMatch(/^zone,need,people,conf_status,finding\r\n/);
    expect((await commons.journal()).at(-1)).toBe('output-check.downloaded');
  });

  it('ends with one who withholds it, in words that tell nothing, and its files go', async () => {
    const id = await asked();
    const { csv: sha256 = '' } = (await commons.get(OutputCheckStore).latest(id)) ?? {};
    expect(await commons.files.has(sha256)).toBe(true);
    await say(id, bea, 'withhold');
    const { refusal, ...extract } = await read(id);
    expect(extract).toMatchObject({ state: 'refused', release: null });
    expect(refusal?.code).toBe('EXTRACT.WITHHELD');
    expect(refusal?.message).not.toMatch(/\d|zone|need|Nessuna/);
    expect(await commons.files.has(sha256)).toBe(false);
    await expect(say(id, carla)).rejects.toMatchObject({ code: 'OUTPUTCHECK.CLOSED' });
    await expect(service().table(await as(carla), id)).rejects.toMatchObject({ code: 'OUTPUTCHECK.CLOSED' });
    await expect(download(id)).rejects.toMatchObject({ code: 'EXTRACT.NOT_RELEASED' });
  });

  it('is answered blindly: nobody sees what another said, nor in the log, before it is decided', async () => {
    const id = await asked();
    await say(id, bea);
    expect((await look(id, carla)).answers).toEqual([]);
    expect(await look(id, bea)).toMatchObject({ answers: [{ isYours: true }], possible: [] });
    const facts = await commons.db.query<{ facts: object }>(
      `select facts from platform.event where type = 'output-check.answered' and facts::jsonb->>'extractId' = $1`,
      [id],
    );
    expect(JSON.stringify(facts)).not.toMatch(/release|withh|Nessuna/);
    await expect(say(id, bea)).rejects.toMatchObject({ code: 'OUTPUTCHECK.ANSWERED' });
    await say(id, carla, 'withhold');
    expect((await look(id, bea)).answers.map(({ verdict }) => verdict)).toEqual(['release', 'withhold']);
  });

  it('is missing for whoever may not look at it, as if there were none', async () => {
    const id = await asked();
    const [aurora] = commons.stewards as [PersonId];
    const member = await commons.person(commons.cooperatives[1] as OrganisationId, 'member');
    for (const other of [rita, aurora, member]) {
      await expect(look(id, other)).rejects.toMatchObject({ code: 'OUTPUTCHECK.MISSING' });
      await expect(say(id, other)).rejects.toMatchObject({ code: 'OUTPUTCHECK.MISSING' });
      await expect(service().table(await as(other), id)).rejects.toMatchObject({ code: 'OUTPUTCHECK.MISSING' });
      expect(await service().page(await as(other), null, 10)).toEqual([]);
    }
    await expect(look(newId<ExtractId>(), bea)).rejects.toMatchObject({ code: 'OUTPUTCHECK.MISSING' });
    await expect(look('none' as ExtractId, bea)).rejects.toMatchObject({ code: 'OUTPUTCHECK.MISSING' });
    expect((await service().page(await as(bea), null, 10)).map(({ extractId }) => extractId)).toContain(id);
  });

  it('is decided once by two who say the last word at once', async () => {
    const dina = await commons.person(commons.cooperatives[2] as OrganisationId, 'steward');
    const id = await asked();
    await say(id, bea);
    const last = await Promise.allSettled([say(id, carla), say(id, dina, 'withhold')]);
    const failed = last.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(failed.map(({ reason }) => (reason as { code: string }).code)).toEqual(['OUTPUTCHECK.CLOSED']);
    const settled = await commons.db.query(
      `select from platform.event where type = 'output-check.settled' and facts::jsonb->>'extractId' = $1`,
      [id],
    );
    expect(settled.length).toBe(1);
  });

  it('is made anew, and looked at anew, where rows of it are taken back meanwhile', async () => {
    const id = await asked();
    await say(id, bea);
    const before = await commons.get(OutputCheckStore).latest(id);
    await commons.withdraw(1, contributed[1] as ContributionId);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    expect(await read(id)).toMatchObject({ state: 'granted' });
    expect(await commons.files.has(before?.csv ?? '')).toBe(false);
    await run(id);
    expect(await read(id)).toMatchObject({ state: 'checking' });
    expect(await look(id, bea)).toMatchObject({ round: 2, outcome: null, answers: [], possible: ['checkOutput'] });
    await bothLet(id);
    await run(id);
    expect((await read(id)).release?.parts.map(({ contributionId }) => contributionId)).not.toContain(contributed[1]);
  });

  it('is offered, and shown, to a token no further than that is good for', async () => {
    const id = await asked();
    const actor = await as(bea);
    const token = (...scopes: Scope[]) => ({ ...actor, identity: { ...actor.identity, scopes } });
    expect((await service().read(token('read'), id)).possible).toEqual([]);
    expect((await service().read(token('read', 'manage'), id)).possible).toEqual(['checkOutput']);
    const needed = { code: 'TOKEN.SCOPE_NEEDED' };
    for (const taking of [service().table(token('read'), id), service().file(token('read', 'manage'), id)])
      await expect(taking).rejects.toMatchObject(needed);
    expect(await service().file(token('read', 'extract'), id)).toContain('conf_status');
  });

  it('is looked at anew where rows are taken back between the last word and the release', async () => {
    const id = await asked();
    await bothLet(id);
    await commons.withdraw(1, contributed[1] as ContributionId);
    await run(id);
    expect(await read(id)).toMatchObject({ state: 'checking', release: null });
    expect(await look(id, carla)).toMatchObject({ round: 2, outcome: null });
  });

  it('does not leave where the policies do not allow it any more', async () => {
    const id = await asked();
    await bothLet(id);
    const policies = await commons.enact(forbidding(dataset));
    await run(id);
    expect(await read(id)).toMatchObject({ state: 'refused', release: null });
    await commons.end(policies);
  });

  it('is looked at again where it takes the place of a recalled release', async () => {
    const id = await madeAgain();
    expect(await look(id, bea)).toMatchObject({ round: 2, number: 2, outcome: null });
    expect((await read(id)).release?.number).toBe(1);
    await bothLet(id);
    await commons.get(RecomputeService).recompute(SYSTEM, id);
    expect(await read(id)).toMatchObject({ state: 'released', release: { number: 2 } });
  });

  it('is recalled for good where people withhold what takes its place', async () => {
    const id = await madeAgain();
    await say(id, carla, 'withhold');
    const extract = await read(id);
    expect(extract).toMatchObject({ state: 'released', release: { number: 1 } });
    expect(await commons.get(ExtractService).recallOf(extract)).toMatchObject({ state: 'ended' });
    await expect(download(id)).rejects.toMatchObject({ code: 'RELEASE.STALE' });
  });

  it('is reminded of once, and ends when nobody looks at it in time', async () => {
    const id = await asked();
    await say(id, bea);
    const follow = () => commons.get(CheckReminders).follow(SYSTEM, { extractId: id, round: 1 });
    const before = (await told(carla)).length;
    advanceDays(14);
    await follow();
    await follow();
    expect((await told(carla)).slice(before)).toEqual(['outputCheckAsked']);
    advanceDays(16);
    await expect(say(id, carla)).rejects.toMatchObject({ code: 'OUTPUTCHECK.CLOSED' });
    expect((await service().page(await as(carla), null, 10)).map(({ extractId }) => extractId)).not.toContain(id);
    await follow();
    await follow();
    expect(await read(id)).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.NOT_CHECKED' }, release: null });
  });

  it('is not made where too few could look at it', async () => {
    await commons.enact(permitting(dataset, 5));
    await expect(ask('zone')).rejects.toMatchObject({ code: 'EXTRACT.TOO_FEW_CHECKERS' });
  });
});

const use = ({ id }: Dataset) => ({
  ...{ assignee: { type: 'role', role: 'researcher', organisations: 'federation' }, actions: ['requestExtract'] },
  ...{ subject: 'Dataset', where: { id: { $eq: id } } },
});

const permitting = (dataset: Dataset, reviewers = 2) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looked at first', prohibitions: [], validUntil: null },
    permissions: [
      {
        ...{ ...use(dataset), purposes: [PURPOSE], dimensions: ['zone', 'need'], measures: [] },
        terms: { minPeople: 5, minContributors: 1, generalise: false, outputCheck: { reviewers } },
      },
    ],
  });

const forbidding = (dataset: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'No more', permissions: [], validUntil: null },
    prohibitions: [use(dataset)],
  });
