import { hashLeaf, type EventId } from '#kernel';
import fc from 'fast-check';
import { eventLeaf, type LoggedEvent } from './leaf';

const anEvent: fc.Arbitrary<LoggedEvent> = fc.record({
  id: fc.uuid().map((id) => id as EventId),
  at: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  by: fc.string({ unit: 'grapheme' }),
  type: fc.string(),
  facts: fc.json(),
});

describe('eventLeaf', () => {
  it('is the hash of a text that anyone can write down', () => {
    const event: LoggedEvent = {
      id: '01932f00-0000-7000-8000-000000000001' as EventId,
      at: new Date('2026-11-22T10:00:00.125Z'),
      by: 'ada',
      type: 'ballot.closed',
      facts: '{"yes":3}',
    };
    expect(eventLeaf(event)).toBe(
      hashLeaf(
        '{"at":"2026-11-22T10:00:00.125Z","by":"ada","facts":"{\\"yes\\":3}",' +
          '"id":"01932f00-0000-7000-8000-000000000001","type":"ballot.closed"}',
      ),
    );
  });

  it('is the same only for the same event', () => {
    fc.assert(
      fc.property(anEvent, anEvent, (one, other) => {
        expect(eventLeaf({ ...one })).toBe(eventLeaf(one));
        for (const field of ['id', 'by', 'type', 'facts'] as const) {
          fc.pre(one[field] !== other[field]);
          expect(eventLeaf({ ...one, [field]: other[field] })).not.toBe(eventLeaf(one));
        }
        expect(eventLeaf({ ...one, at: new Date(one.at.getTime() + 1) })).not.toBe(eventLeaf(one));
      }),
    );
  });

  it('sees a change that leaves the meaning of the facts as it was', () => {
    fc.assert(
      fc.property(anEvent, (event) => {
        expect(eventLeaf({ ...event, facts: `${event.facts} ` })).not.toBe(eventLeaf(event));
      }),
    );
  });

  it('has an answer for a time that is none', () => {
    fc.assert(
      fc.property(anEvent, (event) => {
        expect(eventLeaf({ ...event, at: new Date(Infinity) })).not.toBe(eventLeaf(event));
      }),
    );
  });
});
