import type { NotificationSubject, SubjectType } from './facts';

const PAGES: Readonly<Record<SubjectType, (id: string) => string>> = {
  application: (id) => `/applications/${id}`,
  grant: (id) => `/applications/${id}`,
  dataset: (id) => `/datasets/${id}/accountability`,
  policy: (id) => `/policies/${id}`,
};

/** Where something is shown, below an installation's public address. It names the thing and opens nothing by itself. */
export const pageOf = ({ type, id }: NotificationSubject): string => PAGES[type](id);

/** Where people read their notifications, and choose how they are told. */
export const NOTIFICATIONS_PAGE = '/notifications';
