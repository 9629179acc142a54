import { ClickHouseCluster } from './cluster';

describe('the cluster of the tests', () => {
  let cluster: ClickHouseCluster;

  beforeAll(async () => {
    cluster = await ClickHouseCluster.start(3);
  });
  afterAll(() => cluster.stop());

  it('is three servers that ask each other', async () => {
    expect(await cluster.ask(1, `SELECT count() FROM cluster('granaio', system.one)`)).toBe('3\n');
  });
});
