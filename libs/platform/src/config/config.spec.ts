import { DEVELOPMENT_SECRET, readConfig } from './config';

const OWN = 'a secret of our own, and long enough';

describe('readConfig', () => {
  it('needs nothing on one machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ mode: 'development', devPages: true, databaseUrl: undefined, redisUrl: undefined });
    expect(config.http.publicUrl).toBe('http://127.0.0.1:4000');
  });

  it.each([
    ['no secret', {}],
    ['the placeholder', { GRANAIO_SECRET: DEVELOPMENT_SECRET }],
    ['an empty one', { GRANAIO_SECRET: '' }],
    ['a short one', { GRANAIO_SECRET: 'short' }],
  ])('refuses production with %s', (_, variables) => {
    expect(() => readConfig({ NODE_ENV: 'production', ...variables })).toThrow(/GRANAIO_SECRET must be your own/);
  });

  it('takes production with a secret of its own, without development pages', () => {
    expect(readConfig({ NODE_ENV: 'production', GRANAIO_SECRET: OWN })).toMatchObject({ devPages: false, secret: OWN });
  });

  it('names every variable that is wrong, and does not repeat its value', () => {
    const wrong = () => readConfig({ GRANAIO_PORT: 'high', REDIS_URL: 'nonsense-with-a-password' });
    expect(wrong).toThrow(/GRANAIO_PORT/);
    expect(wrong).toThrow(/REDIS_URL/);
    expect(wrong).not.toThrow(/nonsense/);
  });

  it('counts an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', S3_BUCKET: '' })).toMatchObject({ databaseUrl: undefined, s3: undefined });
  });
});
