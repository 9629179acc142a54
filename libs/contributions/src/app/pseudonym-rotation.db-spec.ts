import type { Dataset } from '#catalogue';
import { newId, type FederationId } from '#kernel';
import { Config } from '#platform';
import type { TableSchema } from '#warehouse';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { PseudonymRotation } from './pseudonym-rotation';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['Centro'], disclosureRole: 'dimension' },
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
  ],
  missingValues: [''],
};
const rows = (...people: string[]) => `zone,person\n${people.map((person) => `Centro,${person}\n`).join('')}`;

describe('the change from one pseudonym key to the next', () => {
  let commons: Commons;
  let rotation: PseudonymRotation;
  let dataset: Dataset;
  const keys = async () => (await readdir(commons.get(Config).keys.directory)).filter((name) => !name.startsWith('.'));

  beforeEach(async () => {
    commons = await Commons.start();
    rotation = commons.get(PseudonymRotation);
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
  });
  afterEach(() => commons.stop());

  it('is for a federation that has a key', async () => {
    const refusal = { kind: 'refused', code: 'PSEUDONYM.NO_KEY' };
    await expect(rotation.begin(SYSTEM, commons.federationId)).rejects.toMatchObject(refusal);
    await expect(rotation.state(newId<FederationId>())).rejects.toMatchObject(refusal);
    expect(await rotation.federations()).toEqual([]);
  });

  it('tells what is to be sent again, and destroys the old key when that is done', async () => {
    const { id } = await commons.contribute(dataset, 0, rows('Ada', 'Ben'));
    await commons.contribute(dataset, 1, rows('Ada'));
    expect(await rotation.state(commons.federationId)).toMatchObject({ number: 1, isThere: true, open: [], kept: [] });

    const begun = await rotation.begin(SYSTEM, commons.federationId);
    expect(begun).toMatchObject({ number: 2, kept: [1], open: [{ contributionId: id, number: 1 }, { number: 1 }] });
    const unfinished = { code: 'PSEUDONYM.ROTATION_UNFINISHED', details: { open: 2 } };
    await expect(rotation.begin(SYSTEM, commons.federationId)).rejects.toMatchObject(unfinished);
    await expect(rotation.finish(SYSTEM, commons.federationId)).rejects.toMatchObject(unfinished);

    for (const at of [0, 1]) await commons.contribute(dataset, at, rows('Ada'));
    expect(await rotation.state(commons.federationId)).toMatchObject({ open: [], superseded: 2, kept: [1] });
    const before = await keys();
    const after = await rotation.finish(SYSTEM, commons.federationId);
    expect(after).toMatchObject({ number: 2, isThere: true, kept: [] });
    expect(await keys()).toHaveLength(before.length - 1);
    await rotation.finish(SYSTEM, commons.federationId);
    const types = 'select facts from platform.event where type = $1';
    expect(await commons.db.query(types, ['pseudonym-key.destroyed'])).toHaveLength(1);
  });

  it('goes on with another key where the newest was lost, even in the middle', async () => {
    await commons.contribute(dataset, 0, rows('Ada'));
    await rotation.begin(SYSTEM, commons.federationId);
    const [newest] = await commons.db.query<{ id: string }>(
      'select key_id as id from contributions.pseudonym_key order by number desc',
    );
    await rm(join(commons.get(Config).keys.directory, newest?.id ?? ''));
    expect(await rotation.state(commons.federationId)).toMatchObject({ number: 2, isThere: false });
    expect(await rotation.begin(SYSTEM, commons.federationId)).toMatchObject({ number: 3, isThere: true });
  });
});
