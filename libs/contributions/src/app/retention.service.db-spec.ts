import { LifeService, VersionService } from '#catalogue';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { RetentionService } from './retention.service';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};

describe('rows that are kept no longer', () => {
  let commons: Commons;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());

  it('are withdrawn when they are due, those that arrived later are not, and the next are promised', async () => {
    const dataset = await commons.publish(schema);
    const old = await commons.contribute(dataset, 0, 'zone\nA\n');
    await commons.contribute(dataset, 1, 'zone\nB\n');
    const age = "received_at = received_at - interval '3 months'";
    await commons.db.query(`update contributions.contribution set ${age} where id = $1`, [old.id]);
    await commons.db.query(`update catalogue.version_part set ${age} where contribution_id = $1`, [old.id]);
    await commons.get(LifeService).keep(await commons.steward(0), dataset.id, { retentionMonths: 2 });

    await commons.get(RetentionService).expire(SYSTEM, dataset.id);
    await commons.get(RetentionService).expire(SYSTEM, dataset.id);

    const [left] = (await commons.get(VersionService).latest(dataset.id))?.parts ?? [];
    expect(left?.organisationId).toBe(commons.cooperatives[1]);
    expect((await commons.journal()).filter((type) => type === 'contribution.withdrawn')).toHaveLength(1);
    const promises = await commons.db.query(
      `select 1 from platform.outbox where queue = 'catalogue.expire-rows' and not_before > now() and done_at is null`,
    );
    expect(promises.length).toBeGreaterThan(0);
  });
});
