import type { Dataset } from '#catalogue';
import type { CommonsError, ExtractId, OrganisationId, PersonId } from '#kernel';
import { parsePolicy, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import type { AccessDecision } from '../domain/access-decision';
import type { ExtractRequest } from '../domain/permit';
import { DecisionStore } from '../db/decision.store';
import { ExtractService } from './extract.service';
import { ReleaseService } from './release.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [
    { name: 'district', type: 'string', required: true, categories: ['1', '2'], disclosureRole: 'dimension' },
    {
      name: 'zone',
      type: 'string',
      required: true,
      categories: ['A', 'B'],
      disclosureRole: 'dimension',
      within: 'district',
    },
    { name: 'need', type: 'string', required: true, categories: ['job', 'home'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
const CSV = `district,zone,need,hours\n${['1,A,job', '2,B,home'].map((row) => `${row},1.5\n`.repeat(5)).join('')}`;
const request: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: ['hours'] };
const RESEARCHERS = { type: 'role', role: 'researcher', organisations: 'federation' };

describe('a request for data', () => {
  let commons: Commons;
  let service: ExtractService;
  let dataset: Dataset;
  let rita: PersonId;
  let open: PolicyVersion[];

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(ExtractService);
    await commons.enact(membersMay('read'));
    rita = await commons.person(commons.cooperatives[0] as OrganisationId, 'researcher');
    dataset = await commons.publish(schema);
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, CSV);
  });
  afterAll(() => commons.stop());
  beforeEach(() => {
    open = [];
  });
  afterEach(async () => {
    for (const policy of open) await commons.end(policy);
  });

  const rule = (change: object) => ({
    assignee: RESEARCHERS,
    actions: ['requestExtract'],
    subject: 'Dataset',
    where: { id: { $eq: dataset.id } },
    ...change,
  });
  const asking = (change: object = {}) =>
    rule({
      ...{ purposes: ['AcademicResearch'], dimensions: [{ finest: 'zone' }, 'need'], measures: ['hours'] },
      ...{ terms: { minPeople: 10, minContributors: 3 } },
      ...change,
    });
  const enact = async (change: object): Promise<PolicyVersion> => {
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Ricerca', permissions: [], prohibitions: [], validUntil: null },
      ...change,
    });
    const policy = await commons.enact(document);
    open.push(policy);
    return policy;
  };
  const end = async (policy: PolicyVersion) => {
    open = open.filter((one) => one !== policy);
    await commons.end(policy);
  };
  const ask = async (asked: ExtractRequest = request) => service.request(await commons.actor(rita), dataset.id, asked);
  const refused = async (asked: ExtractRequest = request): Promise<CommonsError> => {
    try {
      await ask(asked);
    } catch (error) {
      return error as CommonsError;
    }
    throw new Error('Was granted.');
  };
  const download = async (id: ExtractId) => commons.get(ReleaseService).download(await commons.actor(rita), id, 'csv');
  const kept = (id: ExtractId): Promise<AccessDecision[]> => commons.get(DecisionStore).ofExtract(id);
  const latestExtract = async () => {
    const [row] = await commons.db.query<{ id: ExtractId }>('select id from extracts.extract order by id desc limit 1');
    return row?.id as ExtractId;
  };
  const revision = async () => (await commons.actor(rita)).revision;
  const count = async () => (await commons.db.query('select 1 from extracts.decision')).length;

  describe('leaves a decision behind', () => {
    const clauseOf = (policy: PolicyVersion, address = 'permissions/0') => ({
      ...{ policyId: policy.policyId, versionId: policy.id, number: 1, hash: policy.hash, title: 'Ricerca', address },
      ...{
        level: 'federation',
        resolution: null,
        effect: address.startsWith('permissions') ? 'permission' : 'prohibition',
      },
      lastDay: policy.document.validUntil,
    });

    it('when it is granted, run and downloaded, each with what decided', async () => {
      const policy = await enact({ permissions: [asking()], validUntil: '2999-12-31' });
      const { id } = await ask();
      const asked = await revision();
      await commons.get(RunService).run(SYSTEM, id);
      const other = await enact({ permissions: [rule({ actions: ['discover'] })] });
      (await download(id)).content.destroy();
      const decisions = await kept(id);
      expect(decisions.map(({ occasion }) => occasion)).toEqual(['request', 'run', 'download']);
      expect(decisions.map(({ policyRevision }) => policyRevision)).toEqual([asked, asked, await revision()]);
      for (const decision of decisions) {
        expect(decision).toMatchObject({
          ...{
            personId: rita,
            federationId: commons.federationId,
            datasetId: dataset.id,
            action: 'requestExtract',
            extractId: id,
          },
          ...{ granted: true, code: null, until: '2999-12-31', alternative: null, clauses: [clauseOf(policy)] },
        });
      }
      await end(other);
    });

    it('when it is refused, with the nearest alternative, and what forbids it', async () => {
      const policy = await enact({ permissions: [asking()] });
      await refused({ ...request, purpose: 'CommercialResearch' });
      const alternative = {
        purposes: ['AcademicResearch'],
        dimensions: ['zone', 'district', 'need'],
        measures: ['hours'],
      };
      expect(await kept(await latestExtract())).toMatchObject([
        { occasion: 'request', granted: false, code: 'EXTRACT.OUTSIDE_POLICY', until: null, alternative, clauses: [] },
      ]);
      const never = await enact({ prohibitions: [rule({})] });
      await refused();
      expect(await kept(await latestExtract())).toMatchObject([
        { granted: false, code: 'EXTRACT.NO_POLICY', alternative: null, clauses: [clauseOf(never, 'prohibitions/0')] },
      ]);
      const partly = await enact({ prohibitions: [rule({ purposes: ['ResearchAndDevelopment'] })] });
      await end(never);
      await refused();
      expect(await kept(await latestExtract())).toMatchObject([
        { granted: false, clauses: [clauseOf(partly, 'prohibitions/0')] },
      ]);
      await end(policy);
      await refused();
      expect(await kept(await latestExtract())).toMatchObject([{ code: 'EXTRACT.NO_POLICY', clauses: [] }]);
    });

    it('when its run, or a download, is refused because the policies have changed', async () => {
      const policy = await enact({ permissions: [asking()] });
      const [early, late] = [await ask(), await ask()];
      await commons.get(RunService).run(SYSTEM, early.id);
      const stricter = await enact({ permissions: [asking({ terms: { minPeople: 30, minContributors: 3 } })] });
      await expect(download(early.id)).rejects.toMatchObject({ code: 'EXTRACT.TERMS_CHANGED' });
      await end(stricter);
      await end(policy);
      await commons.get(RunService).run(SYSTEM, late.id);
      await expect(download(early.id)).rejects.toMatchObject({ code: 'EXTRACT.NO_POLICY' });
      expect((await kept(late.id)).map(({ occasion, granted, code }) => [occasion, granted, code])).toEqual([
        ['request', true, null],
        ['run', false, 'EXTRACT.NO_POLICY'],
      ]);
      expect(
        (await kept(early.id)).map(({ occasion, granted, code, until }) => [occasion, granted, code, until]),
      ).toEqual([
        ['request', true, null, null],
        ['run', true, null, null],
        ['download', false, 'EXTRACT.TERMS_CHANGED', null],
        ['download', false, 'EXTRACT.NO_POLICY', null],
      ]);
      expect((await commons.journal()).slice(-2)).toEqual(['extract.refused', 'release.refused']);
    });

    it('in the transaction of what came of it: without the one there is not the other', async () => {
      await enact({ permissions: [asking()] });
      const [before, requests] = [await count(), await commons.db.query('select 1 from extracts.extract')];
      await commons.db.query('alter table extracts.decision add constraint none check (false) not valid');
      await expect(ask()).rejects.toThrow();
      await expect(ask({ ...request, purpose: 'PublicBenefit' })).rejects.not.toMatchObject({ kind: 'refused' });
      await commons.db.query('alter table extracts.decision drop constraint none');
      expect([await count(), await commons.db.query('select 1 from extracts.extract')]).toEqual([before, requests]);
    });

    it('once, however often its job comes', async () => {
      await enact({ permissions: [asking()] });
      const { id } = await ask();
      await Promise.all([commons.get(RunService).run(SYSTEM, id), commons.get(RunService).run(SYSTEM, id)]);
      expect((await kept(id)).map(({ occasion }) => occasion)).toEqual(['request', 'run']);
    });

    it('and none of what could never be made', async () => {
      await enact({ permissions: [asking()] });
      const before = await count();
      expect(await refused({ ...request, dimensions: ['nothing'] })).toMatchObject({ code: 'EXTRACT.UNKNOWN_COLUMN' });
      expect(await count()).toBe(before);
    });
  });

  describe('that names a column hidden from who asks', () => {
    const hide = (...columns: string[]) => enact({ prohibitions: [rule({ actions: ['readMetadata'], columns })] });
    const about = async (name: string, asked: ExtractRequest) => {
      const { code, kind, message, details } = await refused(asked);
      return JSON.parse(JSON.stringify({ code, kind, message, details }).replaceAll(name, 'x')) as object;
    };

    it.each(['need', 'district', 'hours'])('is answered, of %s, to the letter as if there were none', async (name) => {
      await enact({ permissions: [asking()] });
      await hide(name);
      const dimension = (one: string) => ({ ...request, dimensions: [one], measures: [] });
      const measure = (one: string) => ({ ...request, measures: [one] });
      for (const wish of [dimension, measure]) {
        expect(await about(name, wish(name))).toEqual(await about('nowhere', wish('nowhere')));
      }
      expect(JSON.stringify(await refused(dimension('nowhere')))).not.toContain(name);
    });

    it('is offered no such column as an alternative', async () => {
      await enact({ permissions: [asking()] });
      await hide('need', 'district');
      expect(await refused({ ...request, purpose: 'PublicBenefit' })).toMatchObject({
        code: 'EXTRACT.OUTSIDE_POLICY',
        details: { alternative: { dimensions: ['zone'], measures: ['hours'] } },
      });
    });

    it('is not run, nor downloaded, where the column was hidden after it was asked', async () => {
      await enact({ permissions: [asking()] });
      const [early, late] = [
        await ask({ ...request, dimensions: ['need'] }),
        await ask({ ...request, dimensions: ['need'] }),
      ];
      await commons.get(RunService).run(SYSTEM, early.id);
      await hide('need');
      await commons.get(RunService).run(SYSTEM, late.id);
      expect(await service.read(await commons.actor(rita), late.id)).toMatchObject({ state: 'refused', release: null });
      await expect(download(early.id)).rejects.toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
    });

    it('is answered like one that may only not be used, where it may be seen', async () => {
      await enact({ permissions: [asking()], prohibitions: [rule({ columns: ['need'] })] });
      expect(await refused({ ...request, dimensions: ['need'] })).toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
    });
  });
});
