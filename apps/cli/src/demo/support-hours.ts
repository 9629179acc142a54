/** The levels of the story's code list, finest first: a census section lies in a district. */
export const LEVELS = ['section', 'district'].map((name) => ({
  name,
  title: name === 'section' ? { it: 'Sezione', en: 'Section' } : { it: 'Circoscrizione', en: 'District' },
}));

/** Sections with a zero in front, which a spreadsheet would swallow, and the district that each lies in. */
const DISTRICT_OF: Readonly<Record<string, string>> = {
  '0101': '1',
  '0102': '1',
  '0103': '1',
  '0201': '2',
  '0202': '2',
  '0203': '2',
};
const DISTRICTS = { '1': 'Centro e Crocetta', '2': 'Santa Rita e Mirafiori' };
const SECTIONS = Object.keys(DISTRICT_OF);

/** The code list as a steward would send it: one line a code, with what it lies in. */
export const SECTIONS_OF_THE_CITY = [
  'level,code,parent,label',
  ...Object.entries(DISTRICT_OF).map(([code, district]) => `section,${code},${district},Sezione ${code}`),
  ...Object.entries(DISTRICTS).map(([code, name]) => `district,${code},,${name}`),
].join('\n');

/** @param list id of the published code list @returns the schema: a section, the district that follows from it, hours */
export const supportHoursSchema = (list: string): object => ({
  fields: [
    { ...territory(list, 'section', 'Sezione di censimento') },
    { ...territory(list, 'district', 'Circoscrizione'), derivedFrom: 'section' },
    {
      ...{ name: 'hours', title: 'Ore di sostegno', type: 'decimal', scale: 3, required: true },
      ...{ minimum: 0, unit: 'HUR', disclosureRole: 'measure' },
    },
  ],
});

const territory = (list: string, level: string, title: string) => ({
  ...{ name: level, title, type: 'string', required: true, disclosureRole: 'dimension' },
  codeList: { list, version: 1, level },
});

/** One person: where, and thousandths of hours. */
type Supported = { readonly section: string; readonly thousandths: number };

/** @param month any number: another month, other hours */
const supported = (people: number, month: number): Supported[] =>
  Array.from({ length: people }, (_, at) => ({
    section: SECTIONS[at % SECTIONS.length] ?? '',
    thousandths: 1_010 + ((at * 37 + month * 11) % 180) * 50,
  }));

/** What a cooperative's own program saves in Italy: its own words, semicolons, decimal commas, Windows-1252. */
export function asSpreadsheet(people: number, month: number): Buffer {
  const lines = supported(people, month).map(({ section, thousandths }) => {
    const digits = String(thousandths);
    return `${section};${digits.slice(0, -3)},${digits.slice(-3)};attività`;
  });
  return Buffer.from(['Sezione;Ore erogate;Attività svolta', ...lines, ''].join('\r\n'), 'latin1');
}

/** How the columns of that program are called in the dataset. */
export const MAPPING = {
  columns: [
    { from: 'Sezione', to: 'section' },
    { from: 'Ore erogate', to: 'hours' },
  ],
  ignored: ['Attività svolta'],
};

/** A file in the dataset's own words. */
export const asTable = (people: number, month: number): Buffer =>
  Buffer.from(
    [
      'section,hours',
      ...supported(people, month).map(({ section, thousandths }) => `${section},${thousandths / 1_000}`),
      '',
    ].join('\n'),
  );

/** Two rows without their zero, a word for a number, and an empty cell. */
export const withSlips = (people: number): Buffer => {
  const lines = asTable(people, 1).toString('utf8').split('\n');
  return Buffer.from([...lines.slice(0, -1), '101,2.5', '202,3.5', '0103,tante', '0201,', ''].join('\n'));
};

/** Members may look up hours by district, and anybody may know that the dataset exists. */
export const lookUpPolicy = (datasetId: string): object => {
  const here = { subject: 'Dataset', where: { id: { $eq: datasetId } } };
  return {
    schema: 'granaio-policy/1',
    title: 'Ore di sostegno per circoscrizione',
    permissions: [
      {
        ...here,
        ...{ assignee: { type: 'members' }, actions: ['queryAggregates'], purposes: ['ServiceImprovement'] },
        ...{ dimensions: ['district'], measures: ['hours'], terms: { minPeople: 5, minContributors: 2 } },
      },
      { ...here, assignee: { type: 'public' }, actions: ['discover'] },
    ],
    prohibitions: [],
    validUntil: null,
  };
};

/** What members look up: hours by the coarser level of the sections' code list. */
export const hoursByDistrict = (datasetId: string): object => ({
  ...{ datasetId, purpose: 'SERVICE_IMPROVEMENT', measures: ['hours'] },
  dimensions: [{ field: 'section', level: 'district' }],
});
