import type { Decision } from '../../src/model/decision.js';
import { createFault, type Fault } from '../../src/model/fault.js';
import {
  needsWalls,
  type FeatureHost,
  type FeatureSession,
  type FeatureView,
  type Presentation,
} from '../../src/model/feature-host.js';
import { loadWalls } from './load-walls.js';
import type { Shown, Walls } from './shown.js';

/** The state of a feature element: the thing that it shows. */
export type FeatureState = 'pending' | 'shown' | 'walled' | 'fault';

/** On markup of a server that a framework takes over: nothing about it changes until the framework removes this attribute. */
const DEFER = 'defer-hydration';

/**
 * The content of a feature, or a wall for readers who may not see it. Built on the platform alone, so that a reader who may see
 * everything loads no component library.
 *
 * Accessibility: while the decision is pending, and where the content is hidden, neither the keyboard nor a screen reader reaches it.
 * The line about content that could not be loaded is a status.
 *
 * @summary Shows its content to those who may see it, and a wall to the others.
 * @slot - The gated content.
 * @slot <component-id> - Markup of the page instead of the component of that id.
 * @attr {string} feature - Id of the feature in the config.
 * @attr {string} item - The article that a trial counts here: an address, or an id of the site's own.
 * @attr {boolean} defer-hydration - Nothing about it changes until this is removed: a framework is yet to take over its markup.
 * @attr {boolean} keep-nodes - Gated content stays in the DOM, out of sight: a framework owns it.
 * @attr {'show'|'hide'} data-fallback - Shows or hides the content while the config cannot be loaded. Default: as the script tag says.
 * @attr {boolean} sealed - The content is in the page as ciphertext; it opens for readers with access.
 * @attr {string} src - Address of the content that a server withholds; it is fetched for readers with access.
 * @attr {'use-credentials'} crossorigin - Sends cookies to a server of another origin, for `src`.
 * @attr {number} data-characters - Length of the content behind a seal or `src`: its height is reserved meanwhile, up to that of the window.
 * @attr {'pending'|'shown'|'walled'|'fault'} state - State of the feature: its decision is pending, its content or a wall is shown, or it has a fault; set by the element.
 * @attr {string} user-state - The reader's state for this feature; set by the element.
 * @attr {string} outcome - Id of the outcome; set by the element.
 * @csspart content - Around the content, also while the decision is pending: laid out, but not to be seen.
 * @csspart fault - The line that says that the content could not be loaded.
 * @csspart panel - The box of a pop-up or footer; see `<zephr-zone>`.
 * @csspart close - The button that closes it.
 * @csspart body - Around what is in it.
 * @cssproperty [--zephr-fade=4.5em] - Height over which kept content fades at its end.
 * @cssproperty [--zephr-wall-gap=1.5em] - Distance above a wall that follows kept content, the content or another wall.
 */
export class ZephrFeatureElement extends HTMLElement implements FeatureView {
  static readonly observedAttributes = ['feature', 'item', 'src', DEFER];

  /** Decides for the elements; set once, when the SDK starts. */
  static host?: FeatureHost;

  /** The decision that is shown; `null` while it is pending. */
  decision: Decision | null = null;

  readonly #content: HTMLElement = Object.assign(document.createElement('div'), {
    part: 'content',
    inert: true,
  });
  /** Media that are to play by themselves once they may be seen. */
  readonly #paused = new Set<HTMLMediaElement>();
  /** The height that is reserved. */
  readonly #pending: CSSStyleRule;
  #walls?: Shown | null;
  #shown?: Presentation;
  #turn = 0;
  #session?: FeatureSession;
  /** The height that the page's own markup sets; `null` before the host has set one. */
  #minHeight: string | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // The host's own display gives way to the page's: a rule in a shadow tree is weaker than any outside. Content that
    // waits is laid out, so that it keeps its place, but neither seen nor reached by keyboard or screen reader; not even
    // children that are visible on their own account may show through. Height is reserved once the parser has been inside a
    // sealed place: the margin of its first paragraph would move what is reserved before.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ':host([state=pending]:not([sealed]:empty)){}:host(:not([hidden])){display:block}[inert]{visibility:hidden;opacity:0}',
    );
    this.#pending = sheet.cssRules[0] as CSSStyleRule;
    root.adoptedStyleSheets = [sheet];
    this.#content.append(document.createElement('slot'));
    root.append(this.#content);
    // Media that begin to play out of sight, by a script or by themselves, wait.
    this.addEventListener('play', ({ target }) => void (this.#isSeen || this.#pause(target)), true);
  }

  /** Id of the feature in the config. */
  get feature(): string {
    return this.getAttribute('feature') ?? '';
  }

  set feature(value: string) {
    this.setAttribute('feature', value);
  }

  connectedCallback(): void {
    if (this.hasAttribute(DEFER)) return;
    const { host } = ZephrFeatureElement;
    this.#minHeight ??= this.style.minHeight;
    // An element that is not in the page when the session ends is released when it returns.
    if (host?.session.signal.aborted) this.release();
    else if (!this.decision) this.wait();
    host?.connect(this);
  }

  disconnectedCallback(): void {
    // Walls that are on their way would be drawn out of sight, and walls off the page are never complete.
    this.#turn++;
    ZephrFeatureElement.host?.disconnect(this);
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now) return;
    // The decision was for another feature or article.
    this.decision = null;
    this.connectedCallback();
  }

  /** Hides the content and shows nothing in its place: called by the host until there is a decision. */
  wait(): void {
    this.#content.inert = true;
    this.querySelectorAll('audio,video').forEach(this.#pause);
    // A line holds 40 to 80 characters. Without their number the value is no length, and ignored.
    this.#pending.style.minBlockSize = `min(100vh,${+this.dataset['characters']! / 32}em)`;
    this.decision = null;
    this.setAttribute('state', 'pending');
  }

  /** Called by the host when the session ends: the element and its content are again as the page's markup has them. */
  release(): void {
    this.#turn++;
    this.#shown = undefined;
    this.decision = null;
    this.#content.inert = false;
    for (const name of ['state', 'user-state', 'outcome']) this.removeAttribute(name);
    this.style.minHeight = this.#minHeight ?? '';
    if (!this.getAttribute('style')) this.removeAttribute('style');
    const walls = this.#walls;
    this.#walls = null;
    walls?.undo();
    this.shadowRoot!.replaceChildren(this.#content);
    walls?.notifyClosed();
  }

  /** Called by the host with each decision. The last call counts, even one that is made within an earlier one. */
  async present(presentation: Presentation): Promise<void> {
    const turn = ++this.#turn;
    const { decision } = presentation;
    // At once, as the walls may take a while to load.
    if (decision.access) this.#content.inert = false;
    else if (!this.#content.inert) this.wait();
    // A fallback opens nothing: only the rule says that this reader has access.
    const place = decision.access && decision.reason === 'rule' && this.matches('[sealed],[src]') && this;
    const { session } = ZephrFeatureElement.host ?? {};
    const needsFile = place || needsWalls(presentation);
    const walls = needsFile ? await loadWalls(presentation, session, place, this.#walls) : null;
    if (turn !== this.#turn) return;
    if (walls instanceof Error) return this.#fallBack(decision.feature, walls);
    if (walls && 'decision' in walls) return this.present(walls);
    // Walls that read the same stay: a reader may be filling in a form.
    const shown = this.#shown;
    const isSame = shown && shown.config === presentation.config && this.#session === ZephrFeatureElement.host?.session;
    const isThere = !place && isSame && keyOf(shown) === keyOf(presentation);
    const done = isThere ? this.#reflect(presentation) : this.#replace(presentation, walls);
    for (const media of this.#isSeen ? this.#paused : []) {
      this.#paused.delete(media);
      media.play().catch(() => undefined);
    }
    await done;
  }

  /** Whether content is shown, or the beginning of it: the rest has left the page then. */
  get #isSeen(): unknown {
    return this.shadowRoot!.querySelector('[part=content]:not([inert],[hidden])');
  }

  readonly #pause = (target: unknown): void => {
    const media = target as HTMLMediaElement;
    if (media.paused) return;
    media.pause();
    if (media.autoplay) this.#paused.add(media);
  };

  /** Everything changes in one go, so that the wall takes the place of the content in the same frame. */
  #replace(presentation: Presentation, walls: Walls | null): Promise<unknown> | undefined {
    const { decision, broken } = presentation;
    this.#shown = presentation;
    this.#session = ZephrFeatureElement.host?.session;
    this.#reflect(presentation);
    const before = this.#walls;
    // The new walls first: content that both hide does not return in between.
    const built = walls?.showWalls(this, presentation, ZephrFeatureElement.host!, before);
    before?.undo();
    // Building runs code of the page: its elements in a teaser, its listeners to faults. The element may show another decision now.
    if (this.#shown !== presentation) return void built?.undo();
    this.#walls = built;
    const content = decision.access ? [this.#content] : [];
    this.shadowRoot!.replaceChildren(...content, ...(built?.slots ?? []), ...(broken ? [createFaultLine()] : []));
    // Reported when all is done, so that changes by listeners come afterwards.
    before?.notifyClosed();
    if (this.#shown === presentation) built?.notifyOpen();
    return built?.complete;
  }

  /** The walls did not load, or the content could not be opened. */
  #fallBack(feature: string, error: Partial<Fault>): Promise<void> {
    const host = ZephrFeatureElement.host!;
    const shown = this.present(host.fallback(feature));
    host.report(createFault(error.code ?? 'chunk-unreachable', String(error), feature));
    return shown;
  }

  #reflect({ decision, broken }: Presentation): void {
    this.decision = decision;
    const state: FeatureState = broken ? 'fault' : decision.access ? 'shown' : 'walled';
    this.setAttribute('state', state);
    this.setAttribute('user-state', decision.userState);
    this.setAttribute('outcome', decision.outcomeId);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'zephr-feature': ZephrFeatureElement;
  }
}

/** Identifies what a reader sees: two presentations of one config with the same key look alike. */
function keyOf({ decision: { feature, outcomeId, content, components }, broken, identity }: Presentation): string {
  return JSON.stringify([feature, outcomeId, content, components, broken, identity?.claims, identity?.user]);
}

function createFaultLine(): HTMLElement {
  return Object.assign(document.createElement('p'), {
    part: 'fault',
    role: 'status',
    textContent: 'This content could not be loaded.',
  });
}
