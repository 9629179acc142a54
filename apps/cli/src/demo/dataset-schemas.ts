import type { Field, TableSchema } from '#warehouse';

/** Where the people live: ten neighbourhoods of Torino, one of them with an accent in its name. */
export const ZONES = [
  'Aurora',
  'Barriera di Milano',
  'Borgo Po',
  'Cavoretto',
  'Città Giardino',
  'Madonna di Campagna',
  'Mirafiori Sud',
  'Regio Parco',
  'San Salvario',
  'Vallette',
] as const;
export const AGE_BANDS = ['0-14', '15-29', '30-44', '45-64', '65-79', '80+'] as const;
export const SEXES = ['F', 'M', 'X'] as const;
/** What people come for. */
export const NEEDS = ['home_care', 'childcare', 'housing', 'job', 'food', 'mental_health'] as const;

export type Zone = (typeof ZONES)[number];
export type AgeBand = (typeof AGE_BANDS)[number];
export type Sex = (typeof SEXES)[number];
export type Need = (typeof NEEDS)[number];

const dimension = (name: string, title: string, categories: readonly string[]): Field => ({
  name,
  title,
  type: 'string',
  required: true,
  categories: [...categories],
  disclosureRole: 'dimension',
});

const measure = (name: string, title: string, scale: number): Field => ({
  name,
  title,
  type: 'decimal',
  scale,
  required: true,
  minimum: 0,
  disclosureRole: 'measure',
});

/** One row for each person whom a cooperative supports. */
export const serviceUsersSchema: TableSchema = {
  fields: [
    dimension('zone', 'Zona di residenza', ZONES),
    dimension('age_band', 'Fascia di età', AGE_BANDS),
    dimension('sex', 'Sesso', SEXES),
    dimension('need', 'Bisogno', NEEDS),
    measure('hours', 'Ore di sostegno', 1),
    measure('cost', 'Costo in euro', 2),
  ],
  missingValues: [''],
};
