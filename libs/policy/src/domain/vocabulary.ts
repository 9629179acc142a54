import type { DatasetId, DatasetSeriesId, FederationId, OrganisationId, PersonId } from '#kernel';

/** What a policy may permit or prohibit, and on what. A new pair starts here and nowhere else. */
export const ACTIONS_ON = {
  Dataset: [
    'read',
    'discover',
    'readMetadata',
    'preview',
    'queryAggregates',
    'requestExtract',
    'exportRecords',
    'create',
    'contribute',
  ],
  Ballot: ['read', 'propose', 'vote'],
  Policy: ['read'],
  Contribution: ['read'],
  Extract: ['read'],
} as const;

export type SubjectName = keyof typeof ACTIONS_ON;
export type Action = (typeof ACTIONS_ON)[SubjectName][number];
export const POLICY_ACTIONS: readonly Action[] = [...new Set(Object.values(ACTIONS_ON).flat())];

/** What draws numbers or rows out of a dataset: who permits it says for what, how fine, and under which terms. */
export const USE_ACTIONS = ['preview', 'queryAggregates', 'requestExtract', 'exportRecords'] as const;
export type UseAction = (typeof USE_ACTIONS)[number];

export const isUseAction = (action: string): action is UseAction => (USE_ACTIONS as readonly string[]).includes(action);

/**
 * What an action of a document stands for. To read a dataset is to know that it exists and to read what it is: whoever
 * decides about one record asks for one of the two.
 */
export const meaningOf = (action: Action, subject: string): readonly Action[] =>
  action === 'read' && subject === 'Dataset' ? ['read', 'discover', 'readMetadata'] : [action];

/** The action that tells that a record exists. */
export const SHOWS: { readonly [S in SubjectName]: Action } = {
  Dataset: 'discover',
  Ballot: 'read',
  Policy: 'read',
  Contribution: 'read',
  Extract: 'read',
};

/** The facts about a record that rules may look at. Never null: CASL lets `{ $lte }` pass a null, SQL does not. */
export type Records = {
  readonly Dataset: {
    readonly id: DatasetId;
    readonly federationId: FederationId;
    readonly publisherId: OrganisationId;
    /** The series it is of; `NO_SERIES` if it stands alone, because no fact is ever null. */
    readonly seriesId: DatasetSeriesId;
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
  Dataset: {
    id: 'id',
    publisherId: 'id',
    seriesId: 'id',
    needCategory: 'term',
    accessRights: 'term',
    contributors: 'count',
  },
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

/** Stands for "of no series" wherever a series is named. */
export const NO_SERIES = '00000000-0000-0000-0000-000000000000' as DatasetSeriesId;
