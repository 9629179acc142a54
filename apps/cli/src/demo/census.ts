import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Field, TableSchema } from '#warehouse';

/** A census section of 2011, and the zone and district it lies in; both empty where the city's table has no such section. */
export type Section = {
  readonly number: string;
  readonly district: string;
  readonly zone: string;
  readonly residents: number;
  readonly foreigners: number;
  readonly families: number;
  readonly dwellings: number;
};

/** The census of Torino as the commons takes it: a schema, and one CSV for each of the organisations that hold it. */
export type Census = {
  readonly schema: TableSchema;
  readonly contributions: readonly Buffer[];
  readonly sections: readonly Section[];
  readonly residents: bigint;
  /** The sections that match no zone. */
  readonly unmatched: readonly Section[];
};

const ORGANISATIONS = 3;
const CENSUS_FILE = 'Torino_cpa_2011.csv';
const ZONES_FILE = 'tableCircoscrizioniSezioniDiCensimento2011.csv';
const COLUMNS = ['district', 'zone', 'residents', 'foreigners', 'families', 'dwellings'] as const;

/**
 * Reads the census of Torino and joins each section with its zone.
 *
 * Twelve of the 94 zones lie in more than one of today's districts. A zone must lie in one district for both to stand
 * in one table, so each part of such a zone is a zone of its own here: `28/1` is what lies of zone 28 in district 1.
 *
 * @param folder with the census and the city's table of sections, as the national institute and the city publish them
 */
export async function readCensus(folder: string): Promise<Census> {
  const [records, places] = [await read(join(folder, CENSUS_FILE)), await read(join(folder, ZONES_FILE))];
  const placeOf = placesOf(places);
  const sections = records.map((record) => sectionOf(record, placeOf.get(record.NSEZ ?? '') ?? NOWHERE));
  return {
    schema: schemaOf(sections),
    contributions: dealtOut(sections).map(toCsv),
    sections,
    residents: sections.reduce((sum, { residents }) => sum + BigInt(residents), 0n),
    unmatched: sections.filter(({ zone }) => zone === ''),
  };
}

type Rows = readonly Readonly<Record<string, string>>[];
type Place = Pick<Section, 'district' | 'zone'>;

const NOWHERE: Place = { district: '', zone: '' };

const read = async (path: string): Promise<Rows> =>
  parse(await readFile(path), { columns: true, delimiter: ';', bom: true, skip_empty_lines: true });

function placesOf(places: Rows): Map<string, Place> {
  const districtsOf = new Map<string, Set<string>>();
  for (const { ZONASTAT = '', NCIRCO = '' } of places) {
    districtsOf.set(ZONASTAT, (districtsOf.get(ZONASTAT) ?? new Set()).add(NCIRCO));
  }
  const zoneOf = (zone: string, district: string) => (districtsOf.get(zone)?.size === 1 ? zone : `${zone}/${district}`);
  return new Map(
    places.map(({ SEZCENS = '', ZONASTAT = '', NCIRCO = '' }) => [
      SEZCENS,
      { district: NCIRCO, zone: zoneOf(ZONASTAT, NCIRCO) },
    ]),
  );
}

const sectionOf = (record: Rows[number], place: Place): Section => ({
  number: record.NSEZ ?? '',
  ...place,
  residents: count(record.P1),
  foreigners: count(record.ST1),
  families: count(record.PF1),
  dwellings: count(record.A2),
});

function count(text: string | undefined): number {
  if (!/^\d+$/.test(text ?? '')) throw new Error('The census has a count that is no whole number.');
  return Number(text);
}

/** Deals the sections of each zone out like cards, the inhabited ones first, so that nearly every zone has rows of all. */
function dealtOut(sections: readonly Section[]): Section[][] {
  const hands = Array.from({ length: ORGANISATIONS }, (): Section[] => []);
  const dealt = new Map<string, number>();
  const inhabitedFirst = [...sections].sort((a, b) => Number(b.residents > 0) - Number(a.residents > 0));
  for (const section of inhabitedFirst) {
    const turn = dealt.get(section.zone) ?? 0;
    hands[turn % ORGANISATIONS]?.push(section);
    dealt.set(section.zone, turn + 1);
  }
  return hands;
}

const toCsv = (sections: readonly Section[]): Buffer =>
  Buffer.from(
    [COLUMNS.join(','), ...sections.map((section) => COLUMNS.map((name) => section[name]).join(',')), ''].join('\n'),
  );

function schemaOf(sections: readonly Section[]): TableSchema {
  const valuesOf = (name: 'district' | 'zone') =>
    [...new Set(sections.map((section) => section[name]))].filter((value) => value !== '').sort();
  const dimension = (name: 'district' | 'zone', title: string): Field => ({
    ...{ name, title, type: 'string', categories: valuesOf(name), disclosureRole: 'dimension' },
  });
  const counted = (name: string, title: string, disclosureRole: 'measure' | 'weight'): Field => ({
    ...{ name, title, type: 'integer', required: true, minimum: 0, disclosureRole },
  });
  return {
    fields: [
      dimension('district', 'Circoscrizione'),
      { ...dimension('zone', 'Zona statistica'), within: 'district' },
      counted('residents', 'Popolazione residente', 'weight'),
      counted('foreigners', 'Stranieri residenti', 'measure'),
      counted('families', 'Famiglie residenti', 'measure'),
      counted('dwellings', 'Abitazioni occupate', 'measure'),
    ],
    missingValues: [''],
  };
}
