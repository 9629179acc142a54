import type { DatasetMetadata, Territory } from '../metadata';
import type { Addresses } from './addresses';
import { linked, resource, said, typed, webAddress, writable, type Resource, type Statement } from './resource';
import { authority } from './vocabulary';

type Details = { readonly statements: readonly Statement[]; readonly resources: readonly Resource[] };
export const NO_DETAILS: Details = { statements: [], resources: [] };

/** What a steward said of it beyond its title, with the things that have no address of their own. */
export function detailsOf(
  iri: string,
  { contactPoint, spatial, temporal, languages }: DatasetMetadata,
  { base }: Pick<Addresses, 'base'>,
): Details {
  const nameOf = ({ uri }: Territory, at: number) => elsewhere(uri, base) ?? `${iri}#territory-${String(at + 1)}`;
  const places = spatial.map((territory, at) => placeOf(territory, nameOf(territory, at)));
  return {
    statements: [
      ...linked('dct:provenance', `${iri}#provenance`),
      ...linked('dcat:contactPoint', contactPoint && `${iri}#contact`),
      ...linked('dct:spatial', ...new Set(places.map((place) => place.iri))),
      ...linked('dct:temporal', temporal && `${iri}#period`),
      ...linked('dct:language', ...languages.map((code) => authority('language', code))),
    ],
    resources: [
      ...places,
      ...(temporal ? [periodOf(temporal, `${iri}#period`)] : []),
      ...(contactPoint ? [contactOf(contactPoint, `${iri}#contact`)] : []),
    ],
  };
}

/** An address that is not of ours: what is said of a place must not be said of somebody’s dataset or organisation. */
function elsewhere(uri: string | null, base: string): string | null {
  const address = webAddress(uri);
  return address !== null && new URL(address).host === new URL(base).host ? null : address;
}

const placeOf = ({ label, code }: Territory, iri: string): Resource =>
  resource(iri, ['dct:Location'], said('skos:prefLabel', label), said('dct:identifier', code && code.code));

/** In the words of the newer profiles and of the Italian one. */
const periodOf = ({ start, end }: NonNullable<DatasetMetadata['temporal']>, iri: string): Resource =>
  resource(
    iri,
    ['dct:PeriodOfTime'],
    typed('dcat:startDate', start, 'xsd:date'),
    typed('dcat:endDate', end, 'xsd:date'),
    typed('schema:startDate', start, 'xsd:date'),
    typed('schema:endDate', end, 'xsd:date'),
  );

function contactOf({ name, email }: NonNullable<DatasetMetadata['contactPoint']>, iri: string): Resource {
  const mailbox = writable(email).split('@').map(encodeURIComponent).join('@');
  return resource(
    iri,
    ['vcard:Kind', 'vcard:Organization', 'dcatapit:Organization'],
    said('vcard:fn', name),
    linked('vcard:hasEmail', `mailto:${mailbox}`),
  );
}
