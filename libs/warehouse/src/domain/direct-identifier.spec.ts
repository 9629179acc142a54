import { secondsOfWork } from '../../../../test/support/seconds-of-work';
import { identifierIn, namesPeople } from './direct-identifier';

describe('identifierIn', () => {
  it.each([
    ['RSSMRA85T10A562S', 'taxCode'],
    ['rssmra85t10a562s', 'taxCode'],
    ['nato a Roma, c.f. RSSMRA80A01H501U.', 'taxCode'],
    ['ABCDEF12A12A123X RSSMRA80A01H501U', 'taxCode'],
    ['RSSMRA80A01H5L1F', 'taxCode'],
    ['mario.rossi@example.org', 'email'],
    ['scrivere a Ada <ada+posta@sub.example.coop>', 'email'],
    ['IT60X0542811101000000123456', 'iban'],
    ['IT60 X054 2811 1010 0000 0123 456', 'iban'],
    ['DE89 3704 0044 0532 0130 00', 'iban'],
    ['+39 347 1234567', 'phone'],
    ['00393471234567', 'phone'],
    ['tel. +39.333.123.4567', 'phone'],
  ])('sees one in %j', (text, kind) => {
    expect(identifierIn(text)).toBe(kind);
  });

  it.each([
    '',
    '01234567890',
    'IT01234567890',
    'RSSMRA85T10A562T',
    'XRSSMRA85T10A562S',
    'IT60X0542811101000000123457',
    'XX60X0542811101000000123456',
    '127200000010',
    '0012720000001',
    '+39 011 5765900',
    '3471234567',
    'a@b',
    '@granaio',
    'p@ss word',
    'P-000000001',
    'J11F22003370006',
    '9f86d081884c7d659a2feaa0c55ad015',
    'Via Roma 12, 10121 Torino (TO)',
  ])('sees none in %j', (text) => {
    expect(identifierIn(text)).toBeNull();
  });

  it('is quick with what was written to slow it down', () => {
    const before = process.cpuUsage();
    for (const sign of ['a', '@', 'a@', 'A1', 'a.', '+39', 'IT60 '])
      expect(identifierIn(sign.repeat(10_000))).toBeNull();
    expect(secondsOfWork(before)).toBeLessThan(2);
  });
});

describe('namesPeople', () => {
  it.each(['Codice Fiscale', 'cod_fisc', 'E-mail', 'COGNOME', 'nome e cognome', 'Nominativo', 'IBAN', 'phone_number'])(
    'takes %j for a column that names people',
    (header) => {
      expect(namesPeople(header)).toBe(true);
    },
  );

  it.each(['zona', 'nome_comune', 'codice_istat', 'partita_iva', 'telefonate', 'emailing'])('lets %j be', (header) => {
    expect(namesPeople(header)).toBe(false);
  });
});
