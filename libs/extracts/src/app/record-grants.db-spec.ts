import { text } from 'node:stream/consumers';
import { parsePolicy, type PolicyVersion } from '#policy';
import { Requests } from '../../test/requests';
import { ConsentService, ExplainService, PartyService, RecordExportService, type Grant } from '../index';

const OWN = parsePolicy({
  ...{ schema: 'granaio-policy/1', title: 'Le proprie righe', prohibitions: [], validUntil: null },
  permissions: [
    {
      ...{ assignee: { type: 'members' }, actions: ['exportRecords'], subject: 'Dataset', where: 'everything' },
      ...{ purposes: ['AcademicResearch'], dimensions: ['zone', 'need'], measures: ['hours'], rows: 'own' },
      ...{ terms: { minPeople: 3, minContributors: 1 }, decision: { type: 'consent' } },
    },
  ],
});

describe('own rows on which somebody decides', () => {
  let requests: Requests;
  let policy: PolicyVersion;

  beforeAll(async () => {
    requests = await Requests.start();
    policy = await requests.commons.enact(OWN);
    await requests.contribute(1);
  });
  afterAll(() => requests.stop());

  const open = async (at: number) => {
    const rows = { organisationId: requests.organisation(at), purpose: 'AcademicResearch' as const };
    const { content } = await requests.commons
      .get(RecordExportService)
      .open(await requests.as('ada'), requests.dataset.id, rows);
    return text(content);
  };

  it('are said to be own rows by whoever explains', async () => {
    const explained = async (use: { purpose: 'AcademicResearch'; dimensions: string[]; measures: string[] } | null) =>
      requests.commons.get(ExplainService).ofDataset(await requests.as('ada'), requests.dataset.id, {
        ...{ action: 'exportRecords', personId: null, use },
      });
    expect(await explained(null)).toMatchObject({ outcome: 'onApplication', rows: 'own' });
    const use = { purpose: 'AcademicResearch' as const, dimensions: ['zone'], measures: [] };
    const noOthers = { terms: null, refusal: { code: 'EXTRACT.NO_MICRODATA' } };
    expect(await explained(use)).toMatchObject({ outcome: 'onApplication', rows: 'own', records: noOthers });
    expect(await explained({ ...use, measures: ['hours.median'] })).toMatchObject({ outcome: 'onApplication' });
    expect(await explained({ ...use, dimensions: ['zone', 'nothing'] })).toMatchObject({ rows: null });
  });

  it('are taken out under a grant, as far as it goes; and nobody else’s are', async () => {
    await expect(open(1)).rejects.toMatchObject({ code: 'EXTRACT.NEEDS_APPLICATION' });
    const { commons, dataset } = requests;
    const { id } = await requests.submitted({}, [requests.item({ action: 'exportRecords', dimensions: ['need'] })]);
    const agreed = await commons.get(PartyService).agreement(await requests.as('ada'), id);
    expect(agreed.agreement.items).toMatchObject([{ rows: 'own' }]);
    const answer = { datasetId: dataset.id, answer: 'given' } as const;
    await commons.get(ConsentService).answer(await commons.steward(1), id, answer);
    await requests.approve(id);
    const grant = (await requests.read(id)).grants[0] as Grant;
    expect(grant.permit.rows).toBe('own');

    await requests.contribute(0);
    const lines = [...Array<string>(5).fill('casa,1.5'), ...Array<string>(5).fill('cura,2.0')];
    expect(await open(1)).toBe(['need,hours', ...lines, ''].join('\r\n'));
    await expect(open(0)).rejects.toMatchObject({ code: 'RECORDS.NOT_YOURS' });
    const granted = await commons.db.query("select facts from platform.event where type = 'records.exported'");
    expect(granted).toMatchObject([{ facts: expect.stringContaining(grant.id) as string }]);

    const everybodys = await commons.enact({
      ...OWN,
      permissions: OWN.permissions.map((rule) => ({ ...rule, rows: undefined })),
    });
    await expect(open(0)).rejects.toMatchObject({ code: 'RECORDS.NOT_YOURS' });
    await commons.end(everybodys);
    await commons.end(policy);
    await expect(open(1)).rejects.toMatchObject({ code: 'EXTRACT.NO_POLICY' });
  });
});
