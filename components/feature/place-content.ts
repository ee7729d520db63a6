import type { AwaitingView } from '../../src/model/awaiting-view.js';
import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';
import { meetPlaces } from '../../src/model/place-questions.js';
import { ownedBy } from '../session/owned-by.js';
import { isContent } from './added-children.js';
import { createFragment } from './create-fragment.js';
import { addressOf, PartFetcher } from './fetch-part.js';
import { emptySeal, findSeals, refillSeal, type FoundSeal } from './find-seals.js';
import { MAX_WALL_RETURNS } from './limits.js';
import { openSeal } from './unseal.js';

/** Marks a block that ends in the middle: the whole of it is what follows, sealed or withheld. */
const TEASER = '[data-zephr-teaser]';

/** Content that is ready to be put into the page: that of a seal, or that behind `src`. */
export interface Part {
  readonly seal: FoundSeal | null;
  /** Where it comes from: the address of `src`, or empty. */
  readonly src: string;
  readonly nodes: DocumentFragment;
}

/** Content that is in the page. */
interface OpenPart extends Pick<Part, 'seal' | 'src'> {
  readonly nodes: readonly ChildNode[];
  readonly teaser: Element | null;
}

/**
 * The content of one element that is sealed or withheld. It is in the page as long as somebody holds it, in light DOM, and its
 * nodes leave the page the moment that the element waits for another decision.
 */
export class PlaceContent {
  readonly #place: HTMLElement & AwaitingView;
  readonly #host: FeatureHost;
  readonly #observer = new MutationObserver(() => this.#onChange());
  #open: OpenPart[] = [];
  /** The outcomes that hold it. */
  #holders = 0;
  #presentation: Presentation | null = null;
  /** Seals whose scripts have run. */
  readonly #ran = new WeakSet<Element>();
  #loading = 0;
  /** How often the page has written it again. */
  #rewrites = 0;

  constructor(place: HTMLElement & AwaitingView, host: FeatureHost) {
    this.#place = place;
    this.#host = host;
  }

  /** How many parts are open. */
  get parts(): number {
    return this.#open.length;
  }

  /**
   * Loads what is not open yet.
   *
   * @param detached - Content of the element that is not part of the page meanwhile.
   * @throws (rejects) `PlaceRefusal` or `PlaceFault`. Then nothing is to be opened.
   */
  async load(presentation: Presentation, detached: readonly ParentNode[]): Promise<readonly Part[]> {
    const place = this.#place;
    const { decision, config } = presentation;
    const rule = config?.features[decision.feature]?.seal ?? {};
    const seals = findSeals(place, detached).filter(({ script }) => !this.#isOpen(script));
    const src = place.hasAttribute('src') ? addressOf(place) : '';
    const isFetched = src !== '' && !this.#open.some((part) => part.src === src);
    place._awaits = seals.length
      ? ['An answer of the endpoint', 'endpoint-unreachable']
      : ['The content', 'content-unreachable'];
    try {
      const texts = await Promise.all([
        ...seals.map(async (seal) => ({ seal, src: '', text: await openSeal(seal.text, presentation, this.#host) })),
        ...(isFetched ? [this.#fetch(src, presentation)] : []),
      ]);
      return await Promise.all(
        texts.map(async ({ seal, src: from, text }) => ({
          ...{ seal, src: from },
          nodes: await createFragment(text, { ...rule, scripts: rule.scripts === true && this.#mayRun(seal) }),
        })),
      );
    } finally {
      place._awaits = undefined;
    }
  }

  /** Puts parts into the page, in one go, and keeps them there until each holder has let go. */
  hold(parts: readonly Part[], presentation: Presentation): void {
    this.#holders++;
    this.#presentation = presentation;
    for (const part of parts) {
      // Another address takes the place of the one before.
      if (part.src) for (const open of this.#open.filter(({ src }) => src)) this.#close(open);
      if (!part.seal || !this.#isOpen(part.seal.script)) this.#open.push(this.#put(part));
    }
    if (parts.length) this.#followHash();
    this.#observer.takeRecords();
    this.#observer.observe(this.#place, {
      attributes: true,
      attributeFilter: ['state'],
      childList: true,
      subtree: true,
    });
  }

  release(): void {
    if (--this.#holders) return;
    this.#observer.disconnect();
    this.close();
  }

  /** Takes all parts out of the page and puts the ciphertext back. */
  close(): void {
    if (!this.#open.length) return;
    for (const part of [...this.#open].reverse()) this.#close(part);
    this.#observer.takeRecords();
    void meetPlaces(this.#host.session.store).questions.then(({ forgetKeys }) => forgetKeys(this.#place.feature));
  }

  #isOpen(script: Element): boolean {
    return this.#open.some(({ seal }) => seal?.script === script);
  }

  #mayRun(seal: FoundSeal | null): boolean {
    const part = seal?.script ?? this.#place;
    const may = !this.#ran.has(part);
    this.#ran.add(part);
    return may;
  }

  async #fetch(src: string, presentation: Presentation): Promise<{ seal: null; src: string; text: string }> {
    const text = await ownedBy(this.#host.session, PartFetcher).fetch(this.#place, presentation);
    return { seal: null, src, text };
  }

  #put({ seal, src, nodes: fragment }: Part): OpenPart {
    const nodes = [...fragment.childNodes];
    const teaser = this.#teaserOf(seal);
    if (seal) {
      seal.script.before(fragment);
      emptySeal(seal);
    } else this.#place.insertBefore(fragment, this.#end());
    teaser?.remove();
    return { seal, src, nodes, teaser };
  }

  #close(part: OpenPart): void {
    const { seal, nodes, teaser } = part;
    this.#open = this.#open.filter((open) => open !== part);
    // It goes back to where its whole was.
    const first = nodes.find((node) => node.parentNode);
    if (teaser) {
      if (first) first.before(teaser);
      else if (seal) seal.script.before(teaser);
      else this.#place.insertBefore(teaser, this.#end());
    }
    for (const node of nodes) node.remove();
    if (seal) refillSeal(seal.script);
  }

  /** The block in front of a part that was cut. */
  #teaserOf(seal: FoundSeal | null): Element | null {
    if (!seal) return [...this.#place.querySelectorAll(TEASER)].at(-1) ?? null;
    const before = seal.script.previousElementSibling;
    return before?.matches(TEASER) ? before : null;
  }

  /** The first wall, behind the content. */
  #end(): ChildNode | null {
    const children = [...this.#place.childNodes];
    return children[children.findLastIndex(isContent) + 1] ?? null;
  }

  /** Follows the hash of the address into what was opened, unless the reader has scrolled. */
  #followHash(): void {
    if (scrollY > 0 || location.hash.length < 2) return;
    const id = decodeURI(location.hash.slice(1));
    const target = this.#open.flatMap(({ nodes }) => nodes).map((node) => findId(node, id));
    target.find(Boolean)?.scrollIntoView();
  }

  #onChange(): void {
    // The element waits for a decision: what it shows may be another reader's by then.
    if (this.#place.getAttribute('state') === 'pending') return this.close();
    const presentation = this.#presentation;
    const isRewritten = this.#open.some(isGone) || findSeals(this.#place).some(({ script }) => !this.#isOpen(script));
    if (!isRewritten || this.#loading || !presentation || this.#rewrites++ > MAX_WALL_RETURNS) return;
    this.#open = this.#open.filter((part) => !isGone(part));
    void this.#place.present(presentation);
  }

  /** Says whether it is being loaded. */
  busy(change: 1 | -1): void {
    this.#loading += change;
    if (this.#loading) this.#place.setAttribute('aria-busy', 'true');
    else this.#place.removeAttribute('aria-busy');
  }
}

/** Whether the page has removed a part, as it does when it writes its content again. */
function isGone({ seal, nodes }: OpenPart): boolean {
  return seal ? !seal.script.isConnected : nodes.length > 0 && !nodes.some((node) => node.isConnected);
}

function findId(node: ChildNode, id: string): Element | null {
  if (!(node instanceof Element)) return null;
  return node.id === id ? node : node.querySelector(`#${CSS.escape(id)}`);
}
