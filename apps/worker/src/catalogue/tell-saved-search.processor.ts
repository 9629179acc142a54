import { SearchNews, TELL_SAVED_SEARCH, type SavedSearchId } from '#catalogue';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: a search is looked at once a day. */
@Processor(TELL_SAVED_SEARCH.queue)
export class TellSavedSearchProcessor extends JobProcessor<{ savedSearchId: SavedSearchId }> {
  protected readonly job = TELL_SAVED_SEARCH;

  constructor(private readonly news: SearchNews) {
    super();
  }

  protected handle({ savedSearchId }: { savedSearchId: SavedSearchId }, by: Principal): Promise<unknown> {
    return this.news.daily(by, savedSearchId);
  }
}
