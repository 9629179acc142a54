import { minutesAfter, signInMail } from './sign-in';

describe('signInMail', () => {
  it.each(['it', 'en'] as const)('carries the link whole, on a line of its own (%s)', (language) => {
    const { subject, text } = signInMail(language, 'Ada', 'https://granaio.example/sign-in?token=grl_x');
    expect(text.split('\n')).toContain('https://granaio.example/sign-in?token=grl_x');
    expect(text).toContain('Ada');
    expect(subject).not.toContain('\n');
  });
});

describe('minutesAfter', () => {
  it('goes both ways', () => {
    const at = new Date('2026-03-29T00:55:00Z');
    expect(minutesAfter(minutesAfter(at, 15), -15)).toEqual(at);
  });
});
