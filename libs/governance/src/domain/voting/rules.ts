import type { OptionCount } from './method';

/** Each method by its name and source, as a result names it. */
export const RULES: Readonly<Record<OptionCount['method'], string>> = {
  choice:
    'Choice by absolute majority: more than half of the valid votes wins, failing that the first two go to a runoff; ' +
    'between two options a tie is broken by lot (two-round system; International IDEA, Electoral System Design, 2005)',
  approval:
    'Approval voting: the options that most votes approve of win; ties by lot ' +
    '(S. J. Brams and P. C. Fishburn, American Political Science Review 72, 1978)',
  score:
    'Score voting: the options with the highest sums of scores win, no score counting as 0; ties by lot ' +
    '(range voting; W. D. Smith, Range Voting, 2000)',
  schulze:
    'Schulze method (beatpath, winning votes); ties by lot ' +
    '(M. Schulze, Social Choice and Welfare 36, 2011, pages 267 to 303)',
  instantRunoff:
    'Instant runoff: more than half of the votes still counted wins, failing that the last option is eliminated and its ' +
    'papers go to their next preference (San Francisco Charter, section 13.102); of equal options the one that was behind ' +
    'in the last round in which they differed is eliminated, then by lot',
  stv:
    'Single transferable vote, Droop quota, weighted inclusive Gregory method; ties by the last stage in which the options ' +
    'differed, then by lot (Scottish Local Government Elections Order 2007, SSI 2007/42, schedule 1, rules 45 to 52)',
};
