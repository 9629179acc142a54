import { DEVELOPMENT_SECRET, readConfig } from './config';

const OWN = 'a secret of our own, and long enough';

describe('readConfig', () => {
  it('needs nothing on one machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ mode: 'development', devPages: true, databaseUrl: undefined, redisUrl: undefined });
    expect(config.http.publicUrl).toBe('http://127.0.0.1:4000');
  });

  it('takes a public address with a slash at its end for the one without', () => {
    expect(readConfig({ GRANAIO_PUBLIC_URL: 'https://commons.example/' }).http.publicUrl).toBe(
      'https://commons.example',
    );
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

  it('keeps keys in a folder of their own, or in a bucket of their own', () => {
    expect(readConfig({ GRANAIO_DATA: '/data' }).keys).toEqual({ directory: '/data/keys', s3: undefined });
    expect(readConfig({ GRANAIO_DATA: '/data', GRANAIO_KEYS: '/keys' }).keys.directory).toBe('/keys');
    const { s3, keys } = readConfig({ S3_KEYS_BUCKET: 'keys', S3_ENDPOINT: 'http://127.0.0.1:9000' });
    expect([s3, keys.s3?.bucket, keys.s3?.endpoint]).toEqual([undefined, 'keys', 'http://127.0.0.1:9000']);
  });

  it('refuses keys beside the files, and in production a bucket of files whose keys each server would make for itself', () => {
    expect(() => readConfig({ S3_BUCKET: 'one', S3_KEYS_BUCKET: 'one' })).toThrow(/S3_KEYS_BUCKET must be another/);
    const production = { NODE_ENV: 'production', GRANAIO_SECRET: OWN, S3_BUCKET: 'files' };
    expect(() => readConfig(production)).toThrow(/S3_KEYS_BUCKET or GRANAIO_KEYS/);
    expect(readConfig({ ...production, GRANAIO_KEYS: '/keys' }).keys.directory).toBe('/keys');
  });

  it('counts an empty variable as absent', () => {
    expect(readConfig({ DATABASE_URL: '', S3_BUCKET: '' })).toMatchObject({ databaseUrl: undefined, s3: undefined });
  });
});
