const SECONDS = 86_400;
/** 31 December 9999. */
const LAST_DAY = 2_958_465;
/** From 1 January 1970 to day zero of the system of 1904. */
const DAY_ZERO_OF_1904 = -24_107;

/**
 * A spreadsheet's count of days as an ISO date; with its time where it has one, and the time alone where there is no day.
 *
 * @param serial days since day zero, with the time of day as a fraction
 * @returns null where it is no date that a spreadsheet could show
 * @see ISO/IEC 29500-1 18.17.4
 */
export function excelDate(serial: number, from1904: boolean): string | null {
  if (!(serial >= 0) || serial > LAST_DAY) return null;
  const seconds = Math.round(serial * SECONDS);
  const day = Math.floor(seconds / SECONDS);
  const time = clock(seconds % SECONDS);
  const days = from1904 ? day + DAY_ZERO_OF_1904 : daysOf1900(day);
  if (days === null) return day === 0 ? time : null;
  const date = new Date(days * SECONDS * 1_000).toISOString().slice(0, 10);
  return time === '00:00:00' ? date : `${date}T${time}`;
}

/** The system of 1900 has no day zero, and counts a 29 February 1900 that never was. */
function daysOf1900(day: number): number | null {
  if (day === 0 || day === 60) return null;
  return day - (day < 60 ? 25_568 : 25_569);
}

function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
