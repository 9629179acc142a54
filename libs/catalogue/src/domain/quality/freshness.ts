import type { Frequency } from '../metadata';

const DAYS: Readonly<Partial<Record<Frequency, number>>> = {
  ...{ UPDATE_CONT: 1, CONT: 1, HOURLY: 1, DAILY_2: 1, DAILY: 1, WEEKLY_3: 3, WEEKLY_2: 4, WEEKLY: 7, BIWEEKLY: 14 },
  ...{ MONTHLY_3: 11, MONTHLY_2: 16, MONTHLY: 31, BIMONTHLY: 62, QUARTERLY: 92, ANNUAL_3: 122, ANNUAL_2: 184 },
  ...{ ANNUAL: 366, BIENNIAL: 731, TRIENNIAL: 1_096, QUADRENNIAL: 1_461, QUINQUENNIAL: 1_827, DECENNIAL: 3_653 },
};

/** The most days between two updates that a frequency promises; null: it promises nothing that days could tell. */
export const daysBetweenUpdates = (frequency: Frequency): number | null => DAYS[frequency] ?? null;
