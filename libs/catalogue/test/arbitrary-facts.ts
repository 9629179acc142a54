import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { NO_SERIES } from '#policy';
import type { DatasetFacts } from '../src/domain/dcat/facts';
import { ACCESS_RIGHTS, NEED_CATEGORIES } from '../src/domain/dataset';
import { DATA_THEMES, FREQUENCIES, LANGUAGES } from '../src/domain/metadata';

const BLNS = join(__dirname, '../../../../shared/data/hostile_input/blns.json');
const HOSTILE = existsSync(BLNS) ? (JSON.parse(readFileSync(BLNS, 'utf8')) as string[]) : ['<script>', ']]>&amp;'];

/** What people write, and what they should not be able to break anything with. */
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }), fc.string());
const id = fc.uuid({ version: 7 });
const at = fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') });
const day = at.map((date) => date.toISOString().slice(0, 10));
const address = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), text);
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const party = fc.record({ id, name: text });

const dataset = fc.record({
  ...{ id, federationId: id, publisherId: id, title: text, personalData: fc.boolean(), createdAt: at },
  seriesId: fc.constant(NO_SERIES),
  needCategory: fc.constantFrom(...NEED_CATEGORIES),
  accessRights: fc.constantFrom(...ACCESS_RIGHTS),
  ...{ withdrawnAt: orNull(at), withdrawnReason: orNull(text), availableFrom: orNull(at) },
  ...{ deprecatedAt: orNull(at), deprecatedReason: orNull(text), replacedBy: orNull(id) },
  ...{ retentionMonths: fc.constant(null), approvalNeeded: fc.constant('none' as const) },
});
const known = fc.record({
  description: text,
  keywords: fc.array(text, { maxLength: 4 }),
  version: fc.nat(9),
  contributors: fc.nat(20),
});
const metadata = fc.record({
  contactPoint: orNull(fc.record({ name: text, email: fc.oneof(fc.emailAddress(), text) })),
  ...{ licence: orNull(address), landingPage: orNull(address), rightsHolderId: fc.constant(null), modifiedAt: at },
  accrualPeriodicity: orNull(fc.constantFrom(...FREQUENCIES)),
  themes: fc.uniqueArray(fc.constantFrom(...DATA_THEMES), { maxLength: 3 }),
  languages: fc.uniqueArray(fc.constantFrom(...LANGUAGES), { maxLength: 3 }),
  spatial: fc.array(
    fc.record({ label: text, uri: orNull(address), code: orNull(fc.record({ list: id, code: text })) }),
    { maxLength: 3 },
  ),
  temporal: orNull(fc.record({ start: orNull(day), end: orNull(day) })),
});
const facts = fc.record({
  ...{ publisher: party, rightsHolder: party },
  series: orNull(fc.record({ id, federationId: id, publisherId: id, title: text })),
  policies: fc.array(fc.record({ versionId: id, title: text }), { maxLength: 3 }),
});

/** All that can be said of a dataset, to those who may read it and to those who may only know that there is one. */
export const arbitraryFacts: fc.Arbitrary<DatasetFacts> = fc
  .record({ dataset, known, metadata, facts, isReadable: fc.boolean() })
  .map(({ dataset, known, metadata, facts, isReadable }) => ({
    ...facts,
    series: facts.series && { ...facts.series, publisherId: facts.publisher.id },
    dataset: { ...dataset, ...(isReadable ? known : UNKNOWN) },
    metadata: isReadable ? metadata : null,
    ...(!isReadable && { policies: [] }),
  })) as fc.Arbitrary<never>;

const UNKNOWN = { description: null, keywords: null, version: null, contributors: null };
