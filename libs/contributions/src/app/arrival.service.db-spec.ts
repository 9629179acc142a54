import type { Dataset } from '#catalogue';
import { newId, type ContributionId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { UploadStore, type ArrivalId } from '../db/upload.store';
import { ArrivalLocker } from './arrival-locker';
import { ArrivalService } from './arrival.service';
import { ContributionService } from './contribution.service';
import { newCounter } from './counter-cipher';
import { ReceptionService, type Ask } from './reception.service';
import { UploadVault } from './upload-vault';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['A', 'B'], disclosureRole: 'dimension' }],
};
const CSV = Buffer.from('zone\nA\nB\n');

describe('an upload that may be broken off', () => {
  let commons: Commons;
  let dataset: Dataset;
  let by: Actor;
  let arrivals: ArrivalService;
  let uploads: UploadStore;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
    by = await commons.steward(0);
    [arrivals, uploads] = [commons.get(ArrivalService), commons.get(UploadStore)];
  });
  afterAll(() => commons.stop());

  const ask: Ask = () => Promise.resolve(by);
  const submit = () => {
    const organisationId = commons.cooperatives[0] as OrganisationId;
    const draft = { datasetId: dataset.id, organisationId, files: [{ name: 'a.csv' }], hints: {} };
    return commons.get(ContributionService).submit(by, draft);
  };
  const stateOf = async (id: ContributionId) => (await commons.get(ContributionService).read(by, id)).state;
  const begun = async () => {
    const [id, { id: contributionId }] = [newId<ArrivalId>(), await submit()];
    await arrivals.begin(ask, id, { contributionId, number: 1, bytes: CSV.length, sha256: null });
    return { id, contributionId };
  };
  const whole = async () => {
    const one = await begun();
    await arrivals.write(one.id, Readable.from([CSV]), 0);
    return one;
  };

  it('is free again when its sender hung up before anything was written', async () => {
    const { id } = await begun();
    const lock = commons.get(ArrivalLocker).newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    const content = new Readable({ read: () => undefined }).on('error', () => undefined);
    content.destroy(new Error('hung up'));
    await expect(arrivals.write(id, content, 0)).rejects.toBeDefined();
    await lock.unlock();
    await arrivals.take(ask, id);
    expect((await arrivals.stateOf(id)).offset).toBe(0);
  });

  it('is not ended while it is being taken, and stays a file of its contribution', async () => {
    const { id, contributionId } = await whole();
    let ending: Promise<boolean> | undefined;
    await arrivals.take(async () => {
      ending ??= arrivals.end(by, id);
      await Promise.race([ending, after(200)]); // it would be over by then
      return ask();
    }, id);
    expect([await ending, await stateOf(contributionId)]).toEqual([false, 'inspecting']);
  });

  it('is not taken once it has ended, though a lock was lost meanwhile', async () => {
    const { id, contributionId } = await whole();
    const taking = arrivals.take(async () => {
      await commons.db.query('delete from contributions.arrival where id = $1', [id]);
      return ask();
    }, id);
    await expect(taking).rejects.toMatchObject({ code: 'UPLOAD.MISSING' });
    expect([await stateOf(contributionId), await uploads.of(contributionId)]).toEqual(['awaitingFile', []]);
    expect(await arrivals.end(by, id)).toBe(true);
  });

  it('that two took keeps its file when the second is refused', async () => {
    const [contribution, iv] = [await submit(), newCounter()];
    const [vault, reception] = [commons.get(UploadVault), commons.get(ReceptionService)];
    const sealer = await vault.sealer(contribution.uploadKey, iv, 0);
    const sealed = Buffer.concat((await Readable.from([CSV]).pipe(sealer).toArray()) as Buffer[]);
    const adopt = () => vault.adopt(contribution.uploadKey, Readable.from([sealed]), iv, null);
    const [first, second] = [await adopt(), await adopt()];
    await reception.enter(ask, contribution, { ...first, number: 1 });
    await expect(reception.enter(ask, contribution, { ...second, number: 1 })).rejects.toMatchObject({
      code: 'CONTRIBUTION.NOT_AWAITING_FILE',
    });
    expect(await vault.read(contribution.uploadKey, first)).toBe(CSV.toString());
  });
});
