import type { DatasetId, FederationId, OrganisationId, PersonId } from '#kernel';

/** What a policy may permit or prohibit, and on what. A new pair starts here and nowhere else. */
export const ACTIONS_ON = {
  Dataset: ['read', 'create', 'contribute', 'requestExtract'],
  Ballot: ['read', 'propose', 'vote'],
  Policy: ['read'],
  Contribution: ['read'],
  Extract: ['read'],
} as const;

export type SubjectName = keyof typeof ACTIONS_ON;
export type Action = (typeof ACTIONS_ON)[SubjectName][number];

/** The facts about a record that rules may look at. Never null: CASL lets `{ $lte }` pass a null, SQL does not. */
export type Records = {
  readonly Dataset: {
    readonly id: DatasetId;
    readonly federationId: FederationId;
    readonly publisherId: OrganisationId;
    readonly needCategory: string;
    readonly accessRights: string;
    readonly contributors: number;
  };
  readonly Ballot: { readonly id: string; readonly federationId: FederationId };
  readonly Policy: { readonly id: string; readonly federationId: FederationId };
  readonly Contribution: {
    readonly id: string;
    readonly federationId: FederationId;
    readonly organisationId: OrganisationId;
    readonly datasetId: DatasetId;
  };
  readonly Extract: {
    readonly id: string;
    readonly federationId: FederationId;
    readonly requestedBy: PersonId;
  };
};

/** An identifier of ours; a term of a code list; a count. Each has one spelling, in a policy as in a column. */
export type FieldKind = 'id' | 'term' | 'count';

/** The fields a member's policy may name, with their kinds. `federationId` is not among them: the compiler sets it. */
export const FIELDS_OF: { readonly [S in SubjectName]: Readonly<Record<string, FieldKind>> } = {
  Dataset: { id: 'id', publisherId: 'id', needCategory: 'term', accessRights: 'term', contributors: 'count' },
  Ballot: { id: 'id' },
  Policy: { id: 'id' },
  Contribution: { id: 'id', organisationId: 'id', datasetId: 'id' },
  Extract: { id: 'id', requestedBy: 'id' },
};

/**
 * The field that says whose a record is. An organisation's own policies decide about these subjects and, of them, only
 * about the records that are the organisation's.
 */
export const OWNER_FIELD = { Dataset: 'publisherId', Contribution: 'organisationId' } as const;
export type OwnSubject = keyof typeof OWNER_FIELD;

export const isOwnSubject = (subject: SubjectName): subject is OwnSubject => Object.hasOwn(OWNER_FIELD, subject);

/** W3C Data Privacy Vocabulary terms a request may state as its purpose. @see https://w3id.org/dpv */
export const PURPOSES = [
  'AcademicResearch',
  'NonCommercialResearch',
  'CommercialResearch',
  'ServiceImprovement',
] as const;
export type Purpose = (typeof PURPOSES)[number];
