/** What the people of the chapter on access ask the public API. */
export const BEFORE_THE_VOTE = `query ($id: ID!) { proposal(id: $id) {
  sv: policySentences(language: SV) lv: policySentences(language: LV) odrl
  coverage { uncoveredTotal idle { clause { address } reason } contradictions { permission { address } }
    wider { clause { address } respects } } } }`;
export const CATALOGUE_AS =
  'query ($input: CatalogueAsInput!) { catalogueAs(input: $input) { items { title actions } } }';
export const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome until requires { type count }
  clauses { address title number resolution adoption { statuteNumber } sentence(language: EN) } } }`;

export const START = 'mutation ($input: StartApplicationInput!) { startApplication(input: $input) { id } }';
export const AGREEMENT =
  'query ($id: ID!) { application(id: $id) { agreement { hash items { terms { minPeople } } } } }';
export const SUBMIT_APPLICATION = 'mutation ($id: ID!) { submitApplication(id: $id) { state revision } }';
export const DIFFERENCES = `query ($id: ID!, $from: Int!, $to: Int!) { application(id: $id) {
  differences(from: $from, to: $to) { path before after } } }`;
export const APPLICATION = `query ($id: ID!) { application(id: $id) { state roles possibleActions
  reviewProgress { asked answered } reviews { verdict note }
  grants { id startsAt endsAt endReason agreementUrl terms { minPeople } } } }`;
export const DUTIES = '{ duties { items { kind state dueAt } } }';

export const OBJECT = 'mutation ($input: FileObjectionInput!) { fileObjection(input: $input) { id reason } }';
export const ACCOUNT = `query ($id: ID!) { dataset(id: $id) { accountability {
  extracts { total outcomes { term count } reasons { term count } }
  applications { total outcomes { term count } medianHours }
  grants { live ends { term count } } } } }`;
export const NOTIFICATIONS = '{ me { email } notifications(first: 100) { items { kind headline delivery mailedAt } } }';

export type DraftSeen = {
  readonly proposal: {
    readonly sv: readonly string[];
    readonly lv: readonly string[];
    readonly odrl: OdrlSeen;
    readonly coverage: {
      readonly uncoveredTotal: number;
      readonly idle: readonly { readonly clause: { readonly address: string }; readonly reason: string }[];
      readonly contradictions: readonly { readonly permission: { readonly address: string } }[];
      readonly wider: readonly {
        readonly clause: { readonly address: string };
        readonly respects: readonly string[] | null;
      }[];
    };
  };
};
export type OdrlSeen = {
  readonly '@type': string;
  readonly conflict: string;
  readonly permission: readonly {
    readonly action: readonly string[];
    readonly constraint: readonly { readonly leftOperand: string }[];
    readonly duty?: readonly { readonly action: string }[];
  }[];
};
export type CatalogueSeen = {
  readonly catalogueAs: { readonly items: readonly { readonly title: string; readonly actions: readonly string[] }[] };
};
export type ExplanationSeen = {
  readonly explainAccess: {
    readonly outcome: string;
    readonly until: string | null;
    readonly requires: readonly { readonly type: string; readonly count: number | null }[];
    readonly clauses: readonly {
      readonly address: string;
      readonly title: string;
      readonly number: number;
      readonly resolution: string | null;
      readonly adoption: { readonly statuteNumber: number } | null;
      readonly sentence: string;
    }[];
  };
};
export type ApplicationSeen = {
  readonly application: {
    readonly state: string;
    readonly roles: readonly string[];
    readonly possibleActions: readonly string[];
    readonly reviewProgress: { readonly asked: number; readonly answered: number } | null;
    readonly reviews: readonly { readonly verdict: string | null; readonly note: string }[];
    readonly grants: readonly {
      readonly id: string;
      readonly startsAt: string;
      readonly endsAt: string;
      readonly endReason: string | null;
      readonly agreementUrl: string;
      readonly terms: { readonly minPeople: number };
    }[];
  };
};
export type Counts = readonly { readonly term: string; readonly count: number }[];
export type AccountSeen = {
  readonly dataset: {
    readonly accountability: {
      readonly extracts: { readonly total: number; readonly outcomes: Counts; readonly reasons: Counts };
      readonly applications: { readonly total: number; readonly outcomes: Counts; readonly medianHours: number | null };
      readonly grants: { readonly live: number; readonly ends: Counts };
    };
  };
};
export type NotificationsSeen = {
  readonly me: { readonly email: string };
  readonly notifications: {
    readonly items: readonly {
      readonly kind: string;
      readonly headline: string;
      readonly delivery: string;
      readonly mailedAt: string | null;
    }[];
  };
};
