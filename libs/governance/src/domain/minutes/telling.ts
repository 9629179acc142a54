import type { Language } from '#identity';
import type { MinutesRecord } from './minutes-record';
import { wallClockIn } from './wall-clock';
import type { MinutesWords } from './words/minutes-words';
import { wordsOf } from './words/words-of';

/** What every section is told from: the record, the words for it, and its moments and days in words. */
export type Telling = {
  readonly record: MinutesRecord;
  readonly language: Language;
  readonly say: MinutesWords;
  readonly moment: (instant: string) => string;
  /** `18:30` on the day of the opening; on another day, the day too. */
  readonly time: (instant: string) => string;
};

export function tellingOf(record: MinutesRecord, language: Language): Telling {
  const say = wordsOf(language);
  const clock = wallClockIn(record.body.timeZone);
  const moment = (instant: string) => say.moment(clock(instant));
  const meetingDay = say.day(clock(record.calls.opened?.at ?? record.calls.first));
  const time = (instant: string) => {
    const there = clock(instant);
    return say.day(there) === meetingDay ? there.time : say.moment(there);
  };
  return { record, language, say, moment, time };
}
