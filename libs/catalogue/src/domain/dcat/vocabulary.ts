import type { NeedCategory } from '../dataset';
import type { DataTheme } from '../metadata';
import { inLanguages, linked, resource, said, type Resource } from './resource';

type Names = { readonly en: string; readonly it: string };
type Table = 'access-right' | 'data-theme' | 'file-type' | 'frequency' | 'language';

/** A code of the EU Publications Office. @see https://op.europa.eu/en/web/eu-vocabularies/authority-tables */
export const authority = (table: Table, code: string): string =>
  `http://publications.europa.eu/resource/authority/${table}/${code}`;

export const THEME_SCHEME = 'http://publications.europa.eu/resource/authority/data-theme';
export const NEED_SCHEME = 'https://w3id.org/granaio/needs';

/** What the Italian table of licences has for one that nobody has stated, and what it has for its kind. */
export const UNKNOWN_LICENCE = 'https://w3id.org/italia/controlled-vocabulary/licences/C11_Unknown';
const UNKNOWN_LICENCE_TYPE = 'http://purl.org/adms/licencetype/UnknownIPR';

export const WITHDRAWN = 'http://purl.org/adms/status/Withdrawn';
export const DEPRECATED = 'http://purl.org/adms/status/Deprecated';

const THEME_NAMES: Readonly<Record<DataTheme, Names>> = {
  AGRI: {
    en: 'Agriculture, fisheries, forestry and food',
    it: 'Agricoltura, pesca, silvicoltura e prodotti alimentari',
  },
  ECON: { en: 'Economy and finance', it: 'Economia e finanze' },
  EDUC: { en: 'Education, culture and sport', it: 'Istruzione, cultura e sport' },
  ENER: { en: 'Energy', it: 'Energia' },
  ENVI: { en: 'Environment', it: 'Ambiente' },
  GOVE: { en: 'Government and public sector', it: 'Governo e settore pubblico' },
  HEAL: { en: 'Health', it: 'Salute' },
  INTR: { en: 'International issues', it: 'Tematiche internazionali' },
  JUST: {
    en: 'Justice, legal system and public safety',
    it: 'Giustizia, sistema giuridico e sicurezza pubblica',
  },
  OP_DATPRO: { en: 'Provisional data', it: 'Dati provvisori' },
  REGI: { en: 'Regions and cities', it: 'Regioni e città' },
  SOCI: { en: 'Population and society', it: 'Popolazione e società' },
  TECH: { en: 'Science and technology', it: 'Scienza e tecnologia' },
  TRAN: { en: 'Transport', it: 'Trasporti' },
};

/** Each need, and the European theme that it falls under. */
const NEEDS: Readonly<Record<NeedCategory, Names & { readonly theme: DataTheme }>> = {
  microCommunityDemographics: {
    en: 'Micro-community demographics',
    it: 'Demografia delle micro-comunità',
    theme: 'SOCI',
  },
  urbanStatistics: { en: 'Urban statistics', it: 'Statistiche urbane', theme: 'REGI' },
  consumerStatistics: { en: 'Consumer statistics', it: 'Statistiche sui consumi', theme: 'ECON' },
  digitalUsage: { en: 'Digital usage', it: 'Uso del digitale', theme: 'TECH' },
  serviceProviders: { en: 'Service providers', it: 'Chi offre servizi', theme: 'SOCI' },
  socialNeeds: { en: 'Social needs', it: 'Bisogni sociali', theme: 'SOCI' },
  policyEffects: { en: 'Effects of policies', it: 'Effetti delle politiche', theme: 'GOVE' },
};

const STATUS_NAMES: Readonly<Record<string, Names>> = {
  [WITHDRAWN]: { en: 'Withdrawn', it: 'Ritirato' },
  [DEPRECATED]: { en: 'Deprecated', it: 'Sconsigliato' },
};

export const needIri = (need: NeedCategory): string => `${NEED_SCHEME}#${need}`;
export const themeName = (theme: DataTheme): Names => THEME_NAMES[theme];
export const needNames = (need: NeedCategory): Names => NEEDS[need];

/** The European theme that a need falls under, for datasets whose steward named none. */
export const themeOfNeed = (need: NeedCategory): DataTheme => NEEDS[need].theme;

export const themeConcept = (theme: DataTheme): Resource =>
  resource(
    authority('data-theme', theme),
    ['skos:Concept'],
    inLanguages('skos:prefLabel', THEME_NAMES[theme]),
    linked('skos:inScheme', THEME_SCHEME),
  );

export function needConcept(need: NeedCategory): Resource {
  const { theme, ...names } = NEEDS[need];
  return resource(
    needIri(need),
    ['skos:Concept'],
    inLanguages('skos:prefLabel', names),
    linked('skos:inScheme', NEED_SCHEME),
    linked('skos:broadMatch', authority('data-theme', theme)),
  );
}

export const statusConcept = (status: string): Resource =>
  resource(status, ['skos:Concept'], inLanguages('skos:prefLabel', STATUS_NAMES[status] ?? { en: status, it: status }));

/** What themes are taken from. */
export const themeSchemes = (): Resource[] => [
  resource(
    THEME_SCHEME,
    ['skos:ConceptScheme'],
    inLanguages('dct:title', { en: 'Data Theme Vocabulary', it: 'Vocabolario dei temi dei dati' }),
  ),
  resource(
    NEED_SCHEME,
    ['skos:ConceptScheme'],
    inLanguages('dct:title', {
      en: 'Data needs of the social economy',
      it: 'Bisogni di dati dell’economia sociale',
    }),
  ),
];

/** A licence; what kind it is nobody records here, and the Italian profile wants to be told so. */
export const licenceDocument = (licence: string): Resource[] => [
  resource(
    licence,
    ['dct:LicenseDocument', 'dcatapit:LicenseDocument'],
    linked('dct:type', UNKNOWN_LICENCE_TYPE),
    licence === UNKNOWN_LICENCE
      ? inLanguages('foaf:name', { en: 'Unknown licence', it: 'Licenza sconosciuta' })
      : said('foaf:name', licence),
  ),
  resource(
    UNKNOWN_LICENCE_TYPE,
    ['skos:Concept'],
    inLanguages('skos:prefLabel', { en: 'Unknown kind of licence', it: 'Tipo di licenza sconosciuto' }),
  ),
];
