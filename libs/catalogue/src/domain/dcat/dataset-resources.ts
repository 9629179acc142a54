import type { DatasetSeries } from '../dataset';
import type { Addresses } from './addresses';
import { detailsOf, NO_DETAILS } from './details';
import { describeService, distributionOf, licenceOf, MEDIA_TYPE } from './distribution';
import { modifiedAt, type DatasetFacts } from './facts';
import { inLanguages, linked, moment, resource, said, webAddress, type Resource, type Statement } from './resource';
import {
  authority,
  DEPRECATED,
  licenceDocument,
  needConcept,
  needIri,
  statusConcept,
  themeConcept,
  themeOfNeed,
  WITHDRAWN,
} from './vocabulary';

/** What is about one dataset alone, and what others refer to as well: a feed says that once. */
export type Described = { readonly own: readonly Resource[]; readonly shared: readonly Resource[] };

const DCAT_AP = 'http://data.europa.eu/r5r/';
const NOT_PUBLIC = {
  en: 'What this dataset holds is told to those whom a policy of its federation lets read it.',
  it: 'Che cosa contiene questo dataset è detto a chi può leggerlo secondo una politica della sua federazione.',
};

/**
 * A dataset in DCAT-AP 3 and DCAT-AP_IT at once. What a profile demands and nobody has said gets the value that the
 * profile's own tables have for it: theme after the need, frequency and licence unknown.
 *
 * @see https://semiceu.github.io/DCAT-AP/releases/3.0.0/ and https://docs.italia.it/italia/daf/linee-guida-cataloghi-dati-dcat-ap-it
 */
export function describeDataset(facts: DatasetFacts, at: Addresses): Described {
  const { dataset, metadata, publisher, rightsHolder, series } = facts;
  const iri = at.dataset(dataset.id);
  const offered = dataset.withdrawnAt === null;
  const parts = metadata ? detailsOf(iri, metadata, at) : NO_DETAILS;
  return {
    own: [
      resource(
        iri,
        ['dcat:Dataset', 'dcatapit:Dataset', 'dcat:Resource'],
        identityOf(facts, at),
        lifeOf(facts, at),
        classified(facts),
        parts.statements,
        offered ? linked('dcat:distribution', `${iri}#aggregates`) : [],
        linked('odrl:hasPolicy', ...facts.policies.map(({ versionId }) => at.policy(versionId))),
      ),
      recordOf(facts, at),
      ...(offered ? distributionOf(facts, at) : []),
      ...(metadata ? [provenanceOf(facts, iri), resource(at.tableSchema(dataset.id), ['dct:Standard'])] : []),
      ...parts.resources,
    ],
    shared: [
      ...[agent(at.organisation(publisher.id), publisher), agent(at.organisation(rightsHolder.id), rightsHolder)],
      ...(series ? [describeSeries(series, at)] : []),
      ...sharedBy(facts),
      ...(offered ? describeService(at) : []),
    ],
  };
}

/** Who publishes or holds rights, or a federation. */
export const agent = (iri: string, { id, name }: { readonly id: string; readonly name: string }): Resource =>
  resource(
    iri,
    ['foaf:Agent', 'foaf:Organization', 'dcatapit:Agent'],
    said('foaf:name', name),
    said('dct:identifier', id),
  );

export const describeSeries = ({ id, title, publisherId }: DatasetSeries, at: Addresses): Resource =>
  resource(
    at.series(id),
    ['dcat:DatasetSeries'],
    said('dct:title', title),
    inLanguages('dct:description', { en: `A series of datasets: ${title}`, it: `Una serie di dataset: ${title}` }),
    said('dct:identifier', at.series(id)),
    linked('dct:publisher', at.organisation(publisherId)),
  );

function identityOf({ dataset, metadata, publisher, rightsHolder, series }: DatasetFacts, at: Addresses): Statement[] {
  const { id, title, description } = dataset;
  return [
    ...said('dct:identifier', at.dataset(id)),
    ...said('dct:title', title),
    ...(description === null ? inLanguages('dct:description', NOT_PUBLIC) : said('dct:description', description)),
    ...linked('dct:publisher', at.organisation(publisher.id)),
    ...linked('dct:rightsHolder', at.organisation(rightsHolder.id)),
    ...linked('dcat:landingPage', landingPageOf(metadata) ?? at.datasetPage(id)),
    ...linked('dcat:inSeries', series && at.series(series.id)),
    ...(metadata ? linked('dct:conformsTo', at.tableSchema(id)) : []),
  ];
}

const landingPageOf = (metadata: DatasetFacts['metadata']) => webAddress(metadata?.landingPage ?? null);

function lifeOf(facts: DatasetFacts, at: Addresses): Statement[] {
  const { dataset } = facts;
  const { version } = dataset;
  return [
    ...moment('dct:issued', dataset.createdAt),
    ...moment('dct:modified', modifiedAt(facts)),
    ...moment('dct:available', dataset.availableFrom),
    ...(version === null || version === 0
      ? []
      : [...said('dcat:version', String(version)), ...said('owl:versionInfo', String(version))]),
    ...(version !== null && version > 1 ? linked('dcat:previousVersion', at.version(dataset.id, version - 1)) : []),
    ...linked('adms:status', statusOf(facts)),
    ...said('adms:versionNotes', dataset.withdrawnReason ?? dataset.deprecatedReason),
    ...linked('dct:isReplacedBy', dataset.replacedBy && at.dataset(dataset.replacedBy)),
  ];
}

const statusOf = ({ dataset }: DatasetFacts): string | null =>
  dataset.withdrawnAt ? WITHDRAWN : dataset.deprecatedAt ? DEPRECATED : null;

const themesOf = ({ dataset, metadata }: DatasetFacts) =>
  metadata && metadata.themes.length > 0 ? metadata.themes : [themeOfNeed(dataset.needCategory)];

function classified(facts: DatasetFacts): Statement[] {
  const { dataset, metadata } = facts;
  return [
    ...linked('dcat:theme', ...themesOf(facts).map((theme) => authority('data-theme', theme))),
    ...linked('dcat:theme', needIri(dataset.needCategory)),
    ...linked('dct:accessRights', authority('access-right', dataset.accessRights)),
    ...linked('dct:accrualPeriodicity', authority('frequency', metadata?.accrualPeriodicity ?? 'UNKNOWN')),
    ...(dataset.keywords ?? []).flatMap((keyword) => said('dcat:keyword', keyword)),
  ];
}

/** What is written about it here, apart from what it is. */
function recordOf(facts: DatasetFacts, at: Addresses): Resource {
  const { dataset } = facts;
  return resource(
    at.datasetPage(dataset.id),
    ['dcat:CatalogRecord', 'foaf:Document', 'rdfs:Resource'],
    linked('foaf:primaryTopic', at.dataset(dataset.id)),
    moment('dct:issued', dataset.createdAt),
    moment('dct:modified', modifiedAt(facts)),
    linked('dct:conformsTo', DCAT_AP),
  );
}

function provenanceOf({ dataset }: DatasetFacts, iri: string): Resource {
  const [contributors, version] = [String(dataset.contributors ?? 0), String(dataset.version ?? 0)];
  return resource(
    `${iri}#provenance`,
    ['dct:ProvenanceStatement'],
    inLanguages('rdfs:label', {
      en: `Version ${version}, from the rows of ${contributors} contributing organisations.`,
      it: `Versione ${version}, dalle righe di ${contributors} organizzazioni che contribuiscono.`,
    }),
  );
}

/** Terms of vocabularies: the profiles want to see what each of them is. */
function sharedBy(facts: DatasetFacts): Resource[] {
  const { dataset, metadata } = facts;
  const [status, landingPage] = [statusOf(facts), landingPageOf(metadata)];
  return [
    ...(landingPage ? [resource(landingPage, ['foaf:Document'])] : []),
    ...themesOf(facts).map(themeConcept),
    needConcept(dataset.needCategory),
    ...(status ? [statusConcept(status)] : []),
    ...licenceDocument(licenceOf(metadata)),
    resource(authority('access-right', dataset.accessRights), ['dct:RightsStatement']),
    resource(authority('frequency', metadata?.accrualPeriodicity ?? 'UNKNOWN'), ['dct:Frequency']),
    ...(metadata?.languages ?? []).map((code) => resource(authority('language', code), ['dct:LinguisticSystem'])),
    resource(authority('file-type', 'JSON'), ['dct:MediaTypeOrExtent']),
    resource(MEDIA_TYPE, ['dct:MediaType']),
    resource(DCAT_AP, ['dct:Standard']),
  ];
}
