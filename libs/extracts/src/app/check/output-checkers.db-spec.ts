import type { Dataset } from '#catalogue';
import { MembersBook, OrganisationGroups } from '#identity';
import type { GrantId, OrganisationId, PersonId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { TableSchema } from '#warehouse';
import { Commons } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { aGrant, within } from '../../../test/granted';
import { OutputCheckers } from './output-checkers';

const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ['x'], disclosureRole: 'dimension' }],
};

describe('who may look at what others ask for', () => {
  let commons: Commons;
  let dataset: Dataset;
  let [aurora, dora, sangone]: OrganisationId[] = [];
  let [, bea, carla]: PersonId[] = [];
  let rita: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    dataset = await commons.publish(schema);
    [aurora, dora, sangone] = commons.cooperatives;
    [, bea, carla] = commons.stewards;
    rita = await commons.person(aurora as OrganisationId, 'researcher');
  });
  afterAll(() => commons.stop());

  const checkersOf = async (grantId: GrantId | null = null) => {
    const use = { federationId: commons.federationId, requestedBy: rita, grantId };
    return commons.get(OutputCheckers).of(use, await commons.get(UnitOfWork).now());
  };
  const granted = async (holders: readonly [PersonId, ...PersonId[]], organisationId = aurora as OrganisationId) => {
    const [startsAt, endsAt] = [new Date('2026-01-01'), new Date('2999-01-01')];
    const given = { holders, organisationId, startsAt, endsAt };
    return (await within(commons, (tx) => aGrant(tx, dataset, given))).id;
  };

  it('is every steward of other organisations', async () => {
    expect(await checkersOf()).toEqual([bea, carla].toSorted());
  });

  it('is nobody of the house of whoever holds the grant too, nor of the one in whose name they applied', async () => {
    const fellow = await commons.person(dora as OrganisationId, 'researcher');
    expect(await checkersOf(await granted([rita, fellow]))).toEqual([carla]);
    expect(await checkersOf(await granted([rita], sangone as OrganisationId))).toEqual([bea]);
  });

  it('is nobody of an organisation under the same control', async () => {
    const groups = commons.get(OrganisationGroups);
    const draft = {
      kind: 'affiliated',
      name: 'Gruppo',
      organisationIds: [aurora, sangone] as OrganisationId[],
    } as const;
    const { id } = await commons.work((tx) => groups.record(tx, commons.federationId, draft));
    expect(await checkersOf()).toEqual([bea]);
    await commons.work((tx) => groups.end(tx, id));
  });

  it('is nobody who has left', async () => {
    const seat = { personId: carla as PersonId, organisationId: sangone as OrganisationId, role: 'steward' } as const;
    const leftOn = (await commons.get(UnitOfWork).now()).toISOString().slice(0, 10);
    await commons.work((tx) => commons.get(MembersBook).leave(tx, { ...seat, leftOn }));
    expect(await checkersOf()).toEqual([bea]);
  });
});
