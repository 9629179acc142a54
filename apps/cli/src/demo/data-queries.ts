/** What the people of the chapter on data ask the public API. */
export const PUBLISH_LIST =
  'mutation ($input: PublishCodeListInput!) { publishCodeList(input: $input) { id version versions { codes } } }';
export const SUBMIT_FILE =
  'mutation ($input: SubmitContributionInput!) { submitContribution(input: $input) { id uploadUrl } }';
export const ARRIVED = `query ($id: ID!) { contribution(id: $id) {
  state report { rows findingCount }
  readingQuestions { code question }
  readingCandidates { header sample reading { encoding delimiter decimalMark } }
  suggestedProfile { id name }
  findingGroups { code column count firstRow reason hint } } }`;
export const CHOOSE = 'mutation ($input: ChooseReadingInput!) { chooseReading(input: $input) { state } }';
export const CANCEL = 'mutation ($id: ID!) { cancelContribution(id: $id) { state } }';

export const LIVE = `query ($input: LiveAggregatesInput!) { liveAggregates(input: $input) {
  extractId isReady datasetVersion dimensions measures rows { codes people measures confStatus } } }`;
export const SEARCH = `query ($text: String!) { searchDatasets(text: $text) { didYouMean
  items { dataset { id title } } counts { total facets { facet values { value label count } } } } }`;

export const EFFECTS = `query ($input: WithdrawalPreviewInput!) { withdrawalPreview(input: $input) {
  rows people effects { releases numbers recipients heldBack } } }`;
export const WITHDRAW =
  'mutation ($id: ID!, $reason: String) { withdrawContribution(id: $id, reason: $reason) { state } }';
export const CONTRIBUTORS = 'query ($id: ID!) { dataset(id: $id) { version contributors } }';
export const RECEIPT = `query ($id: ID!) { destructionReceipt(contributionId: $id) {
  dueAt destroyedAt verifiedAt rowsSha256 left } }`;
export const LINEAGE = `query ($input: LineageInput!) { lineage(input: $input) {
  contributions { firstVersion lastVersion }
  releases { items { number state dimensions cells deletions { asked confirmed } } } } }`;
export const RECALLED = `query ($id: ID!) { extract(id: $id) { recall { state }
  releases { number state } release { datasetVersion csv { url } } } }`;

export type ArrivedSeen = {
  readonly contribution: {
    readonly state: string;
    readonly report: { readonly rows: number; readonly findingCount: number } | null;
    readonly readingQuestions: readonly { readonly code: string; readonly question: string }[];
    readonly readingCandidates: readonly {
      readonly header: readonly string[];
      readonly sample: readonly (readonly string[])[];
      readonly reading: {
        readonly encoding: string | null;
        readonly delimiter: string | null;
        readonly decimalMark: string;
      };
    }[];
    readonly suggestedProfile: { readonly id: string; readonly name: string } | null;
    readonly findingGroups: readonly {
      readonly code: string;
      readonly column: string | null;
      readonly count: number;
      readonly firstRow: number | null;
      readonly reason: string;
      readonly hint: string;
    }[];
  };
};
export type LiveSeen = {
  readonly liveAggregates: {
    readonly extractId: string;
    readonly isReady: boolean;
    readonly datasetVersion: number | null;
    readonly dimensions: readonly string[];
    readonly measures: readonly string[];
    readonly rows: readonly {
      readonly codes: readonly string[];
      readonly people: string | null;
      readonly measures: readonly (string | null)[];
      readonly confStatus: string;
    }[];
  };
};
export type FoundSeen = {
  readonly searchDatasets: {
    readonly didYouMean: string | null;
    readonly items: readonly { readonly dataset: { readonly id: string; readonly title: string } }[];
    readonly counts: {
      readonly total: number;
      readonly facets: readonly {
        readonly facet: string;
        readonly values: readonly { readonly value: string; readonly label: string | null; readonly count: number }[];
      }[];
    };
  };
};
export type EffectsSeen = {
  readonly withdrawalPreview: {
    readonly rows: number;
    readonly people: string;
    readonly effects: {
      readonly releases: number;
      readonly numbers: string;
      readonly recipients: number;
      readonly heldBack: number;
    };
  };
};
export type ReceiptSeen = {
  readonly destructionReceipt: {
    readonly dueAt: string;
    readonly destroyedAt: string | null;
    readonly verifiedAt: string | null;
    readonly rowsSha256: string | null;
    readonly left: readonly string[];
  };
};
export type LineageSeen = {
  readonly lineage: {
    readonly contributions: readonly { readonly firstVersion: number | null; readonly lastVersion: number | null }[];
    readonly releases: {
      readonly items: readonly {
        readonly number: number;
        readonly state: string;
        readonly dimensions: readonly string[];
        readonly cells: number;
        readonly deletions: { readonly asked: number; readonly confirmed: number };
      }[];
    };
  };
};
export type RecalledSeen = {
  readonly extract: {
    readonly recall: { readonly state: string } | null;
    readonly releases: readonly { readonly number: number; readonly state: string }[];
    readonly release: { readonly datasetVersion: number; readonly csv: { readonly url: string } } | null;
  };
};
