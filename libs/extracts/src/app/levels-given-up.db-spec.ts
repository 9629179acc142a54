import type { Dataset } from '#catalogue';
import type { ExtractId } from '#kernel';
import type { Commons } from '../../../../test/support/commons';
import { dimension, Drawing, PURPOSE } from '../../test/drawing';
import { LiveAggregatesService } from './live-aggregates.service';
import { CertificateService } from './report/certificate.service';

const ZONES = ['z1', 'z2', 'z3', 'z4', 'z5', 'z6'];
const schema = { fields: [dimension('zone', ZONES, 'district'), dimension('district', ['north', 'south'])] };
const rows = ZONES.flatMap((zone, at) => Array<string>(4).fill(`${zone},${at < 3 ? 'north' : 'south'}`));
const csv = ['zone,district', ...rows].join('\n');
const TERMS = { minPeople: 10, minContributors: 2 };

describe('a table of which levels were given up', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start('steward');
    commons = drawing.commons;
    const actions = ['requestExtract', 'queryAggregates'];
    dataset = await drawing.offer(schema, { actions, dimensions: ['zone', 'district'], terms: TERMS }, csv, csv);
  });
  afterAll(() => commons.stop());

  const look = async () => {
    const dimensions = [{ field: 'zone' }];
    const asked = { purpose: PURPOSE, dimensions, measures: [], filters: [] } as const;
    return commons.get(LiveAggregatesService).ask(await drawing.by(), dataset.id, asked);
  };

  it('is not the answer to who looks up the columns that were asked for', async () => {
    const { release } = await drawing.draw(dataset, ['zone']);
    expect(release?.report?.levels).toMatchObject({ columns: ['zone'] });
    const { extractId, table } = await look();
    expect(table).toBeNull();
    await drawing.run(extractId);
    expect((await look()).table?.columns[0]).toMatchObject({ name: 'zone' });
  });

  it('has a certificate that holds', async () => {
    const sql = "select id from extracts.extract where dataset_id = $1 and action = 'requestExtract'";
    const [extract] = await commons.db.query<{ id: ExtractId }>(sql, [dataset.id]);
    const verdict = await commons.get(CertificateService).check(extract?.id as ExtractId);
    expect(verdict).toMatchObject({ outcome: 'holds', proofs: 1 });
  });
});
