import type { Language } from '#identity';
import { sentence, type Sentence } from '../sentence';
import { civilDay, daysBetween } from '../statute/calendar';
import { days, listed } from '../statute/words';
import type { StatuteDocument } from '../statute/statute-document';
import { check, type Check } from './check';
import { itemChecks, type ItemFacts } from './legality-items';

export type CallFacts = {
  readonly startsAt: Date;
  /** null: not opened. */
  readonly openedAt: Date | null;
};

/**
 * What is known of an assembly at a moment. It says nothing of papers, neither how many nor by whom: the meter is read
 * while ballots are open, and participation is shown after closing only.
 */
export type LegalityFacts = {
  readonly statute: StatuteDocument;
  /** Members in the book, entitled or not. */
  readonly members: number;
  readonly entitledMembers: number;
  /** To how many of those entitled it was sent, with proof to how many; null: not sent. */
  readonly notice: {
    readonly recipients: number;
    readonly proofs: number;
    /** From which day, by this notice, the assembly may meet. */
    readonly earliestCallAt: Date;
  } | null;
  /** As convened: the first call, and the second if there is one. */
  readonly calls: readonly [CallFacts] | readonly [CallFacts, CallFacts];
  /** The call in which the assembly sits, or for which it is preparing. */
  readonly call: 1 | 2;
  readonly hasChair: boolean;
  readonly hasSecretary: boolean;
  /** How many principals each holder represents at this meeting. */
  readonly proxies: readonly { readonly holder: string; readonly principals: number }[];
  readonly sections: {
    /** Why the law asks for separate assemblies here; null: it does not. */
    readonly needed: Sentence | null;
    /** Why it may ask for them, by what is not in the books; null: it does not. */
    readonly perhaps?: Sentence | null;
    readonly assemblies: readonly { readonly name: string; readonly hasElected: boolean }[];
  };
  readonly items: readonly ItemFacts[];
};

/**
 * The legality meter: what of an assembly is valid now, and what is missing for it to decide validly.
 *
 * It forbids nothing: what is met is said too, so that two readings can be compared. A check is left out only where there
 * is nothing to test, as without a second call.
 * Where a statute has no rules for a second call on a matter, those of the first call are asked there too.
 *
 * @param facts the state at the moment of asking; a check is as old as they are
 * @returns checks of the assembly first, then of each item, in a fixed order
 * @throws BALLOT.MORE_VOTES_THAN_VOTERS, BALLOT.NEGATIVE_VOTES if an item's votes cannot be
 * @see Codice civile, art. 2366 to 2373, 2538 to 2540
 */
export function legalityOf(facts: LegalityFacts): readonly Check[] {
  return [
    recipients(facts),
    proof(facts),
    noticeDays(facts),
    ...(facts.calls.length === 2 ? [secondCall(facts, facts.calls)] : []),
    openCall(facts),
    office('ASSEMBLY.CHAIR', facts.hasChair, CHAIR),
    office('ASSEMBLY.SECRETARY', facts.hasSecretary, SECRETARY),
    proxyCaps(facts),
    ...separateAssemblies(facts),
    ...facts.items.flatMap((item) => itemChecks(facts.statute, facts.call, item)),
  ];
}

const dayIn = (language: Language, at: Date, timeZone: string) =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone }).format(at);
const timeIn = (language: Language, at: Date, timeZone: string) =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);
const LOCALES = { it: 'it-IT', en: 'en-GB' } as const;

function recipients({ statute, notice, entitledMembers }: LegalityFacts): Check {
  const sent = notice?.recipients ?? 0;
  const article = statute.notice.article;
  if (entitledMembers === 0) {
    return check('NOTICE.RECIPIENTS', 'missing', article, {
      it: 'Nessun socio ha diritto di voto: nessuno può essere convocato.',
      en: 'No member is entitled to vote: there is nobody to convene.',
    });
  }
  return check('NOTICE.RECIPIENTS', sent < entitledMembers ? 'missing' : 'met', article, {
    it: `Avviso inviato a ${sent} su ${entitledMembers} aventi diritto${sent < entitledMembers ? `: ne ${entitledMembers - sent === 1 ? 'manca' : 'mancano'} ${entitledMembers - sent}` : ''}.`,
    en: `The notice went to ${sent} of ${entitledMembers} entitled${sent < entitledMembers ? `: ${entitledMembers - sent} did not get it` : ''}.`,
  });
}

/** What was sent without proof may still have arrived: somebody would have to object. */
function proof({ statute, notice }: LegalityFacts): Check {
  const { recipients: sent, proofs } = notice ?? { recipients: 0, proofs: 0 };
  const state = notice === null ? 'missing' : proofs < sent ? 'warning' : 'met';
  return check('NOTICE.PROOF', state, statute.notice.article, {
    it: notice === null ? 'L’avviso non è stato inviato.' : `Prova dell’invio per ${proofs} avvisi su ${sent}.`,
    en:
      notice === null ? 'The notice has not been sent.' : `There is proof of sending for ${proofs} of ${sent} notices.`,
  });
}

function noticeDays({ statute, notice, calls }: LegalityFacts): Check {
  const { article, tooShort } = statute.notice;
  if (notice === null) {
    return check('NOTICE.DAYS', 'missing', article, {
      it: 'Il termine dell’avviso non decorre ancora: l’avviso non è stato inviato.',
      en: 'The days of notice do not run yet: the notice has not been sent.',
    });
  }
  const [{ startsAt }] = calls;
  const { earliestCallAt } = notice;
  const { timeZone } = statute;
  const isShort = civilDay(startsAt, timeZone) < civilDay(earliestCallAt, timeZone);
  const words = sentence((language) => {
    const [day, earliest] = [dayIn(language, startsAt, timeZone), dayIn(language, earliestCallAt, timeZone)];
    if (language === 'it') return `Prima convocazione il ${day}; con questo avviso è possibile dal ${earliest}.`;
    return `The first call is on ${day}; with this notice it may be from ${earliest}.`;
  });
  return check('NOTICE.DAYS', isShort ? SHORT_NOTICE[tooShort] : 'met', article, words);
}

const SHORT_NOTICE = { refused: 'missing', marked: 'warning' } as const;

function secondCall({ statute }: LegalityFacts, [first, second]: readonly [CallFacts, CallFacts]): Check {
  const { secondCall: rules, timeZone } = statute;
  const apart = daysBetween(civilDay(first.startsAt, timeZone), civilDay(second.startsAt, timeZone));
  const isAfter = second.startsAt > first.startsAt && (!rules.anotherDay || apart >= 1);
  const words = sentence((language) => {
    const [from, day] = [first, second].map(({ startsAt }) => dayIn(language, startsAt, timeZone));
    const limit = days(rules.withinDays, language);
    if (language === 'it') {
      const when = rules.anotherDay ? 'in un altro giorno' : 'dopo la prima';
      return `Seconda convocazione il ${day}: deve essere ${when}, entro ${limit} dal ${from}.`;
    }
    return `The second call is on ${day}: it must be ${rules.anotherDay ? 'on another day' : 'later'}, within ${limit} of ${from}.`;
  });
  return check('CALL.SECOND', isAfter && apart <= rules.withinDays ? 'met' : 'missing', rules.article, words);
}

const CALLS = { it: ['Prima', 'Seconda'], en: ['first', 'second'] } as const;

function openCall({ statute, calls, call }: LegalityFacts): Check {
  const { article } = statute.notice;
  const facts = calls[call - 1];
  if (facts === undefined) {
    return check('CALL.OPEN', 'missing', article, {
      it: 'L’avviso non prevede una seconda convocazione: serve un nuovo avviso.',
      en: 'The notice has no second call: a new notice is needed.',
    });
  }
  const { startsAt, openedAt } = facts;
  const state = openedAt !== null && openedAt >= startsAt ? 'met' : 'missing';
  return check(
    'CALL.OPEN',
    state,
    article,
    sentence((language) => {
      const [convened, opened] = [startsAt, openedAt].map((at) => at && timeIn(language, at, statute.timeZone));
      if (language === 'it') {
        const which = `${CALLS.it[call - 1]} convocazione fissata per il ${convened}`;
        return `${which}: ${opened ? `aperta il ${opened}${state === 'met' ? '' : ', prima dell’ora'}` : 'non ancora aperta'}.`;
      }
      const which = `The ${CALLS.en[call - 1]} call was convened for ${convened}`;
      return `${which}: ${opened ? `opened on ${opened}${state === 'met' ? '' : ', before its time'}` : 'not open yet'}.`;
    }),
  );
}

type Office = { readonly met: Sentence; readonly missing: Sentence };
const CHAIR: Office = {
  met: { it: 'Il presidente è nominato.', en: 'The chair is named.' },
  missing: { it: 'Manca il presidente: va nominato.', en: 'There is no chair: name one.' },
};
const SECRETARY: Office = {
  met: { it: 'Il segretario è nominato.', en: 'The secretary is named.' },
  missing: { it: 'Manca il segretario: va nominato.', en: 'There is no secretary: name one.' },
};
const office = (code: string, isNamed: boolean, words: Office): Check =>
  check(code, isNamed ? 'met' : 'missing', 'art. 2371 c.c.', isNamed ? words.met : words.missing);

function proxyCaps({ statute, members, proxies }: LegalityFacts): Check {
  const cap = capOf(statute.proxies, members);
  const over = proxies.filter(({ principals }) => principals > cap);
  const words = sentence((language) => {
    const names = listed(
      over.map(({ holder, principals }) => `${holder} (${principals})`),
      language,
    );
    const [rule, excess] = language === 'it' ? capIt(cap, names) : capEn(cap, names);
    return over.length > 0 ? `${rule}: ${excess}.` : `${rule}.`;
  });
  // A statute without proxies has no article on them; who may vote is then the rule.
  const article = statute.proxies?.article ?? statute.voters.article;
  return check('PROXY.CAP', over.length > 0 ? 'missing' : 'met', article, words);
}

function capOf(rules: StatuteDocument['proxies'], members: number): number {
  if (rules === null) return 0;
  const { large, maxPerHolder } = rules;
  return large !== null && members >= large.fromMembers ? large.maxPerHolder : maxPerHolder;
}

const capIt = (cap: number, names: string) =>
  [
    cap === 0 ? 'Nessuno vota per un altro' : `Ciascuno rappresenta al massimo ${cap} ${cap === 1 ? 'socio' : 'soci'}`,
    `deleghe in eccesso per ${names}`,
  ] as const;
const capEn = (cap: number, names: string) =>
  [
    cap === 0 ? 'Nobody votes for another' : `Nobody represents more than ${cap} ${cap === 1 ? 'member' : 'members'}`,
    `too many proxies with ${names}`,
  ] as const;

function separateAssemblies({ statute, sections }: LegalityFacts): readonly Check[] {
  const article = statute.delegates?.article ?? 'art. 2540 c.c.';
  const { needed, perhaps, assemblies } = sections;
  if (assemblies.length === 0) {
    if (needed !== null) return [check('SECTION.DELEGATES', 'missing', article, needed)];
    return perhaps ? [check('SECTION.DELEGATES', 'warning', article, perhaps)] : [];
  }
  const late = assemblies.filter(({ hasElected }) => !hasElected).map(({ name }) => name);
  const words = sentence((language) => {
    const names = listed(late, language);
    if (language === 'it')
      return late.length > 0
        ? `Non hanno ancora eletto i delegati: ${names}.`
        : 'Tutte le assemblee separate hanno eletto i delegati.';
    return late.length > 0
      ? `Without elected delegates yet: ${names}.`
      : 'All separate assemblies have elected their delegates.';
  });
  return [check('SECTION.DELEGATES', late.length > 0 ? 'missing' : 'met', article, words)];
}
