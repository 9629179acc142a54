import type { DatasetId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';
import type { SavedSearchId } from './domain/search/saved-search';

const savedSearchId = z.uuid() as unknown as z.ZodType<SavedSearchId>;
const datasetId = z.uuid() as unknown as z.ZodType<DatasetId>;

/** What was made of a dataset's rows follows them: a version was made, or rows or a purpose were withdrawn. */
export const FOLLOW_ROWS = defineJob('catalogue.follow-rows', z.object({ datasetId }));
/** The rows of a dataset that its publisher withdrew are destroyed. */
export const CLEAR_DATASET = defineJob('catalogue.clear-dataset', z.object({ datasetId }));

/** A dataset that came in or changed is told to those whose saved searches find it. */
export const ANNOUNCE_DATASET = defineJob('catalogue.announce-dataset', z.object({ datasetId }));
/** The owner of a saved search is told of what it newly finds, once a day. */
export const TELL_SAVED_SEARCH = defineJob('catalogue.tell-saved-search', z.object({ savedSearchId }));
/** Rows of a dataset that are kept no longer are destroyed, and the next ones promised. */
export const EXPIRE_ROWS = defineJob('catalogue.expire-rows', z.object({ datasetId }));
