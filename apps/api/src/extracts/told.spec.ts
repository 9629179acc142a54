import type { ApplicationEvent } from '#extracts';
import { toEventType } from './application-voice.type';
import { versionNote } from './version-note';

const event = (change: Partial<ApplicationEvent>) =>
  ({ kind: 'refused', note: '', facts: {}, ...change }) as ApplicationEvent;

describe('what is told of extracts', () => {
  const items = [{ item: 0, code: 'EXTRACT.NO_POLICY', message: 'No policy.', alternative: null }];
  const refused = event({
    note: 'Refused: No policy.',
    facts: { code: 'APPLICATION.REFUSED', details: { items } },
  });

  it('says why an application was refused in either language, and keeps what the sentence is made of to itself', () => {
    expect(toEventType(refused, 'en')).toMatchObject({ note: 'Refused: No policy.' });
    const { note, facts } = toEventType(refused, 'it');
    expect(note).toBe(
      'Le regole in vigore non consentono tutto. Voce 1: Nessuna regola in vigore Le consente questo uso del dataset.',
    );
    expect(facts).toEqual({ code: 'APPLICATION.REFUSED' });
  });

  it('says it as it was said then where that alone was kept', () => {
    const former = event({ note: 'Refused: No policy.', facts: { code: 'APPLICATION.REFUSED' } });
    expect(toEventType(former, 'it')).toMatchObject({ note: 'Refused: No policy.' });
  });

  it('leaves what people said as they said it', () => {
    const remark = event({ kind: 'remarked', note: 'Please say more.', facts: { details: 'theirs' } });
    expect(toEventType(remark, 'it')).toMatchObject({ note: 'Please say more.', facts: { details: 'theirs' } });
  });

  it('says of which version a release is only where there is a newer one', () => {
    expect(versionNote({ datasetVersion: 2, newestVersion: null }, 'it')).toBeNull();
    expect(versionNote({ datasetVersion: 2, newestVersion: 2 }, 'it')).toBeNull();
    expect(versionNote({ datasetVersion: 2, newestVersion: 3 }, 'it')).toMatch(/^Della versione 2, benché la 3 sia/);
    expect(versionNote({ datasetVersion: 2, newestVersion: 3 }, 'en')).toMatch(/^Of version 2, though version 3 is/);
  });
});
