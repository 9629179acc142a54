import { classify } from './classification';
import { aggregateOf, dimension, rowsOf, schemaOf } from './spec-support';

const districts = dimension('district', ['1', '2'], { required: false });
const zones = dimension('zone', ['01', '02', '03'], { within: 'district', required: false });
const place = (zone: string | null, district: string | null) => ({ zone, district });
const classifyRows = (schema: ReturnType<typeof schemaOf>, rows: ReturnType<typeof rowsOf>, dimensions: string[]) => {
  const [first] = classify(schema, aggregateOf(rows, dimensions));
  if (!first) throw new Error('There is a classification.');
  return first;
};

describe('classify', () => {
  it('has every declared code of a single column, whether or not anyone is there', () => {
    const { dimension: found } = classifyRows(
      schemaOf(dimension('need', ['food', 'job'], { required: false })),
      rowsOf({ need: 'food' }, 5),
      ['need'],
    );
    expect(found).toEqual({ name: 'need', leaves: ['need=food', 'need=job', 'need=_U'], groups: [] });
  });

  it('makes one classification of columns that lie within each other', () => {
    const rows = [
      ...rowsOf(place('01', '1'), 5),
      ...rowsOf(place('02', '1'), 5),
      ...rowsOf(place('03', '2'), 5),
      ...rowsOf(place(null, null), 5),
    ];
    const { columns, dimension: found } = classifyRows(schemaOf(districts, zones), rows, ['district', 'zone']);
    expect(columns).toEqual(['zone', 'district']);
    expect(found.leaves).toEqual(['zone=01', 'zone=02', 'zone=03', 'zone=_U']);
    expect(found.groups).toEqual([
      { code: 'district=1', leaves: ['zone=01', 'zone=02'] },
      { code: 'district=2', leaves: ['zone=03'] },
      { code: 'district=_U', leaves: ['zone=_U'] },
    ]);
  });

  it('keeps equal texts of different columns apart', () => {
    const schema = schemaOf(dimension('big', ['1', '2']), dimension('small', ['1', '2'], { within: 'big' }));
    const rows = [...rowsOf({ small: '1', big: '1' }, 5), ...rowsOf({ small: '2', big: '2' }, 5)];
    const { dimension: found } = classifyRows(schema, rows, ['small', 'big']);
    expect(new Set([...found.leaves, ...found.groups.map(({ code }) => code)]).size).toBe(4);
  });

  it('makes a leaf of each combination where one value lies in several, as a missing zone may', () => {
    const rows = [
      ...rowsOf(place('01', '1'), 5),
      ...rowsOf(place('02', '1'), 5),
      ...rowsOf(place('03', '2'), 5),
      ...rowsOf(place(null, '1'), 5),
      ...rowsOf(place(null, '2'), 5),
      ...rowsOf(place(null, null), 5),
    ];
    const { dimension: found, labels } = classifyRows(schemaOf(districts, zones), rows, ['district', 'zone']);
    const missing = ['["_U","1"]', '["_U","2"]', '["_U","_U"]'];
    expect(found.leaves).toEqual(['zone=01', 'zone=02', 'zone=03', ...missing]);
    expect(found.groups).toContainEqual({ code: 'zone=_U', leaves: missing });
    expect(found.groups).toContainEqual({ code: 'district=1', leaves: ['zone=01', 'zone=02', '["_U","1"]'] });
    expect(missing.some((code) => labels.has(code))).toBe(false);
  });

  it('protects every district as if an empty zone that no row has could lie in it', () => {
    const rows = [...rowsOf(place('01', '1'), 5), ...rowsOf(place('02', '2'), 5), ...rowsOf(place(null, null), 5)];
    const { dimension: found, labels } = classifyRows(schemaOf(districts, zones), rows, ['district', 'zone']);
    expect(found.leaves).toContain('zone=03');
    expect(found.groups).toEqual([
      { code: 'district=1', leaves: ['zone=01', '{"district":"1"}'] },
      { code: 'district=2', leaves: ['zone=02', '{"district":"2"}'] },
      { code: 'district=_U', leaves: ['zone=_U'] },
    ]);
    expect(labels.has('{"district":"1"}')).toBe(false);
  });

  it('has a group for a declared district without a single row', () => {
    const rows = ['01', '02', '03'].flatMap((zone) => rowsOf(place(zone, '1'), 5));
    const { dimension: found } = classifyRows(schemaOf(districts, zones), rows, ['district', 'zone']);
    expect(found.groups).toContainEqual({ code: 'district=2', leaves: ['{"district":"2"}'] });
    expect(found.groups).toContainEqual({ code: 'district=1', leaves: ['zone=01', 'zone=02', 'zone=03'] });
  });

  it('carries what is unseen through three levels', () => {
    const schema = schemaOf(
      dimension('district', ['1', '2']),
      dimension('zone', ['01', '02'], { within: 'district' }),
      dimension('section', ['a', 'b', 'c'], { within: 'zone' }),
    );
    const rows = [
      ...rowsOf({ section: 'a', zone: '01', district: '1' }, 5),
      ...rowsOf({ section: 'b', zone: '02', district: '2' }, 5),
    ];
    const { dimension: found } = classifyRows(schema, rows, ['section', 'zone', 'district']);
    expect(found.groups).toContainEqual({ code: 'zone=01', leaves: ['section=a', '{"zone":"01"}'] });
    expect(found.groups).toContainEqual({
      code: 'district=1',
      leaves: ['section=a', '{"zone":"01"}', '{"district":"1"}'],
    });
  });
});
