import { protectTable, TOTAL } from '#disclosure';
import type { DatasetId, ExtractId, FederationId, OrganisationId, PersonId, PolicyVersionId } from '#kernel';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { classify } from '../classification';
import { ruleOf } from '../difference';
import type { Terms } from '../permit';
import { shownCells, tableOf } from '../protected-table';
import { aggregateOf, dimension, schemaOf, type Row } from '../spec-support';
import { reportFactsOf, type ReportFacts } from './report-facts';
import { releaseReportOf, type ReleaseReport, type ReportedExtract } from './release-report';
import { reportSections } from './report-sections';

const TERMS: Terms = { minPeople: 10, minContributors: 1 };
const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['casa', 'cura', 'lavoro'];
const schema = schemaOf(dimension('zone', ZONES), dimension('need', NEEDS));

/** People by zone and need, of one contributor. */
const rowsOf = (people: readonly (readonly number[])[]): Row[] =>
  people.flatMap((row, zone) =>
    row.map((count, need) => ({
      values: { zone: ZONES[zone] ?? null, need: NEEDS[need] ?? null },
      ...{ people: count, contributor: 'aurora' },
    })),
  );

async function decide(people: readonly (readonly number[])[], terms: Terms = TERMS, seen = 0) {
  const aggregate = aggregateOf(rowsOf(people), ['zone', 'need']);
  const classifications = classify(schema, aggregate);
  const protection = await protectTable(tableOf(aggregate, classifications), ruleOf(terms));
  const shown = shownCells(protection.cells, classifications);
  return { aggregate, classifications, shown, seen, protections: [protection] };
}

const factsOf = async (people: readonly (readonly number[])[], terms: Terms = TERMS): Promise<ReportFacts> => ({
  ...(await reportFactsOf(await decide(people, terms), terms)),
  certificate: { keyId: '01939b00-0000-7000-8000-0000000000c1' as never, sha256: 'c'.repeat(64) },
});

const PEOPLE = [
  [3, 40, 50],
  [30, 41, 52],
  [31, 42, 53],
  [32, 43, 54],
];

describe('the facts of a report', () => {
  it('say why how many cells are hidden, and how wide these stay', async () => {
    const facts = await factsOf(PEOPLE);
    expect(facts.causes).toEqual({ people: 1 });
    expect(facts.intervals).toMatchObject({ cells: 4, isPublic: true });
    expect(facts.intervals?.smallest).toBeGreaterThanOrEqual(TERMS.minPeople - 1);
    expect(facts).toMatchObject({ earlierTables: 0, insiders: false, exposed: 0, levels: null });
    expect(facts.shownPeoplePercent).toBeLessThan(100);
  });

  it('follow from what is shown, where recipients see them: tables that look the same have the same', async () => {
    let compared = 0;
    const counts = fc.array(fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(counts, async (people) => {
        const decided = await decide(people);
        const other = lookalikeOf(decided, people);
        if (!other) return;
        compared += 1;
        const { intervals, shownPeoplePercent } = await reportFactsOf(decided, TERMS);
        const aggregate = aggregateOf(rowsOf(other), ['zone', 'need']);
        expect(await reportFactsOf({ ...decided, aggregate }, TERMS)).toMatchObject({ intervals, shownPeoplePercent });
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('tell nothing that exact numbers would, where numbers are not', async () => {
    const changed: Terms[] = [
      { ...TERMS, roundingBases: [5] },
      { ...TERMS, cellKey: { maxNoise: 5, variance: '3', tables: 2 } },
    ];
    for (const terms of changed)
      expect(await reportFactsOf(await decide(PEOPLE), terms)).toMatchObject({
        ...{ intervals: null, shownPeoplePercent: null, causes: { people: 1 } },
      });
  });

  it('are not told by levels that rows put into each other, but to those who answer for the dataset', async () => {
    const facts = await factsOf(PEOPLE);
    const nested = { ...facts, intervals: facts.intervals && { ...facts.intervals, isPublic: false } };
    expect(reportOf(nested).intervals).toBeNull();
    expect(reportOf(nested, true).intervals).toEqual(reportOf(facts).intervals);
  });

  it('of a table that left before say that it was not decided anew', async () => {
    const decided = { ...(await decide(PEOPLE)), protections: [] };
    const facts = await reportFactsOf(decided, TERMS);
    expect(facts).toMatchObject({ causes: null, repaired: null, exposed: null });
  });
});

describe('a report', () => {
  it('says in both languages what was asked, applied, hidden, checked and how to cite it', async () => {
    const report = reportOf(await factsOf(PEOPLE));
    const [italian, english] = (['it', 'en'] as const).map((language) => reportSections(report, language));
    expect(english?.map(({ heading }) => heading)).toEqual([
      ...['What was asked and answered', 'Rules applied', 'Cells and utility', 'Risk: what was checked'],
      ...['Published numbers', 'How to cite'],
    ]);
    expect(italian?.map(({ lines }) => lines.length)).toEqual(english?.map(({ lines }) => lines.length));
    const text = JSON.stringify(english);
    for (const said of [
      'The thresholds.',
      'pPercent',
      'academic research',
      '16 shown and 4 suppressed (80% are shown)',
    ])
      expect(text).toContain(said);
    expect(text).toContain('3: the newest when it was released');
  });

  it('says what was done to its numbers, and never more of noise than it keeps', async () => {
    const facts = await factsOf(PEOPLE);
    const said = (terms: Partial<Terms>) =>
      JSON.stringify(reportSections({ ...reportOf(facts), terms: { ...TERMS, ...terms } }, 'en').at(-2));
    expect(said({})).toContain('exact');
    expect(said({ roundingBases: [5], rounding: 'controlled' })).toContain('rounded together');
    expect(said({ cellKey: { maxNoise: 5, variance: '3', tables: 2 } })).toContain('not differentially private');
    const noise = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' } as const;
    expect(said({ noise })).toContain('for beneficiaries, given the suppression pattern');
  });

  it('tells its recipients neither which rule hides what nor what the checks hid, whatever these are', async () => {
    const facts = await factsOf(PEOPLE);
    const count = fc.integer({ min: 0, max: 4 });
    await fc.assert(
      fc.asyncProperty(count, count, count, count, (people, zero, repaired, exposed) => {
        const other: ReportFacts = {
          ...{ ...facts, causes: { people, zero }, repaired: { intervals: repaired, insiders: 4 - repaired }, exposed },
        };
        const cells = { published: 16, primary: people, secondary: 4 - people };
        expect(reportOf(other, false, cells)).toEqual(reportOf(facts));
        expect(reportOf(other, true, cells).inside).toMatchObject({ primary: people, causes: { people, zero } });
        return Promise.resolve();
      }),
    );
  });

  it('is none for a release of before there were reports', () => {
    expect(releaseReportOf(extractWith(null), AROUND)).toBeNull();
  });
});

type Decided = Awaited<ReturnType<typeof decide>>;

/** Another table with the same shown numbers: a person moved around a square of hidden cells; null: there is none. */
function lookalikeOf({ shown, aggregate }: Decided, people: readonly (readonly number[])[]): number[][] | null {
  const isShown = new Set(shown.filter(({ status }) => status === 'published').map(({ codes }) => codes.join()));
  const numbersOf = ({ dimensions, cells }: typeof aggregate) =>
    cells
      .map(
        (cell) => [cell.codes.map((code, at) => (code === TOTAL ? code : `${dimensions[at]}=${code}`)), cell] as const,
      )
      .filter(([codes]) => isShown.has(codes.join()))
      .map(([codes, cell]) => `${codes.join()} ${cell.people}`)
      .sort();
  const numbers = numbersOf(aggregate);
  const looksTheSame = (other: number[][]) =>
    other.flat().every((count) => count >= 0) &&
    isDeepStrictEqual(numbersOf(aggregateOf(rowsOf(other), ['zone', 'need'])), numbers);
  return (
    squares()
      .map((square) => movedAround(people, square))
      .find(looksTheSame) ?? null
  );
}

type Square = { readonly rows: readonly [number, number]; readonly columns: readonly [number, number] };

const squares = (): Square[] =>
  pairs(ZONES.length).flatMap((rows) => pairs(NEEDS.length).map((columns) => ({ rows, columns })));

const movedAround = (people: readonly (readonly number[])[], { rows, columns }: Square): number[][] =>
  people.map((row, zone) =>
    row.map((count, need) => {
      const [down, right] = [rows.indexOf(zone), columns.indexOf(need)];
      return down < 0 || right < 0 ? count : count + (down === right ? 1 : -1);
    }),
  );

const pairs = (count: number): [number, number][] =>
  Array.from({ length: count * count }, (_, at): [number, number] => [Math.floor(at / count), at % count]).filter(
    ([one, other]) => one !== other,
  );

const AROUND = {
  ...{ title: 'Needs', rules: ['The thresholds.'], isInside: false },
  citation: {
    identifier: 'https://granaio.example/datasets/d',
    text: 'Aurora (2026): Needs.',
    bibtex: '',
    cslJson: '',
  },
};

const reportOf = (facts: ReportFacts, isInside = false, cells?: ReportedExtract['release']['cells']): ReleaseReport => {
  const report = releaseReportOf(extractWith(facts, cells), { ...AROUND, isInside });
  if (!report) throw new Error('There is a report.');
  return report;
};

function extractWith(report: ReportFacts | null, cells = { published: 16, primary: 1, secondary: 3 }): ReportedExtract {
  const permit = {
    ...{ policyVersionId: 'p' as PolicyVersionId, policyHash: 'a'.repeat(64), resolution: null, terms: TERMS },
    byDefault: ['pPercent'] as const,
  };
  const file = { sha256: 'b'.repeat(64), bytes: 10 };
  return {
    ...{ id: 'e' as ExtractId, datasetId: 'd' as DatasetId, federationId: 'f' as FederationId },
    ...{ requestedBy: 'p' as PersonId, requestedAt: new Date('2026-11-22'), action: 'requestExtract' },
    ...{ state: 'released', refusal: null, grantId: null, permit, purpose: 'AcademicResearch' },
    ...{ dimensions: ['zone', 'need'], measures: [] },
    release: {
      ...{ number: 1, datasetVersion: 3, newestVersion: 3, contributors: ['o' as OrganisationId], parts: [], permit },
      ...{ csv: file, parquet: file, cells, largest: 54n, report, releasedAt: new Date('2026-11-22T10:00:00Z') },
    },
  };
}
