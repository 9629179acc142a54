/** The zone whose calendar says which day it is: the members' book is kept in days, not in moments. */
export const CIVIL_ZONE = 'Europe/Rome';
