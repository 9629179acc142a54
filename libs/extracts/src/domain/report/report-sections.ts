import { CAUSES, type ReleaseReport } from './release-report';
import { PURPOSE_WORDS, REPORT_WORDS, type LineName, type ReportWords } from './report-words';

/** One line of a report: what, and what it is. */
export type ReportLine = { readonly what: string; readonly is: string };
export type ReportPart = { readonly heading: string; readonly lines: readonly ReportLine[] };

type Say = (name: LineName, is: string) => ReportLine;

/** A report as people read it: the same as its JSON, in words. */
export function reportSections(report: ReleaseReport, language: 'it' | 'en'): ReportPart[] {
  const words = REPORT_WORDS[language];
  const say: Say = (name, is) => ({ what: words.lines[name], is });
  const { sections } = words;
  const parts = [
    { heading: sections.asked, lines: askedLines(report, PURPOSE_WORDS[language][report.purpose], { words, say }) },
    { heading: sections.rules, lines: ruleLines(report, words, say) },
    { heading: sections.cells, lines: cellLines(report, words, say) },
    { heading: sections.inside, lines: insideLines(report, words, say) },
    { heading: sections.checked, lines: checkedLines(report, words, say) },
    { heading: sections.numbers, lines: numberLines(report, words, say) },
    { heading: sections.citation, lines: citationLines(report, say) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

type Saying = { readonly words: ReportWords; readonly say: Say };

function askedLines(report: ReleaseReport, purpose: string, { words, say }: Saying): ReportLine[] {
  const { dataset, dimensions, measures, files, permit } = report;
  return [
    say('dataset', `${dataset.title} (${dataset.id})`),
    say('version', `${dataset.version}: ${whyThat(dataset, words)}`),
    say('released', `${report.releasedAt} (${report.extractId}/${report.number})`),
    say('purpose', purpose),
    say('dimensions', dimensions.join(', ')),
    say('measures', measures.length === 0 ? words.none : measures.join(', ')),
    say('contributors', String(report.contributors)),
    say('policy', permit.policyHash),
    say('files', `CSV ${files.csv.sha256}; Parquet ${files.parquet.sha256}`),
  ];
}

function whyThat({ version, newestVersion }: ReleaseReport['dataset'], { versions }: ReportWords): string {
  if (newestVersion === null) return versions.unknown;
  return newestVersion > version ? versions.older(newestVersion) : versions.newest;
}

function ruleLines({ rules, byDefault }: ReleaseReport, words: ReportWords, say: Say): ReportLine[] {
  const lines = rules.map((rule, at) => ({ what: `${at + 1}`, is: rule }));
  return byDefault.length === 0 ? lines : [...lines, say('default', words.byDefault(byDefault.join(', ')))];
}

function cellLines(report: ReleaseReport, words: ReportWords, say: Say): ReportLine[] {
  const { cells, shownPeoplePercent: people, levels, intervals } = report;
  const width = (value: number | null) => (value === null ? words.unbounded : String(value));
  return [
    say('shown', words.cells(cells.shown, cells.suppressed, cells.shownPercent)),
    say('people', people === null ? words.peopleUnknown : words.people(people)),
    say('levels', levels ? givenUp(levels, words) : words.levelsKept),
    say(
      'widths',
      intervals
        ? words.widths(width(intervals.smallest), width(intervals.median), width(intervals.largest))
        : words.widthsUnknown,
    ),
  ];
}

const givenUp = ({ columns, dimensions, compared }: NonNullable<ReleaseReport['levels']>, words: ReportWords): string =>
  words.levels(columns.join(', '), dimensions.join(', '), compared);

function insideLines({ inside }: ReleaseReport, words: ReportWords, say: Say): ReportLine[] {
  if (!inside) return [];
  const { causes, repaired, exposed, unsafe, unbalanced } = inside;
  return [
    say('primary', String(inside.primary)),
    ...CAUSES.flatMap((cause) => (causes?.[cause] ? [{ what: words.causes[cause], is: String(causes[cause]) }] : [])),
    say('secondary', String(inside.secondary)),
    ...(repaired ? [say('repaired', words.repaired(repaired.intervals, repaired.insiders))] : []),
    ...(exposed === null ? [] : [say('exposed', String(exposed))]),
    ...(unsafe ? [say('unsafe', words.unsafe(unsafe.asked, unsafe.chosen))] : []),
    ...(unbalanced === null ? [] : [say('unbalanced', String(unbalanced))]),
  ];
}

function checkedLines({ checked }: ReleaseReport, words: ReportWords, say: Say): ReportLine[] {
  const { certificate, insiders, earlierTables } = checked;
  return [
    say('outsiders', words.outsiders),
    say('insiders', words.insiders[insiders ? 'yes' : 'no']),
    say('earlier', words.earlier(earlierTables)),
    say('certificate', certificate === null ? words.certificateBefore : words.certificate(certificate)),
  ];
}

function numberLines(report: ReleaseReport, words: ReportWords, say: Say): ReportLine[] {
  const { noise } = report;
  const what = say('numbers', kindsOf(report).map((kind) => words.numbers[kind]).join('; ')); // prettier-ignore
  if (!noise) return [what];
  const { before, after, lifetimeEpsilon } = noise.ledger;
  return [
    what,
    say('mechanism', words.mechanisms[noise.mechanism]),
    say('cost', words.cost(noise.epsilon, noise.delta, noise.rho)),
    ...noise.columns.map(({ name, halfWidth95, variance, scale }) => ({
      what: name,
      is: words.column(halfWidth95, variance === null ? `b = ${scale ?? ''}` : `σ² = ${variance}`),
    })),
    ...(noise.quantiles ?? []).map(({ name, peopleMargin95 }) => ({ what: name, is: words.quantile(peopleMargin95) })),
    say('ledger', words.ledger(before.epsilon, after.epsilon, lifetimeEpsilon)),
  ];
}

/** What was done to the numbers; with noise, keys do nothing. */
function kindsOf({ terms }: ReleaseReport): (keyof ReportWords['numbers'])[] {
  const { noise, cellKey, roundingBases = [], rounding = 'independent' } = terms;
  const moved = noise ? (['noise'] as const) : cellKey ? (['cellKey'] as const) : [];
  const rounded = roundingBases.length > 0 ? [rounding] : [];
  return moved.length + rounded.length === 0 ? ['exact'] : [...moved, ...rounded];
}

const citationLines = ({ citation }: ReleaseReport, say: Say): ReportLine[] =>
  citation ? [{ what: '', is: citation.text }, say('address', citation.identifier), { what: 'BibTeX', is: citation.bibtex }] : []; // prettier-ignore
