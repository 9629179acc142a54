import { DatasetService, type Dataset } from '#catalogue';
import type { ExtractId, OrganisationId } from '#kernel';
import { parsePolicy, type Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import type { ExtractRequest } from '../domain/permit';
import { ExtractService } from './extract.service';
import { ReleaseService } from './release.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
  ],
};
const CSV = `zone,hours\n${'A,2\nB,3\n'.repeat(20)}`;
const REQUEST: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: ['hours'] };
const WITHDRAWN = { kind: 'refused', code: 'DATASET.WITHDRAWN' };

describe('a withdrawn dataset', () => {
  let commons: Commons;
  let extracts: ExtractService;
  let dataset: Dataset;
  let rita: Actor;
  let released: ExtractId;

  beforeAll(async () => {
    commons = await Commons.start();
    extracts = commons.get(ExtractService);
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
    await commons.enact(
      parsePolicy({
        ...{ schema: 'granaio-policy/1', title: 'Ricerca', prohibitions: [], validUntil: null },
        permissions: [
          {
            assignee: { type: 'role', role: 'researcher', organisations: 'federation' },
            ...{ actions: ['requestExtract'], subject: 'Dataset', where: 'everything' },
            ...{ purposes: ['AcademicResearch'], dimensions: ['zone'], measures: ['hours'] },
            terms: { minPeople: 3, minContributors: 3 },
          },
        ],
      }),
    );
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, CSV);
    rita = await commons.actor(await commons.person(commons.cooperatives[0] as OrganisationId, 'researcher'));
    released = (await extracts.request(rita, dataset.id, REQUEST)).id;
    await commons.get(RunService).run(SYSTEM, released);
  });
  afterAll(() => commons.stop());

  const withdraw = (by: Actor, reason = 'I soci non vogliono più.') =>
    commons.get(DatasetService).withdraw(by, dataset.id, reason);

  it('is withdrawn by a steward of its publisher alone, with a reason', async () => {
    await expect(withdraw(await commons.steward(1))).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    await expect(withdraw(rita)).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    await expect(withdraw(await commons.steward(0), ' ')).rejects.toMatchObject({ code: 'DATASET.INVALID' });
    expect(await withdraw(await commons.steward(0))).toMatchObject({ withdrawnReason: 'I soci non vogliono più.' });
    await expect(withdraw(await commons.steward(0))).rejects.toMatchObject(WITHDRAWN);
  });

  it('stays in the catalogue, and gives nothing any more', async () => {
    const shown = await commons.get(DatasetService).show(rita, dataset.id);
    expect(shown).toMatchObject({ title: dataset.title, withdrawnReason: 'I soci non vogliono più.' });
    await expect(extracts.request(rita, dataset.id, REQUEST)).rejects.toMatchObject(WITHDRAWN);
    await expect(commons.get(ReleaseService).download(rita, released, 'csv')).rejects.toMatchObject(WITHDRAWN);
    const decisions = await extracts.decisions(rita, released);
    expect(decisions.at(-1)).toMatchObject({ occasion: 'download', granted: false, code: 'DATASET.WITHDRAWN' });
  });

  it('takes nothing any more either', async () => {
    const before = await commons.journal();
    await expect(commons.send(dataset, 1, CSV)).rejects.toMatchObject(WITHDRAWN);
    expect(await commons.journal()).toEqual(before);
  });
});
