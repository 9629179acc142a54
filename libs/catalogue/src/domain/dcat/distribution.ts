import type { DatasetMetadata } from '../metadata';
import type { Addresses } from './addresses';
import type { DatasetFacts } from './facts';
import { inLanguages, linked, resource, said, webAddress, type Resource } from './resource';
import { authority, UNKNOWN_LICENCE } from './vocabulary';

/**
 * Protected totals, which are computed for who asks and may: no file lies anywhere, and so none has a checksum. Several
 * policies are one for the profiles, which know of one: it inherits from each.
 */
export function distributionOf({ dataset, metadata, policies }: DatasetFacts, at: Addresses): Resource[] {
  const iri = at.dataset(dataset.id);
  const policy = policies.length > 0 ? `${iri}#policy` : null;
  const aggregates = resource(
    `${iri}#aggregates`,
    ['dcat:Distribution', 'dcatapit:Distribution'],
    inLanguages('dct:title', { en: 'Protected aggregates', it: 'Aggregati protetti' }),
    inLanguages('dct:description', {
      en: 'Totals under the policies in force, for who is granted a use of the dataset.',
      it: 'Totali secondo le politiche in vigore, per chi è ammesso a un uso del dataset.',
    }),
    linked('dcat:accessURL', at.datasetPage(dataset.id), at.graphql),
    linked('dcat:accessService', at.service),
    linked('dct:format', authority('file-type', 'JSON')),
    linked('dcat:mediaType', MEDIA_TYPE),
    linked('dct:license', licenceOf(metadata)),
    metadata ? linked('dct:conformsTo', at.tableSchema(dataset.id)) : [],
    linked('odrl:hasPolicy', policy),
  );
  if (policy === null) return [aggregates];
  const inherited = policies.map(({ versionId }) => at.policy(versionId));
  return [
    aggregates,
    resource(
      policy,
      ['odrl:Policy', 'odrl:Set'],
      linked('odrl:uid', policy),
      linked('odrl:inheritFrom', ...inherited),
      linked('odrl:conflict', 'http://www.w3.org/ns/odrl/2/prohibit'),
    ),
    ...policies.map(({ versionId, title }) =>
      resource(
        at.policy(versionId),
        ['odrl:Policy', 'odrl:Set'],
        said('dct:title', title),
        linked('rdfs:seeAlso', `${at.policy(versionId)}.jsonld`),
      ),
    ),
  ];
}

export const MEDIA_TYPE = 'http://www.iana.org/assignments/media-types/application/json';
export const licenceOf = (metadata: DatasetMetadata | null) => webAddress(metadata?.licence ?? null) ?? UNKNOWN_LICENCE;

/** What every dataset is asked through, by who may. */
export const describeService = (at: Addresses): Resource[] => [
  resource(
    at.service,
    ['dcat:DataService'],
    inLanguages('dct:title', { en: 'Aggregates by GraphQL', it: 'Aggregati via GraphQL' }),
    linked('dcat:endpointURL', at.graphql),
  ),
  resource(at.graphql, ['rdfs:Resource']),
];
