/** What one page of a source, and one run, may take of us. */
export const LIMITS = {
  /** As it comes over the line, and as it is unpacked. */
  packedBytes: 20 * 1024 * 1024,
  bytes: 20 * 1024 * 1024,
  triples: 300_000,
  /** Elements, brackets or objects within each other. */
  depth: 64,
  /** Characters of one text. */
  literal: 1_000_000,
  /** What XML entities may become, in all. */
  entityCharacters: 2_000_000,
  /** Values of one property of one thing, which the JSON-LD library compares with each other. */
  valuesEach: 10_000,
  contexts: 16,
  /** Of YAML, whose library takes up to a thousand bytes for each of its words and marks. */
  yamlCharacters: 500_000,
  yamlTokens: 250_000,
  yamlKey: 1_024,
  yamlAliases: 100,
  redirects: 5,
  pages: 2_000,
  datasets: 100_000,
  connectMs: 10_000,
  /** Of one page, from the first byte asked to the last one got, and as much work again to read it. */
  pageMs: 60_000,
  /** The same where somebody waits for both. */
  previewMs: 4_500,
  /** Of the process that reads a page: what is read, and all of it. */
  heapMegabytes: 320,
  residentMegabytes: 700,
  /** How many pages one process of ours has read at once. */
  pagesAtOnce: 3,
} as const;
