const TIMEOUT_MILLIS = 5_000;
const FIRST_PAUSE_MILLIS = 100;
const LONGEST_PAUSE_MILLIS = 10_000;

/**
 * Requests to the issuer. One that fails repeatedly is left alone for a while, longer each time: what is asked meanwhile fails
 * at once, so that a flood of tokens reaches neither a struggling issuer nor its timeout.
 */
export class IssuerConnection {
  readonly timeoutMillis = TIMEOUT_MILLIS;
  #failuresInARow = 0;
  #pauseEndsAtMillis = 0;
  #lastFailure: unknown;

  /** @throws whatever the last request failed by, where the issuer is left alone */
  async fetch(address: string, options: RequestInit): Promise<Response> {
    if (performance.now() < this.#pauseEndsAtMillis) throw this.#lastFailure;
    try {
      const response = await fetch(address, options);
      if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
      this.#failuresInARow = 0;
      return response;
    } catch (error) {
      this.#failuresInARow += 1;
      this.#lastFailure = error;
      // A single failure may be chance; the next request may try at once.
      const pause = this.#failuresInARow === 1 ? 0 : FIRST_PAUSE_MILLIS * 2 ** (this.#failuresInARow - 2);
      this.#pauseEndsAtMillis = performance.now() + Math.min(pause, LONGEST_PAUSE_MILLIS);
      throw error;
    }
  }

  /** OpenID Connect Discovery 1.0 section 4; the document must speak for the issuer we trust. */
  async discoverJwksUrl(issuer: string): Promise<string> {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await this.fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
    const document = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (document.issuer !== issuer || typeof document.jwks_uri !== 'string') {
      throw new Error(`discovery of ${issuer} speaks for ${String(document.issuer)}`);
    }
    return document.jwks_uri;
  }
}
