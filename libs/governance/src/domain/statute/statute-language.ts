import { z } from 'zod';
import { line } from '../written';

/**
 * The closed language of statutes, version 1: what the rules of a body say, as data that can be evaluated. A body writes
 * and votes it, so nothing passes that is not named here.
 */
export const MATTERS = ['accessPolicy', 'statuteChange', 'admission', 'election', 'other'] as const;
/** What a resolution is about; each has rules of its own. */
export type Matter = (typeof MATTERS)[number];

export const CATEGORIES = ['ordinary', 'exchange', 'financing'] as const;
/** Kinds of members whose votes are counted apart: ordinary, by mutual exchange (2538 co. 4), financing (2526). */
export type Category = (typeof CATEGORIES)[number];

const MAX_PARTS = 1_000_000;
const MAX_DAYS = 3_660;
const MAX_SECONDS = 366 * 24 * 60 * 60;
const text = line(2, 300);

const share = z
  .strictObject({ part: z.int().min(0).max(MAX_PARTS), of: z.int().min(1).max(MAX_PARTS) })
  .refine(({ part, of }) => part <= of, 'is more than the whole');
const threshold = z.strictObject({ share, reach: z.enum(['atLeast', 'moreThan']) });
const days = z.int().min(0).max(MAX_DAYS);
/** Where the rule stands: `statute art. 7`, `art. 2538 co. 1 c.c.`; shown wherever the rule decides. */
const article = text;

/** Of what a majority is a share; the wider bases count abstentions and blank papers as if against. */
export const BASES = ['entitled', 'present', 'cast', 'valid', 'yesNo'] as const;

/** One call of an assembly: what must be present, and what a resolution takes. */
export const call = z.strictObject({
  /** Share of all votes entitled that must be present or represented; null: however many come. */
  quorum: z.union([threshold, z.null()]),
  majority: z.strictObject({ ...threshold.shape, base: z.enum(BASES) }),
  article,
});

const matterRules = z.strictObject({
  /** First call, and second call where there is one. */
  calls: z.union([z.tuple([call]), z.tuple([call, call])]),
  secrecy: z.enum(['open', 'secret']),
  /** Whether votes may come from afar: before the meeting on the notice's text, and during it. */
  remote: z.boolean(),
  /** Days between the notice and the first call. */
  noticeDays: days,
  /** How long a ballot outside of a meeting is open, in seconds; null: this is decided in meetings only. */
  standing: z.union([
    z.null(),
    z.strictObject({ minSeconds: z.int().min(1).max(MAX_SECONDS), maxSeconds: z.int().min(1).max(MAX_SECONDS) }),
  ]),
});

const pluralVotes = z.strictObject({
  basis: z.enum(['shares', 'ownMembers', 'exchange']),
  /** One more vote for every so many whole units of the basis. */
  unitsPerVote: z.int().min(1).max(1_000_000_000),
  maxVotes: z.int().min(1).max(1_000_000),
  article,
});

export const FORMS = ['cooperativeSpa', 'cooperativeSrl', 'thirdSector', 'europeanCooperative', 'committee'] as const;

export const statuteDocument = z.strictObject({
  schema: z.literal('granaio-statute/1'),
  /** Which law the body is under, and so which limits its statute cannot cross; a committee is under none of its own. */
  form: z.enum(FORMS),
  title: text,
  /** In which the body speaks: notices, minutes. */
  language: z.enum(['it', 'en']),
  timeZone: z.literal(['Europe/Rome', 'Europe/Madrid', 'Europe/Riga', 'Europe/Vilnius', 'Europe/Stockholm', 'UTC']),
  voters: z.strictObject({
    /** Persons by their own name; organisations by a representative; delegates whom separate assemblies elected. */
    who: z.enum(['persons', 'organisations', 'delegates']),
    /** Least days in the members' book. */
    minDays: days,
    suspended: z.enum(['vote', 'excluded']),
    inArrears: z.enum(['vote', 'excluded']),
    article,
  }),
  votes: z.strictObject({
    /** More than one vote for members that are legal persons (2538 co. 3); null: one. */
    legalPersons: z.union([z.null(), pluralVotes]),
    /** Votes by mutual exchange (2538 co. 4); null: one. */
    exchange: z.union([z.null(), pluralVotes]),
    /** Votes of financing members (2526); null: one. */
    financing: z.union([z.null(), pluralVotes]),
  }),
  /** Ceilings as shares of the votes present or represented; null: none. They are applied together. */
  caps: z.strictObject({
    /** Of one member whose votes are by mutual exchange. */
    exchangeMember: z.union([z.null(), z.strictObject({ share, article })]),
    /** Of all members whose votes are by mutual exchange. */
    exchangeCategory: z.union([z.null(), z.strictObject({ share, article })]),
    /** Of all financing members. */
    financingCategory: z.union([z.null(), z.strictObject({ share, article })]),
  }),
  /** null: nobody votes for another. */
  proxies: z.union([
    z.null(),
    z.strictObject({
      maxPerHolder: z.int().min(1).max(100),
      /** Another cap for bodies of many members; null: the same. */
      large: z.union([
        z.null(),
        z.strictObject({ fromMembers: z.int().min(2).max(10_000_000), maxPerHolder: z.int().min(1).max(100) }),
      ]),
      article,
    }),
  ]),
  notice: z.strictObject({
    /** What happens to a notice that is shorter than the matters of its agenda ask. */
    tooShort: z.enum(['refused', 'marked']),
    article,
  }),
  secondCall: z.strictObject({ anotherDay: z.boolean(), withinDays: z.int().min(1).max(MAX_DAYS), article }),
  conflicts: z.strictObject({ rule: z.enum(['declared', 'excluded']), article }),
  /** A tie between yes and no: rejects, or is decided as the chair voted. */
  ties: z.strictObject({ rule: z.enum(['rejects', 'chairDecides']), article }),
  /** How many members one delegate speaks for; null: this body elects none. */
  delegates: z.union([z.null(), z.strictObject({ membersPerDelegate: z.int().min(1).max(1_000_000), article })]),
  sunset: z.strictObject({
    /** Most days a policy may be in force before it must be voted again. */
    maxDays: z.int().min(1).max(MAX_DAYS),
    /** Days before its end at which its review is put on the agenda. */
    reviewDaysBefore: days,
  }),
  /** Who may suspend a policy in an emergency, for how long without the body; null: nobody. */
  suspension: z.union([
    z.null(),
    z.strictObject({
      office: z.enum(['chair', 'board']),
      /** Days within which the body ratifies it, or it lapses. */
      ratifyWithinDays: z.int().min(1).max(365),
      article,
    }),
  ]),
  /** Whether the body leaves its own power over its data to the federation. */
  delegatesAccessPolicy: z.boolean(),
  /** Days from a resolution within which it may be challenged. */
  challenge: z.strictObject({ days, article }),
  matters: z.strictObject({
    accessPolicy: matterRules,
    statuteChange: matterRules,
    admission: matterRules,
    election: matterRules,
    other: matterRules,
  }),
});

/** The rules of a body as data. What they may not say together is in `contradictions.ts`. */
export type StatuteDocument = z.infer<typeof statuteDocument>;
export type MatterRules = StatuteDocument['matters'][Matter];
export type CallRules = z.infer<typeof call>;
export type PluralVotes = z.infer<typeof pluralVotes>;
export type Base = (typeof BASES)[number];
export type Form = StatuteDocument['form'];
