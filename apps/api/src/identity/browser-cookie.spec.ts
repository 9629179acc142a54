import { readConfig } from '#platform';
import { BrowserCookie } from './browser-cookie';

const cookieAt = (url: string) => new BrowserCookie(readConfig({ NODE_ENV: 'test', GRANAIO_PUBLIC_URL: url }));

describe('the cookie of a sign-in', () => {
  it('is out of reach of scripts, other sites and, under https, of other hosts', () => {
    expect(cookieAt('https://data.coop.example').write('grb_x')).toBe(
      '__Host-granaio-sign-in=grb_x; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure',
    );
    expect(cookieAt('http://127.0.0.1:4000').write('grb_x')).toBe(
      'granaio-sign-in=grb_x; Path=/; Max-Age=600; HttpOnly; SameSite=Lax',
    );
  });

  it.each([
    ['granaio-sign-in=grb_x', 'grb_x'],
    ['a=1; granaio-sign-in=grb_x; b=2', 'grb_x'],
    ['xgranaio-sign-in=grb_x', ''],
    ['granaio-sign-in', ''],
    ['', ''],
    [undefined, ''],
  ])('is found in %j', (header, value) => {
    expect(cookieAt('http://127.0.0.1:4000').read(header)).toBe(value);
  });

  it('is not taken under https from whoever may write cookies without it', () => {
    expect(cookieAt('https://data.coop.example').read('granaio-sign-in=grb_x')).toBe('');
  });
});
