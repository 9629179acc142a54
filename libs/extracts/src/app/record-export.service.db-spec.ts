import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { ObjectionService, type Dataset } from '#catalogue';
import { MembersBook } from '#identity';
import { newId, sha256, type CommonsError, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, PolicyService, type PolicyVersion, type Purpose } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { RecordExportService } from './record-export.service';

const schema: TableSchema = {
  fields: [
    { name: 'district', type: 'string', required: true, categories: ['1', '2'], disclosureRole: 'dimension' },
    {
      ...{ name: 'zone', type: 'string', required: true, categories: ['A', 'B', '-C'] },
      ...{ disclosureRole: 'dimension', within: 'district' },
    },
    { name: 'need', type: 'string', categories: ['job', 'home'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
    { name: 'cost', type: 'integer', disclosureRole: 'measure' },
  ],
};
const HEAD = 'district,zone,need,hours,cost\n';
const FILES = [
  `${HEAD}1,A,job,1.5,-10\n2,B,,0.5,20\n1,A,home,7.0,-3\n`,
  `${HEAD}2,B,job,99.9,999\n`,
  `${HEAD}2,-C,home,4.0,4\n`,
] as const;
/** The first file, in the order of the schema. */
const ALL = 'district,zone,hours\r\n1,A,1.5\r\n2,B,0.5\r\n1,A,7.0\r\n';

type Decision = { granted: boolean; code: string | null; occasion: string; action: string; clauses: unknown[] };

describe('a contributor that takes its own rows back out', () => {
  let commons: Commons;
  let service: RecordExportService;
  let dataset: Dataset;
  let open: PolicyVersion[];
  let [aurora, dora, sangone]: OrganisationId[] = [];
  let ada: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    service = commons.get(RecordExportService);
    [aurora, dora, sangone] = commons.cooperatives;
    await commons.enact(membersMay('read'));
    ada = await commons.person(commons.cooperatives[0] as OrganisationId, 'member');
    dataset = await commons.publish(schema);
    await commons.contribute(dataset, 0, `${HEAD}2,B,job,5.5,5\n`);
    for (const [at, file] of FILES.entries()) await commons.contribute(dataset, at, file);
  });
  afterAll(() => commons.stop());
  beforeEach(() => {
    open = [];
  });
  afterEach(async () => {
    for (const policy of open) await commons.end(policy);
    await benchIsClear();
  });

  const benchIsClear = async () => {
    const names = async () => {
      const all = await readdir(join(commons.directory, 'tmp')).catch(() => []);
      return all.filter((name) => name.startsWith('rows'));
    };
    while ((await names()).length > 0) await setTimeout(10);
  };
  const rule = (change: object) => ({
    ...{ assignee: { type: 'members' }, actions: ['exportRecords'], subject: 'Dataset' },
    ...{ where: { id: { $eq: dataset.id } }, ...change },
  });
  const exporting = (change: object = {}) =>
    rule({
      ...{ purposes: ['AcademicResearch'], dimensions: [{ finest: 'zone' }], measures: ['hours'], rows: 'own' },
      ...{ terms: { minPeople: 1_000, minContributors: 50, roundingBase: 10 }, ...change },
    });
  const enact = async (change: object): Promise<PolicyVersion> => {
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Indietro', permissions: [], prohibitions: [], validUntil: null },
      ...change,
    });
    const policy = await commons.enact(document);
    open.push(policy);
    return policy;
  };
  const ask = async (organisationId = aurora, purpose: Purpose = 'AcademicResearch', person = ada) =>
    service.open(await commons.actor(person), dataset.id, {
      organisationId: organisationId as OrganisationId,
      purpose,
    });
  const taken = async (...asked: Parameters<typeof ask>) => text((await ask(...asked)).content);
  const refusal = async (...asked: Parameters<typeof ask>): Promise<CommonsError> => {
    try {
      (await ask(...asked)).content.destroy();
    } catch (error) {
      return error as CommonsError;
    }
    throw new Error('Was handed out.');
  };
  const latest = async () => {
    const [decision] = await commons.db.query<Decision>('select * from extracts.decision order by id desc limit 1');
    return decision;
  };
  const lastEvent = async () => {
    const [event] = await commons.db.query<{ type: string; facts: string }>(
      'select type, facts::text from platform.event order by seq desc limit 1',
    );
    return event;
  };

  it('has exactly what it contributed, in the columns that are permitted, and no other’s', async () => {
    await enact({ permissions: [exporting()] });
    const file = await ask();
    expect(file.sha256).toBe(sha256(ALL));
    expect(await text(file.content)).toBe(ALL);
    expect(await latest()).toMatchObject({
      ...{ granted: true, code: null, occasion: 'download', action: 'exportRecords', person_id: ada },
      clauses: [{ title: 'Indietro', address: 'permissions/0' }],
    });
    const event = await lastEvent();
    expect(event?.type).toBe('records.exported');
    expect(JSON.parse(event?.facts ?? '')).toMatchObject({
      ...{ datasetId: dataset.id, organisationId: aurora, purpose: 'AcademicResearch', sha256: file.sha256 },
      ...{ datasetVersion: 4, dimensions: ['district', 'zone'], measures: ['hours'], grantId: null },
    });
  });

  it('may have them by a permission of everybody’s records too, and then its own alone', async () => {
    await enact({ permissions: [exporting({ rows: undefined, measures: ['hours', 'cost'], dimensions: ['need'] })] });
    expect(await taken()).toBe('need,hours,cost\r\njob,1.5,-10\r\n,0.5,20\r\nhome,7.0,-3\r\n');
    expect(await refusal(dora)).toMatchObject({ code: 'RECORDS.NOT_YOURS' });
  });

  it('gets as text what a spreadsheet would run, and numbers as they are', async () => {
    await enact({ permissions: [exporting({ measures: ['cost'] })] });
    const [, , steward] = commons.stewards;
    expect(await taken(sangone, 'AcademicResearch', steward)).toBe("district,zone,cost\r\n2,'-C,4\r\n");
  });

  it.each([
    ['for this use', { prohibitions: { actions: ['exportRecords'] } }],
    ['for this purpose', { prohibitions: { actions: ['exportRecords'], purposes: ['AcademicResearch'] } }],
    ['from everybody’s eyes', { prohibitions: { actions: ['readMetadata'] } }],
  ])('gets no column that is barred %s', async (_, { prohibitions }) => {
    const barred = rule({ ...prohibitions, columns: ['district', 'hours'] });
    await enact({ permissions: [exporting()], prohibitions: [barred] });
    expect(await taken()).toBe('zone\r\nA\r\nB\r\nA\r\n');
    await enact({ prohibitions: [{ ...barred, columns: ['zone'] }] });
    expect(await refusal()).toMatchObject({ code: 'EXTRACT.OUTSIDE_POLICY' });
  });

  it('is refused without a policy, for another purpose, or by a prohibition, and each refusal is kept', async () => {
    const kept = async (error: CommonsError) => {
      expect(await latest()).toMatchObject({ granted: false, code: error.code, action: 'exportRecords' });
      expect(await lastEvent()).toMatchObject({ type: 'records.refused' });
      return error.code;
    };
    expect(await kept(await refusal())).toBe('EXTRACT.NO_POLICY');
    await enact({ permissions: [exporting()] });
    expect(await kept(await refusal(aurora, 'CommercialResearch'))).toBe('EXTRACT.OUTSIDE_POLICY');
    expect(await kept(await refusal(dora))).toBe('RECORDS.NOT_YOURS');
    await enact({ prohibitions: [rule({})] });
    expect(await kept(await refusal())).toBe('EXTRACT.NO_POLICY');
  });

  it('is refused in the same words of whoever’s organisation it is not, contributor or none at all', async () => {
    await enact({ permissions: [exporting()] });
    const words = [dora, newId<OrganisationId>(), 'rubbish' as OrganisationId, '' as OrganisationId].map(async (id) => {
      const { kind, code, message, details } = await refusal(id);
      return { kind, code, message, details };
    });
    expect(new Set((await Promise.all(words)).map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it('is told that it has none, where it has none', async () => {
    await enact({ permissions: [exporting({ where: 'everything' })] });
    const other = await commons.publish(schema, 'Senza righe');
    const own = { organisationId: aurora as OrganisationId, purpose: 'AcademicResearch' as const };
    const empty = service.open(await commons.actor(ada), other.id, own);
    await expect(empty).rejects.toMatchObject({ code: 'RECORDS.NONE' });
    expect(await latest()).toMatchObject({ granted: false, code: 'RECORDS.NONE' });
  });

  it('has to be permitted by the publisher as well, where that has policies of its own', async () => {
    await enact({ permissions: [exporting()] });
    const document = parsePolicy({
      ...{ schema: 'granaio-policy/1', title: 'Aurora', prohibitions: [], validUntil: null },
      permissions: [exporting({ measures: ['hours', 'cost'], dimensions: ['zone'] })],
    });
    const policies = commons.get(PolicyService);
    const owner = { federationId: commons.federationId, organisationId: aurora as OrganisationId };
    const enacted = await commons.work((tx) => {
      return policies.enact(tx, { ...owner, document, policyId: null, resolution: null });
    });
    expect(await taken()).toBe('zone,hours\r\nA,1.5\r\nB,0.5\r\nA,7.0\r\n');
    await commons.work((tx) => policies.end(tx, { ...owner, policyId: enacted.policyId, resolution: null }));
  });

  it('is not kept from them by its own veto', async () => {
    await enact({ permissions: [exporting()] });
    const objections = commons.get(ObjectionService);
    const steward = await commons.steward(0);
    const { id } = await objections.file(steward, {
      ...{ organisationId: aurora as OrganisationId, federationId: commons.federationId, datasetId: dataset.id },
      ...{ kind: 'veto', purposes: null, reason: 'Non a una a una.' },
    });
    expect(await taken()).toBe(ALL);
    await objections.withdraw(steward, id);
  });

  it('gives them to nobody who has left it while the file was made, nor under a policy that ended', async () => {
    const policy = await enact({ permissions: [exporting()] });
    const before = await commons.actor(ada);
    const own = { organisationId: aurora as OrganisationId, purpose: 'AcademicResearch' as const };
    await commons.end(policy);
    open = [];
    await expect(service.open(before, dataset.id, own)).rejects.toMatchObject({ code: 'EXTRACT.NO_POLICY' });
    await enact({ permissions: [exporting()] });
    const seat = { organisationId: aurora as OrganisationId, role: 'member' } as const;
    const eva = await commons.person(seat.organisationId, 'member');
    const member = await commons.actor(eva);
    await commons.work((tx) => commons.get(MembersBook).leave(tx, { ...seat, personId: eva, leftOn: '2026-01-02' }));
    await expect(service.open(member, dataset.id, own)).rejects.toMatchObject({ code: 'RECORDS.NOT_YOURS' });
  });

  it('leaves nothing behind where it cannot be recorded, or is given up', async () => {
    await enact({ permissions: [exporting()] });
    await commons.db.query('alter table extracts.decision add constraint none check (false) not valid');
    await expect(ask()).rejects.not.toMatchObject({ kind: 'refused' });
    await commons.db.query('alter table extracts.decision drop constraint none');
    const { content } = await ask();
    expect((await readdir(join(commons.directory, 'tmp'))).some((name) => name.startsWith('rows'))).toBe(true);
    content.destroy();
    await benchIsClear();
  });

  it('needs the scope for it', async () => {
    const actor = await commons.actor(ada);
    const { identity } = actor;
    const reading = { ...actor, identity: identity && { ...identity, scopes: ['read' as const] } };
    const own = { organisationId: aurora as OrganisationId, purpose: 'AcademicResearch' as const };
    await expect(service.open(reading, dataset.id, own)).rejects.toMatchObject({ code: 'TOKEN.SCOPE_NEEDED' });
  });
});
