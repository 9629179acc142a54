import { parsePolicy, USE_ACTIONS, type Grounds } from '#policy';
import fc from 'fast-check';
import type { DatasetId, FederationId } from '#kernel';
import { assessed } from '../../test/assessed';
import { agreementHash, agreementOn } from './application/agreement';
import { bucketOf } from './application/requirements';
import { useMotion } from './application/use-motion';
import { assessUse, offersFor, rowsUnder } from './assess-extract';
import type { ExtractRequest } from './permit';
import { bar, grounds, own, standing } from './spec-grounds';

const request: ExtractRequest = { purpose: 'AcademicResearch', dimensions: ['zone'], measures: [] };
const mine = { rows: 'own' } as const;
const rowsOf = (all: readonly Grounds[]) => {
  const assessment = assessUse(standing(all), request);
  return assessment.outcome === 'granted' ? (assessment.permit.rows ?? 'all') : null;
};
const anyGround = fc
  .record({ level: fc.constantFrom(grounds, own), rows: fc.constantFrom(undefined, 'own' as const) })
  .map(({ level, rows }) => level({ rows }));

describe('a permission of own rows', () => {
  it('permits nothing else, by itself or beside others that do not cover the request', () => {
    expect(rowsOf([grounds(mine)])).toBe('own');
    expect(rowsOf([grounds(mine), grounds({ dimensions: ['need'] })])).toBe('own');
    expect(rowsOf([grounds(mine), grounds({}, 'v2')])).toBe('all');
  });

  it('makes everybody’s rows of no level where it alone speaks', () => {
    fc.assert(
      fc.property(fc.array(anyGround, { minLength: 1 }), (all) => {
        const levels = (['federation', 'organisation'] as const).map((level) =>
          all.filter((one) => one.level === level),
        );
        const [federation, publisher] = levels.map((level) => level.map(({ permission }) => permission.rows));
        fc.pre(federation !== undefined && federation.length > 0);
        const isOpen = [federation, publisher].every((level = []) => level.length === 0 || level.includes(undefined));
        expect(rowsOf(all)).toBe(isOpen ? 'all' : 'own');
        expect(rowsUnder({ grounds: all })).toBe(isOpen ? null : 'own');
      }),
    );
  });

  it('gives nothing while it is suspended, and does not open what another leaves to own rows', () => {
    expect(rowsOf([{ ...grounds(), suspended: true }, grounds(mine, 'v2')])).toBe('own');
    expect(rowsUnder({ grounds: [] })).toBeNull();
  });

  it('cannot be written for anything but the export of records', () => {
    const document = (actions: readonly string[]) => () => {
      const { permission } = grounds({ ...mine, actions: actions as never });
      return parsePolicy({
        ...{ schema: 'granaio-policy/1', title: 'Proprie', prohibitions: [], validUntil: null },
        permissions: [permission],
      });
    };
    expect(document(['exportRecords'])).not.toThrow();
    for (const action of USE_ACTIONS.filter((one) => one !== 'exportRecords')) {
      expect(document([action])).toThrow();
      expect(document(['exportRecords', action])).toThrow();
    }
  });

  it('is another use than that of everybody’s rows: another vote, another agreement, and said so', () => {
    const permit = assessed().permit;
    const [all, ownRows] = [assessed({ permit }), assessed({ permit: { ...permit, ...mine } })];
    const form = { purpose: 'AcademicResearch', retentionDays: 30 } as const;
    const use = { federationId: 'f' as FederationId, purpose: form.purpose };
    expect(bucketOf(use, null, [all])).not.toBe(bucketOf(use, null, [ownRows]));
    expect(agreementHash(agreementOn(form, [all]))).not.toBe(agreementHash(agreementOn(form, [ownRows])));
    expect(agreementOn(form, [ownRows]).items).toMatchObject([mine]);
    const about = { titles: new Map<DatasetId, string>(), bucket: '' };
    expect(useMotion(form.purpose, [ownRows], about).text).toContain('own rows only');
    expect(useMotion(form.purpose, [all], about).text).not.toContain('own rows only');
  });
});

describe('offersFor', () => {
  it('has what one permission of each level have in common, the widest first, without what is barred', () => {
    const all = [grounds({ dimensions: ['need'], measures: [] }), grounds({}, 'v2'), own({ dimensions: ['zone'] })];
    const purpose = 'AcademicResearch' as const;
    expect(offersFor(standing(all), purpose)).toEqual([
      { purpose, dimensions: ['zone'], measures: ['hours'] },
      { purpose, dimensions: [], measures: [] },
    ]);
    expect(offersFor(standing(all, [bar({ columns: ['zone'] })]), purpose)[0]).toMatchObject({ measures: ['hours'] });
    expect(offersFor(standing(all), 'CommercialResearch')).toEqual([]);
    expect(offersFor(standing([own()]), purpose)).toEqual([]);
  });
});
