import type { DatasetId } from '#kernel';
import { accessChanges, type Access, type GroupAccess } from './access-change';
import type { Group } from './group';

const [USERS, HOUSES] = ['a-users', 'b-houses'] as [DatasetId, DatasetId];
const EVERYBODY: Group = { role: null, organisationId: null };
const STEWARDS: Group = { role: 'steward', organisationId: null };
const UNIVERSITY = { role: 'researcher', organisationId: 'university' } as Group;
const NOTHING: Access = new Map();
const seeing = (...ids: DatasetId[]): Access => new Map(ids.map((id) => [id, ['discover']]));
const of = (group: Group, now: Access, draft: Access): GroupAccess => ({
  ...{ group, now, draft },
  isInside: group !== UNIVERSITY,
});

describe('accessChanges', () => {
  it('says what is gained and lost, newest datasets first', () => {
    const draft: Access = new Map([[USERS, ['discover', 'requestExtract']]]);
    expect(accessChanges([of(EVERYBODY, seeing(HOUSES, USERS), draft)])).toEqual([
      { datasetId: HOUSES, action: 'discover', effect: 'lost', groups: [EVERYBODY] },
      { datasetId: USERS, action: 'requestExtract', effect: 'gained', groups: [EVERYBODY] },
    ]);
  });

  it('says of everybody what is everybody’s, and not again of the groups among them', () => {
    const gaining = [STEWARDS, UNIVERSITY, EVERYBODY].map((group) => of(group, NOTHING, seeing(USERS)));
    expect(accessChanges(gaining)).toEqual([
      { datasetId: USERS, action: 'discover', effect: 'gained', groups: [EVERYBODY, UNIVERSITY] },
    ]);
  });

  it('takes neither one organisation nor one kind of them for everybody', () => {
    const [dora, cooperatives] = [{ ...EVERYBODY, organisationId: 'dora' as never }, { ...EVERYBODY, kind: 'cooperative' as const }]; // prettier-ignore
    const gaining = [cooperatives, dora, STEWARDS].map((group) => of(group, NOTHING, seeing(USERS)));
    expect(accessChanges(gaining)).toMatchObject([{ groups: [cooperatives, dora, STEWARDS] }]);
    const everybody = of(EVERYBODY, NOTHING, seeing(USERS));
    expect(accessChanges([...gaining, everybody])).toMatchObject([{ groups: [EVERYBODY] }]);
  });

  it('says of several groups together what changes for each of them', () => {
    const gaining = [STEWARDS, UNIVERSITY].map((group) => of(group, NOTHING, seeing(USERS)));
    expect(accessChanges([...gaining, of(EVERYBODY, NOTHING, NOTHING)])).toEqual([
      { datasetId: USERS, action: 'discover', effect: 'gained', groups: [STEWARDS, UNIVERSITY] },
    ]);
  });

  it('is silent where nothing changes', () => {
    expect(accessChanges([of(EVERYBODY, seeing(USERS), seeing(USERS))])).toEqual([]);
  });
});
