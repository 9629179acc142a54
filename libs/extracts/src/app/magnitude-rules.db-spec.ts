import type { Dataset } from '#catalogue';
import { newId, type OrganisationId, type PersonId } from '#kernel';
import { parsePolicy, type PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { text } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { ReleaseService } from './release.service';
import { RunService } from './run.service';

const schema: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', required: true, categories: ['A', 'B', 'C', 'D'], disclosureRole: 'dimension' },
    { name: 'cost', type: 'decimal', disclosureRole: 'measure' },
  ],
};
/** What the three cooperatives spent: people of a zone, and cents for each of them. In A, Aurora spent 95 per cent. */
const [AURORA, DORA, SANGONE] = [
  { A: [10, 95_000], B: [5, 100_030], C: [5, 100_030], D: [7, 100_030] },
  { A: [4, 10_000], B: [4, 100_030], C: [5, 100_030], D: [5, 100_030] },
  { A: [4, 2_500], B: [4, 100_030], C: [2, 100_030], D: [5, 100_030] },
] as const;
const csvOf = (spent: Record<string, readonly [number, number]>) =>
  Object.entries(spent).reduce(
    (csv, [zone, [people, cents]]) => csv + `${zone},${(cents / 100).toFixed(2)}\n`.repeat(people),
    'zone,cost\n',
  );

const THRESHOLDS = { minPeople: 10, minContributors: 3 };

describe('a release under rules for magnitudes', () => {
  let commons: Commons;
  let dataset: Dataset;
  let university: OrganisationId;
  let rita: PersonId;

  beforeAll(async () => {
    commons = await Commons.start();
    university = await outside();
    rita = await commons.person(university, 'researcher');
    await commons.enact(parsePolicy(membersMay('read')));
  });
  afterAll(() => commons.stop());
  // Each of its own: what one of them showed, no other could hide.
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    for (const [at, spent] of [AURORA, DORA, SANGONE].entries()) await commons.contribute(dataset, at, csvOf(spent));
  });

  const outside = (): Promise<OrganisationId> =>
    commons.work(async (tx) => {
      const id = newId<OrganisationId>();
      await tx.query(`insert into identity.organisation (id, name, kind) values ($1, 'Università', 'association')`, [
        id,
      ]);
      return tx.unchanged(id);
    });
  const researchUnder = (terms: object): Promise<PolicyVersion> => {
    const assignee = { type: 'role', role: 'researcher', organisations: [university] };
    const [subject, where] = ['Dataset', { id: { $eq: dataset.id } }];
    const asking = {
      ...{ assignee, actions: ['requestExtract'], subject, where, purposes: ['AcademicResearch'] },
      ...{ dimensions: ['zone'], measures: ['cost'], terms: { ...THRESHOLDS, ...terms } },
    };
    return commons.enact(
      parsePolicy({
        ...{ schema: 'granaio-policy/1', title: 'Ricerca', prohibitions: [], validUntil: null },
        permissions: [{ assignee, actions: ['read'], subject, where }, asking],
      }),
    );
  };
  const download = async (id: Parameters<RunService['run']>[1]): Promise<string[]> => {
    const { content } = await commons.get(ReleaseService).download(await commons.actor(rita), id, 'csv');
    return (await text(content)).trimEnd().split('\r\n');
  };
  const release = async (measures = ['cost']) => {
    const wish = { purpose: 'AcademicResearch', dimensions: ['zone'], measures } as const;
    const { id } = await commons.get(ExtractService).request(await commons.actor(rita), dataset.id, wish);
    await commons.get(RunService).run(SYSTEM, id);
    return id;
  };
  const released = async (terms: object, measures?: string[]): Promise<string[]> => {
    const policy = await researchUnder(terms);
    const lines = await download(await release(measures));
    await commons.end(policy);
    return lines;
  };

  it('tells one cooperative nearly what another spent, where p is next to nothing', async () => {
    const [header, a] = await released({ pPercent: 1 });
    expect([header, a]).toEqual(['zone,people,cost,conf_status', 'A,18,10000.00,F']);
    const [asDoraSeesIt, truth] = [10_000 - 400, 9_500];
    expect(asDoraSeesIt - truth).toBeLessThan(truth / 10);
  });

  it.each([
    ['p%', { pPercent: 10 }],
    ['no rule that was voted, and so p% by default', {}],
    ['dominance', { dominance: { n: 1, k: 80 } }],
  ])('hides that number and its people under %s, and one more, so that it cannot be subtracted', async (_, terms) => {
    expect(await released(terms)).toEqual([
      'zone,people,cost,conf_status',
      'A,,,C',
      'B,13,13003.90,F',
      'C,,,C',
      'D,17,17005.10,F',
      '_T,60,52012.60,F',
    ]);
  });

  /** A and C together are the two cooperatives' for more than 90 per cent, and the total less the rest is both. */
  it('hides another one with it under dominance of two, where two cooperatives hold too much of both', async () => {
    expect(await released({ dominance: { n: 2, k: 90 } })).toEqual([
      'zone,people,cost,conf_status',
      'A,,,C',
      'B,,,C',
      'C,12,12003.60,F',
      'D,17,17005.10,F',
      '_T,60,52012.60,F',
    ]);
  });

  it('rounds what is left, each number by itself, and says to what', async () => {
    expect(await released({ pPercent: 10, roundingBase: 5 })).toEqual([
      'zone,people,cost,conf_status,rounding_base',
      'A,,,C,',
      'B,15,13005.00,F,5',
      'C,,,C,',
      'D,15,17005.00,F,5',
      '_T,60,52015.00,F,5',
    ]);
  });

  it('does not hide people for the sake of a measure that was not asked for', async () => {
    expect(await released({ pPercent: 10 }, [])).toContain('A,18,F');
  });

  it('keeps every term where two policies allow the same', async () => {
    const policies = [await researchUnder({ dominance: { n: 1, k: 80 } }), await researchUnder({ roundingBase: 10 })];
    const id = await release();
    expect(await download(id)).toEqual(expect.arrayContaining(['A,,,C,', 'B,10,13000.00,F,10']));
    const extract = await commons.get(ExtractService).read(await commons.actor(rita), id);
    const stated = { ...THRESHOLDS, dominance: [{ n: 1, k: 80 }], roundingBases: [10] };
    const defaults = { minPeopleOutside: 5, pPercent: 10, groupDisclosurePercent: 90, generalise: true };
    expect(extract.release?.permit.terms).toEqual({ ...stated, ...defaults, rounding: 'independent' });
    expect(extract.release?.permit.byDefault).toEqual([...Object.keys(defaults).slice(0, 3), 'rounding', 'generalise']);
    for (const policy of policies) await commons.end(policy);
  });

  it.each([{ pPercent: 11 }, { dominance: { n: 2, k: 99 } }, { roundingBase: 2 }, { minPeopleOutside: 6 }])(
    'is not given out any more once %j is asked for as well',
    async (terms) => {
      const weak = await researchUnder({ pPercent: 1 });
      const id = await release();
      const strict = await researchUnder(terms);
      await expect(download(id)).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.TERMS_CHANGED' });
      await commons.end(strict);
      expect(await download(id)).toContain('A,18,10000.00,F');
      await commons.end(weak);
    },
  );
});
