const DCT = 'http://purl.org/dc/terms/';
const DC = 'http://purl.org/dc/elements/1.1/';
const DCAT = 'http://www.w3.org/ns/dcat#';
const ADMS = 'http://www.w3.org/ns/adms#';
const FOAF = 'http://xmlns.com/foaf/0.1/';
const SKOS = 'http://www.w3.org/2004/02/skos/core#';
const PROV = 'http://www.w3.org/ns/prov#';
const HYDRA = 'http://www.w3.org/ns/hydra/core#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const VCARD = 'http://www.w3.org/2006/vcard/ns#';
const SPDX = 'http://spdx.org/rdf/terms#';
const ITALIAN = 'http://dati.gov.it/onto/dcatapit#';
const CROISSANT = 'http://mlcommons.org/croissant/';

const schema = (name: string) => [`https://schema.org/${name}`, `http://schema.org/${name}`];

/** The properties that catalogues say the same thing by; the first that is there counts where one value is asked for. */
export const SAYS = {
  title: [`${DCT}title`, `${DC}title`, ...schema('name')],
  description: [`${DCT}description`, `${DC}description`, ...schema('description')],
  identifier: [`${DCT}identifier`, `${DC}identifier`, ...schema('identifier')],
  otherIdentifier: [`${ADMS}identifier`, 'http://www.w3.org/2002/07/owl#sameAs'],
  notation: [`${SKOS}notation`],
  publisher: [`${DCT}publisher`, `${DC}publisher`, ...schema('publisher'), ...schema('creator'), `${DCT}creator`],
  name: [`${FOAF}name`, `${VCARD}fn`, `${SKOS}prefLabel`, `${RDFS}label`, ...schema('name'), `${DCT}title`],
  keyword: [`${DCAT}keyword`, ...schema('keywords')],
  theme: [`${DCAT}theme`],
  licence: [`${DCT}license`, ...schema('license')],
  landingPage: [`${DCAT}landingPage`, ...schema('url')],
  distribution: [`${DCAT}distribution`, ...schema('distribution')],
  accessUrl: [`${DCAT}accessURL`],
  downloadUrl: [`${DCAT}downloadURL`, ...schema('contentUrl')],
  format: [`${DCT}format`, `${DCAT}mediaType`, ...schema('encodingFormat')],
  bytes: [`${DCAT}byteSize`],
  checksum: [`${SPDX}checksum`],
  checksumValue: [`${SPDX}checksumValue`],
  algorithm: [`${SPDX}algorithm`],
  spatial: [`${DCT}spatial`, ...schema('spatialCoverage')],
  temporal: [`${DCT}temporal`],
  start: [`${DCAT}startDate`, ...schema('startDate')],
  end: [`${DCAT}endDate`, ...schema('endDate')],
  modified: [`${DCT}modified`, ...schema('dateModified')],
  derivedFrom: [`${DCT}source`, `${PROV}wasDerivedFrom`, `${PROV}hadPrimarySource`],
  next: [`${HYDRA}next`, `${HYDRA}nextPage`],
  status: [`${ADMS}status`],
} as const;

export const KINDS = {
  dataset: [`${DCAT}Dataset`, `${ITALIAN}Dataset`, ...schema('Dataset')],
  catalogue: [`${DCAT}Catalog`, `${ITALIAN}Catalog`],
  distribution: [`${DCAT}Distribution`, `${ITALIAN}Distribution`, ...schema('DataDownload'), `${CROISSANT}FileObject`],
  page: [`${HYDRA}PartialCollectionView`, `${HYDRA}PagedCollection`],
} as const;

export const WITHDRAWN = 'http://purl.org/adms/status/Withdrawn';
