/** What the people of the chapter on disclosure ask the public API. */
export const DRAWN = `query ($id: ID!) { extract(id: $id) { id state refusal { code message } release {
  datasetVersion newestVersion versionNote cells { published suppressed } csv { url sha256 }
  noise { cellsPerRow columns { name halfWidth95 } ledger { before { epsilon } after { epsilon } lifetimeEpsilon } }
  microdata { rows suppressedRows groups smallestGroup }
  report(language: EN) { rules earlierTables parts { heading lines { what is } } jsonUrl } } } }`;
export const REQUEST_ROWS = 'mutation ($input: RequestMicrodataInput!) { requestMicrodata(input: $input) { id } }';
export const LEDGER = `query ($id: ID!) { privacyLedger(datasetId: $id) {
  budget { lifetimeEpsilon } spent { epsilon rho } charges { items { epsilon } } } }`;
export const RECORD_GROUP = `mutation ($input: RecordOrganisationGroupInput!) { recordOrganisationGroup(input: $input) {
  id organisations { name } } }`;
export const END_GROUP = 'mutation ($id: ID!) { endOrganisationGroup(id: $id) { id } }';
export const UNDO_OBJECTION = 'mutation ($id: ID!) { withdrawObjection(id: $id) { id } }';
export const TO_CHECK = '{ outputChecks { items { extractId datasetTitle dimensions published suppressed } } }';
export const FINDINGS = `query ($id: ID!) { outputCheckTable(extractId: $id) {
  columns cells { values causes isForOthers near } } }`;
export const CHECK_OUTPUT = 'mutation ($input: CheckOutputInput!) { checkOutput(input: $input) { outcome } }';

export type DrawnRelease = {
  readonly datasetVersion: number;
  readonly newestVersion: number | null;
  readonly versionNote: string | null;
  readonly cells: { readonly published: number; readonly suppressed: number };
  readonly csv: { readonly url: string; readonly sha256: string };
  readonly noise: {
    readonly cellsPerRow: number;
    readonly columns: readonly { readonly name: string; readonly halfWidth95: string }[];
    readonly ledger: {
      readonly before: { readonly epsilon: string };
      readonly after: { readonly epsilon: string };
      readonly lifetimeEpsilon: string;
    };
  } | null;
  readonly microdata: {
    readonly rows: number;
    readonly suppressedRows: number;
    readonly groups: number;
    readonly smallestGroup: number;
  } | null;
  readonly report: {
    readonly rules: readonly string[];
    readonly earlierTables: number;
    readonly parts: readonly {
      readonly heading: string;
      readonly lines: readonly { readonly what: string; readonly is: string }[];
    }[];
    readonly jsonUrl: string;
  } | null;
};
export type DrawnSeen = {
  readonly extract: {
    readonly id: string;
    readonly state: string;
    readonly refusal: { readonly code: string; readonly message: string } | null;
    readonly release: DrawnRelease | null;
  };
};
export type LedgerSeen = {
  readonly privacyLedger: {
    readonly budget: { readonly lifetimeEpsilon: string } | null;
    readonly spent: { readonly epsilon: string; readonly rho: string };
    readonly charges: { readonly items: readonly { readonly epsilon: string }[] };
  };
};
export type GroupSeen = {
  readonly recordOrganisationGroup: {
    readonly id: string;
    readonly organisations: readonly { readonly name: string }[];
  };
};
export type ToCheckSeen = {
  readonly outputChecks: {
    readonly items: readonly {
      readonly extractId: string;
      readonly datasetTitle: string;
      readonly dimensions: readonly string[];
      readonly published: number;
      readonly suppressed: number;
    }[];
  };
};
export type FindingsSeen = {
  readonly outputCheckTable: {
    readonly columns: readonly string[];
    readonly cells: readonly {
      readonly values: readonly (string | null)[];
      readonly causes: readonly string[];
      readonly isForOthers: boolean;
      readonly near: readonly string[];
    }[];
  };
};
