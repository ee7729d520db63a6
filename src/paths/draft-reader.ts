import type { TestReader } from '../model/readers-types.js';
import { setOwn } from '../lib/set-own.js';
import { writeDate } from '../lib/write-date.js';

/** Members of a test reader that are maps by name. */
type MapMember = 'claims' | 'user' | 'facts' | 'meta' | 'cookies' | 'customData' | 'read' | 'timeTrials' | 'groups';

/** Steps of a JSONPath that is made of names alone: `$.realm_access.roles`. */
const PLAIN_PATH = /^\$(?:\.[\w-]+)+$/;

/** A test reader that is being put together. */
export class DraftReader {
  token: TestReader['token'];
  referrer: string | undefined;
  userAgent: string | undefined;
  /** Host of the page. */
  host: string | undefined;
  path: string | undefined;
  readonly query: [key: string, value: string][] = [];
  /** The moment in ms since 1970, where it matters. */
  moment: number | undefined;
  readonly #consent: Record<string, unknown> = {};
  readonly #grants: Record<string, string[]> = {};
  readonly #content: Record<string, unknown> = {};
  readonly #attributes: Record<string, unknown> = {};
  readonly #maps: { [Member in MapMember]?: Record<string, unknown> } = {};

  /** Sets a member of a map. `undefined` leaves it out. */
  set(map: MapMember, name: string, value: unknown): void {
    if (value !== undefined) setOwn((this.#maps[map] ??= {}), name, value);
  }

  /** Sets a claim by its name, or by a JSONPath: a plain one is nested, any other is the name of the claim itself. */
  setClaim(name: string, value: unknown): void {
    if (!PLAIN_PATH.test(name)) return this.set('claims', name, value);
    if (value === undefined) return;
    const names = name.split('.').slice(1);
    let parent = (this.#maps.claims ??= {});
    for (const step of names.slice(0, -1)) {
      const known = Object.hasOwn(parent, step) ? parent[step] : undefined;
      const next: Record<string, unknown> = typeof known === 'object' && known !== null ? { ...known } : {};
      setOwn(parent, step, next);
      parent = next;
    }
    setOwn(parent, names.at(-1)!, value);
  }

  /** Says whether the reader agrees to a purpose. */
  setConsent(purpose: string, agrees: unknown): void {
    if (agrees === undefined) return;
    setOwn(this.#consent, purpose, agrees);
    this.set('facts', 'consent', this.#consent);
  }

  /** Sets a field of the article. Of a JSONPath the field has the name. */
  setContent(name: string, value: unknown): void {
    if (value === undefined) return;
    setOwn(this.#content, name, value);
    this.set('facts', 'content', this.#content);
  }

  /** Says whether the reader has a grant of a fact that is a list of names. */
  setGrant(fact: string, name: string, isGranted: unknown): void {
    if (isGranted === undefined) return;
    const names = (this.#grants[fact] ??= []);
    if (isGranted === true) names.push(name);
    this.set('facts', fact, names);
  }

  /** Sets an attribute that the token carries in a claim. */
  setCarried(claim: string, name: string, value: unknown): void {
    if (value === undefined) return;
    setOwn(this.#attributes, name, value);
    this.setClaim(claim, this.#attributes);
  }

  /** Returns the reader. Nothing that was left out is a member. */
  toReader(): TestReader {
    const { claims, user, facts, meta, cookies, customData, read, timeTrials, groups } = this.#maps;
    const { token, referrer, userAgent, moment } = this;
    const url = this.#toUrl();
    const page = present({ url, referrer, userAgent, meta, cookies, customData });
    const at = moment === undefined ? undefined : String(writeDate(moment));
    const usage = timeTrials && { timeTrials };
    const isEmpty = Object.keys(page).length === 0;
    return present({ token, claims, user, page: isEmpty ? undefined : page, facts, read, usage, groups, at });
  }

  #toUrl(): string | undefined {
    const { host, path, query } = this;
    if (host === undefined && path === undefined && query.length === 0) return undefined;
    // Half a surrogate pair cannot be encoded.
    const whole = (path ?? '/').replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
    const encoded = encodeURI(whole).replace(/[?#]/g, encodeURIComponent);
    const origin = host === undefined ? '' : `https://${host}`;
    return `${origin}${encoded}${query.length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`;
  }
}

function present(members: Readonly<Record<string, unknown>>): TestReader {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
