import type { OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import { Readable } from 'node:stream';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ContributionService } from './contribution.service';
import { InspectionService } from './inspection.service';
import { ProfileService } from './profile.service';
import { ReadingService } from './reading.service';
import { ReceptionService } from './reception.service';

const schema: TableSchema = {
  fields: [
    { name: 'comune', type: 'string', disclosureRole: 'quasiIdentifier' },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
    { name: 'amount', type: 'decimal', scale: 3, disclosureRole: 'measure' },
  ],
};

describe('what is found out about a file', () => {
  let commons: Commons;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());

  it('follows the mapping that was named for it', async () => {
    const dataset = await commons.publish(schema);
    const [by, organisationId] = [await commons.steward(0), commons.cooperatives[0] as OrganisationId];
    const own = { datasetId: dataset.id, organisationId };
    const mapping = { columns: [{ from: 'Importo', to: 'amount' }], ignored: ['Versione'] };
    const profile = await commons.get(ProfileService).save(by, { ...own, name: 'Gestionale', mapping });
    const draft = { ...own, files: [{ name: 'ore.csv' }], hints: {}, mappingProfileId: profile.id };
    const { id } = await commons.get(ContributionService).submit(by, draft);
    const csv = 'comune;hours;Importo;Versione\nForlì;5;1.250;2.5\nCantù;6;3.175;2.5\n';
    await commons.get(ReceptionService).receive(() => Promise.resolve(by), id, Readable.from([csv]));
    await commons.get(InspectionService).inspect(SYSTEM, id);
    expect((await commons.get(ContributionService).read(by, id)).state).toBe('awaitingReading');
    const [looked] = await commons.get(ReadingService).look(by, id);
    expect(looked?.inspection?.questions).toMatchObject([{ code: 'NUMBER.AMBIGUOUS', column: 'Importo' }]);
  });

  it('follows the language of whoever sent it, where letters do not decide', async () => {
    const csv = Buffer.from('comune;hours;amount\nForlì, Cantù;5;1,5\n', 'latin1');
    const { id, state } = await commons.send(await commons.publish(schema), 0, csv);
    const [looked] = await commons.get(ReadingService).look(await commons.steward(0), id);
    expect({ state, questions: looked?.inspection?.questions }).toEqual({ state: 'validating', questions: [] });
    expect(looked?.file.reading?.encoding).toBe('windows-1252');
  });
});
