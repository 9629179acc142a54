import { newId } from '#kernel';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { MOST_OPEN_NEEDS, type NeedDraft } from '../domain/search/need';
import { NeedBoardService } from './need-board.service';

const AFTERWARDS = '2000-01-01';

describe('the need board', () => {
  let commons: Commons;
  let board: NeedBoardService;
  let draft: NeedDraft;

  beforeAll(async () => {
    commons = await Commons.start();
    board = commons.get(NeedBoardService);
    await commons.enact(membersMay('read'));
    const [organisationId] = commons.cooperatives as [NeedDraft['organisationId']];
    const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    draft = {
      ...{ federationId: commons.federationId, organisationId, needCategory: 'socialNeeds', until },
      ...{ territory: null, period: null, title: 'Anziani soli', description: 'Quanti sono?', people: null },
    };
  });
  afterAll(() => commons.stop());

  /** Needs of the first cooperative, as if they had been posted one after the other. */
  const post = async (count: number, until: string) => {
    const { id } = await board.post(await commons.steward(0), draft);
    await commons.db.query('update catalogue.need set until = $2 where id = $1', [id, until]);
    await commons.db.query(
      `insert into catalogue.need select (jsonb_populate_record(n, jsonb_build_object('id', other))).*
       from catalogue.need n, unnest($2::uuid[]) as other where n.id = $1`,
      [id, Array.from({ length: count - 1 }, () => newId())],
    );
    return id;
  };

  it('counts, shows and answers as open what is of use still', async () => {
    const by = await commons.steward(0);
    const { id: datasetId } = await commons.publish({
      fields: [{ name: 'zona', type: 'string', disclosureRole: 'dimension', categories: ['A'] }],
    });
    const expired = await post(MOST_OPEN_NEEDS, AFTERWARDS);
    await expect(board.answer(by, expired, datasetId, '')).rejects.toMatchObject({
      ...{ code: 'NEED.EXPIRED', details: { until: AFTERWARDS } },
    });
    const { id } = await board.post(by, draft);
    expect((await board.page(by, { open: true }, null, 10)).map((need) => need.id)).toEqual([id]);
    await expect(board.answer(by, id, datasetId, '')).resolves.toMatchObject({ id });
    await expect(board.close(by, expired, 'Non serve più.')).resolves.toMatchObject({ id: expired });
  });

  it('takes a hundred of one organisation that can be answered', async () => {
    await post(MOST_OPEN_NEEDS, draft.until);
    await expect(board.post(await commons.steward(0), draft)).rejects.toMatchObject({ code: 'NEED.TOO_MANY_OPEN' });
  });
});
