import {
  column,
  definitions,
  hashes,
  heading,
  numbered,
  paragraph,
  says,
  table,
  under,
  type Block,
} from './document-tree';
import type { Telling } from './telling';

const NOTHING = '–';

/** How the assembly came about: the notice, the calls, who was there, for whom, and with how many votes. */
export const constitution = (telling: Telling): Block[] => [
  ...opening(telling),
  ...notice(telling),
  heading(2, telling.say.sections.constitution),
  strength(telling),
  ...attendance(telling),
  ...proxies(telling),
  ...caps(telling),
];

function opening({ record, say, moment }: Telling): Block[] {
  const { opened, adjourned, closedAt } = record.calls;
  const { name: body, kind } = record.body;
  const isUnsigned = record.signatures.some(({ signedAt }) => signedAt === null);
  const { place } = record.assembly;
  return [
    ...(isUnsigned ? [paragraph(say.unsigned, 'small')] : []),
    ...(adjourned ? [paragraph(say.adjourned(moment(adjourned.openedAt), moment(adjourned.closedAt)))] : []),
    opened
      ? paragraph(say.opened({ moment: moment(opened.at), place, kind, body, call: opened.call }))
      : paragraph(say.neverOpened, 'warning'),
    paragraph(say.offices(record.chair, record.secretary)),
    paragraph(say.closed(moment(closedAt))),
  ];
}

function notice({ record, language, say, moment }: Telling): Block[] {
  const { body, calls, notice, assembly } = record;
  return [
    heading(2, say.sections.notice),
    definitions([
      says(say.terms.body, body.name),
      says(say.terms.statute, say.statuteVersion(body.statute.version)),
      hashes(say.terms.statuteHash, body.statute.hash),
      says(say.terms.noticeSent, moment(notice.sentAt)),
      says(say.terms.recipients, String(notice.recipients)),
      hashes(say.terms.noticeHash, notice.hash),
      says(say.terms.firstCall, moment(calls.first)),
      says(say.terms.secondCall, calls.second && moment(calls.second)),
      says(say.terms.place, assembly.place),
      says(say.terms.timeZone, body.timeZone),
    ]),
    ...(notice.problem ? [paragraph(notice.problem[language], 'warning')] : []),
  ];
}

function strength({ record, say, moment }: Telling): Block {
  const { opened, closedAt } = record.calls;
  return definitions([
    says(say.terms.openedAt, opened && moment(opened.at)),
    says(say.terms.closedAt, moment(closedAt)),
    says(say.terms.chair, record.chair),
    says(say.terms.secretary, record.secretary),
    says(say.terms.entitled, say.strength(record.entitled)),
    says(say.terms.present, say.strength(record.present)),
  ]);
}

function attendance({ record, say, time }: Telling): Block[] {
  const { columns } = say;
  const timeOr = (instant: string | null) => (instant === null ? NOTHING : time(instant));
  return under(
    3,
    say.sections.attendance,
    table(
      say.sections.attendance,
      [
        column(columns.name, 'text', 6),
        column(columns.how, 'text', 6),
        column(columns.votes, 'number', 2),
        column(columns.arrived, 'text', 2),
        column(columns.left, 'text', 2),
      ],
      record.attendance.map((member) => [
        member.name,
        say.presence(member.how),
        member.votes,
        timeOr(member.arrivedAt),
        timeOr(member.leftAt),
      ]),
    ),
  );
}

function proxies({ record, say }: Telling): Block[] {
  const columns = [column(say.columns.principal, 'text', 1), column(say.columns.holder, 'text', 1)];
  return under(
    3,
    say.sections.proxies,
    table(
      say.sections.proxies,
      columns,
      record.proxies.map(({ principal, holder }) => [principal, holder]),
    ),
  );
}

const caps = ({ record, language, say }: Telling): Block[] =>
  under(3, say.sections.caps, numbered(record.caps.map((step) => step[language])));
