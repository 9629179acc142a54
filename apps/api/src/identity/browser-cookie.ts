import type { Config } from '#platform';

const SECONDS = 600;

/**
 * The one cookie of ours: it names the browser that began a sign-in, for 10 minutes, and opens nothing. `Lax`, because
 * the way back from the provider begins at another site.
 */
export class BrowserCookie {
  private readonly isSecure: boolean;
  private readonly name: string;

  constructor({ http }: Config) {
    this.isSecure = http.publicUrl.startsWith('https:');
    this.name = this.isSecure ? '__Host-granaio-sign-in' : 'granaio-sign-in';
  }

  /** @returns an empty text where the browser sent none */
  read(header: string | undefined): string {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
    return pairs.find(([name]) => name === this.name)?.[1] ?? '';
  }

  /** A `Set-Cookie` header. */
  write(value: string): string {
    const flags = `Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax`;
    return `${this.name}=${value}; ${flags}${this.isSecure ? '; Secure' : ''}`;
  }
}
