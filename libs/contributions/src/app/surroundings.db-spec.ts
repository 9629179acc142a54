import type { Dataset } from '#catalogue';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';

const services: TableSchema = {
  fields: [
    { name: 'service', type: 'string', required: true, categories: ['casa', 'scuola'], disclosureRole: 'dimension' },
  ],
};
const [AURORA, DORA] = [0, 1];

describe('a foreign key to another dataset', () => {
  let commons: Commons;
  let referenced: Dataset;
  let referring: Dataset;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    referenced = await commons.publish(services);
    const reference = { datasetId: referenced.id, fields: ['service'] };
    referring = await commons.publish({ ...services, foreignKeys: [{ fields: ['service'], reference }] }, 'Ore');
    await commons.contribute(referenced, DORA, 'service\ncasa\n');
  });
  afterAll(() => commons.stop());

  it('is looked for among the contributor’s own rows', async () => {
    expect(await commons.contribute(referring, DORA, 'service\ncasa\n')).toMatchObject({ state: 'accepted' });
    expect(await commons.contribute(referring, DORA, 'service\nscuola\n')).toMatchObject({
      ...{ state: 'rejected', report: { findingCount: 1 } },
    });
  });

  it('tells nobody what others have sent', async () => {
    const guessed = await Promise.all(
      ['casa', 'scuola'].map((service) => commons.contribute(referring, AURORA, `service\n${service}\n`)),
    );
    expect(guessed.map(({ state, report }) => [state, report?.findingCount])).toEqual([
      ['rejected', 1],
      ['rejected', 1],
    ]);
  });
});
