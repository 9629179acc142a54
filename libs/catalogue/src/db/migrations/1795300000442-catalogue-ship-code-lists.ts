import { documentHash } from '#kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists that come with the product. Their ids are for ever, the same in every installation. */
const LISTS = [
  {
    id: '00000000-0000-7000-8000-000000000001',
    title: { it: 'Bisogni di dati dell’economia sociale', en: 'Data needs of the social economy' },
    level: { name: 'need', title: { it: 'Bisogno', en: 'Need' } },
    valid: { start: null, end: null },
    codes: [
      ['microCommunityDemographics', 'Demografia delle micro-comunità', 'Demographics of micro-communities'],
      ['urbanStatistics', 'Statistiche urbane', 'Urban statistics'],
      ['consumerStatistics', 'Statistiche sui consumi', 'Consumer statistics'],
      ['digitalUsage', 'Uso del digitale', 'Digital usage'],
      ['serviceProviders', 'Fornitori di servizi', 'Service providers'],
      ['socialNeeds', 'Bisogni sociali', 'Social needs'],
      ['policyEffects', 'Effetti delle politiche', 'Policy effects'],
    ],
  },
  {
    id: '00000000-0000-7000-8000-000000000002',
    title: {
      it: 'Classificazione delle attività economiche ATECO 2007, sezioni',
      en: 'Classification of economic activities ATECO 2007 (NACE Rev. 2), sections',
    },
    level: { name: 'section', title: { it: 'Sezione', en: 'Section' } },
    valid: { start: '2008-01-01', end: '2024-12-31' },
    codes: [
      ['A', 'Agricoltura, silvicoltura e pesca', 'Agriculture, forestry and fishing'],
      ['B', 'Estrazione di minerali da cave e miniere', 'Mining and quarrying'],
      ['C', 'Attività manifatturiere', 'Manufacturing'],
      [
        'D',
        'Fornitura di energia elettrica, gas, vapore e aria condizionata',
        'Electricity, gas, steam and air conditioning supply',
      ],
      [
        'E',
        'Fornitura di acqua; reti fognarie, attività di gestione dei rifiuti e risanamento',
        'Water supply; sewerage, waste management and remediation activities',
      ],
      ['F', 'Costruzioni', 'Construction'],
      [
        'G',
        'Commercio all’ingrosso e al dettaglio; riparazione di autoveicoli e motocicli',
        'Wholesale and retail trade; repair of motor vehicles and motorcycles',
      ],
      ['H', 'Trasporto e magazzinaggio', 'Transportation and storage'],
      ['I', 'Attività dei servizi di alloggio e di ristorazione', 'Accommodation and food service activities'],
      ['J', 'Servizi di informazione e comunicazione', 'Information and communication'],
      ['K', 'Attività finanziarie e assicurative', 'Financial and insurance activities'],
      ['L', 'Attività immobiliari', 'Real estate activities'],
      ['M', 'Attività professionali, scientifiche e tecniche', 'Professional, scientific and technical activities'],
      [
        'N',
        'Noleggio, agenzie di viaggio, servizi di supporto alle imprese',
        'Administrative and support service activities',
      ],
      [
        'O',
        'Amministrazione pubblica e difesa; assicurazione sociale obbligatoria',
        'Public administration and defence; compulsory social security',
      ],
      ['P', 'Istruzione', 'Education'],
      ['Q', 'Sanità e assistenza sociale', 'Human health and social work activities'],
      ['R', 'Attività artistiche, sportive, di intrattenimento e divertimento', 'Arts, entertainment and recreation'],
      ['S', 'Altre attività di servizi', 'Other service activities'],
      [
        'T',
        'Attività di famiglie e convivenze come datori di lavoro per personale domestico; produzione di beni e servizi indifferenziati per uso proprio da parte di famiglie e convivenze',
        'Activities of households as employers; undifferentiated goods- and services-producing activities of households for own use',
      ],
      ['U', 'Organizzazioni ed organismi extraterritoriali', 'Activities of extraterritorial organisations and bodies'],
    ],
  },
] as const;

/** @see ISTAT, Classificazione delle attività economiche ATECO 2007; Regulation (EC) No 1893/2006 */
export class CatalogueShipCodeLists1795300000442 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { id, title, level, valid, codes } of LISTS) {
      const rows = codes.map(([code, it, en]) => ({
        ...{ level: level.name, code, parent: null, labels: { it, en }, valid: { start: null, end: null } },
      }));
      await runner.query(
        'insert into catalogue.code_list (id, title, version, created_at) values ($1, $2, 1, transaction_timestamp())',
        [id, JSON.stringify(title)],
      );
      await runner.query(
        `insert into catalogue.code_list_version values ($1, 1, $2, $3, $4, $5, '', $6, transaction_timestamp())`,
        [
          ...[id, JSON.stringify([level]), rows.length, valid.start, valid.end],
          documentHash({ levels: [level], codes: rows }),
        ],
      );
      await runner.query(
        `insert into catalogue.code (list_id, version, level, position, code, labels)
         select $1, 1, $2, (place - 1)::integer, row->>'code', row->'labels'
         from jsonb_array_elements($3::jsonb) with ordinality as listed (row, place)`,
        [id, level.name, JSON.stringify(rows)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['code', 'code_list_version']) {
      await runner.query(`delete from catalogue.${table} where list_id = any($1)`, [LISTS.map(({ id }) => id)]);
    }
    await runner.query('delete from catalogue.code_list where id = any($1)', [LISTS.map(({ id }) => id)]);
  }
}
