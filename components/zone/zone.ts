import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { FeatureSession } from '../../src/model/feature-host.js';
import { property } from '../internal/property.js';
import { controlStyles } from '../internal/control.styles.js';
import { hostStyles } from '../internal/host.styles.js';
import { WordsController } from '../internal/words-controller.js';
import { findSession } from '../session/find-session.js';
import { ownedBy } from '../session/owned-by.js';
import { DialogController } from './dialog-controller.js';
import { ZephrDismissEvent } from './dismiss-event.js';
import { findHeading } from './find-heading.js';
import { findNotice, isModal } from './find-notice.js';
import { isRendered } from './is-rendered.js';
import { MAX_NOTICE_WAIT_MS, NOTICE_LOOK_MS } from './limits.js';
import { openDialog } from './open-dialog.js';
import { openFooter } from './open-footer.js';
import { scrollLock, stylePage } from './style-page.js';
import type { ZoneKind } from './zone-kind.js';
import { ZoneQueue } from './zone-queue.js';
import { styles } from './zone.styles.js';

/** Longest delay of a timer, in ms: a longer one fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Waits for its time and its turn, and shows its content in the top layer: as a modal dialog, or along the bottom of the
 * viewport. Of several zones on a page one pop-up and one footer are shown at a time, the others after them.
 *
 * Keyboard: Escape closes a pop-up that is closeable. Content that is higher than its box can be scrolled with the arrow keys. When
 * it closes, the focus returns to the element that had it before.
 *
 * Accessibility: a pop-up is a modal dialog, named by the first heading in it, and takes the focus. While another notice is there,
 * such as that of a consent manager, a pop-up without a button to close is not modal. A footer is a named region that is announced
 * as a status, takes no focus, and moves out of sight while it would cover the element that has the focus.
 *
 * @summary Shows its content in a pop-up or in a footer that stays in sight.
 *
 * @slot - The content. A pop-up is named by the first heading in it, shadow roots of the content included.
 * @event {ZephrDismissEvent} zephr-dismiss - Before the reader closes it. Cancel it to keep it open.
 * @event {Event} open - It is shown. Does not bubble.
 * @event {Event} close - The reader has closed it. Does not bubble.
 * @attr {boolean} open - Whether it is shown; set by the element.
 * @attr {boolean} aside - The footer is out of sight while it would cover what has the focus; set by the element.
 * @csspart panel - The box: the dialog, or the footer.
 * @csspart close - The button that closes.
 * @csspart body - Around the content.
 * @cssproperty [--zephr-zone-width=36em] - Widest that a pop-up may grow, 50em for a paywall with several offers; widest
 *   that the content of a footer may grow, 60em.
 * @cssproperty [--zephr-zone-height=50dvh] - Highest that a footer may grow; beyond it its content scrolls.
 * @cssproperty [--zephr-zone-backdrop=rgb(0 0 0 / 0.55)] - Colour over the page behind a pop-up.
 * @cssproperty [--zephr-font-size=medium] - Size of the text of what has no font size of its own.
 * @cssproperty [--zephr-space=1em] - Distance between the pieces.
 * @cssproperty [--zephr-radius=3px] - Rounding of the box.
 * @cssproperty [--zephr-surface] - Background.
 * @cssproperty [--zephr-text] - Colour of text and of the upper edge.
 * @cssproperty [--zephr-muted] - Colour of the button that closes.
 * @cssproperty [--zephr-border] - Colour of the other edges.
 * @cssproperty [--zephr-focus] - Colour of the focus ring.
 */
export class ZephrZoneElement extends LitElement {
  static override styles = [hostStyles, controlStyles, styles];

  /** Id of the feature whose outcome is shown in it. */
  @property({ reflect: true }) feature = '';

  /**
   * Where the content is shown.
   *
   * @type {'pop-up' | 'sticky-footer'}
   */
  @property({ reflect: true }) zone: ZoneKind = 'pop-up';

  /** The reader may close it: by its button; a pop-up also by Escape and by a click beside it. */
  @property({ type: Boolean, reflect: true }) closeable = false;

  /** The page behind it can still be scrolled. */
  @property({ type: Boolean, reflect: true }) scrollable = false;

  /** Milliseconds until it comes, from when it is put into the page. */
  @property({ type: Number, attribute: 'display-after' }) displayAfter = 0;

  /** The occasion that it is shown for. Once the reader has closed it, it is not shown again on the same occasion in this page. */
  @property() occasion = '';

  /** Name of a zone without a heading. Default: the word for a notice in the language of the page. */
  @property() label = '';

  /** Name of the button that closes it. Default: the word for it in the language of the page. */
  @property({ attribute: 'close-label' }) closeLabel = '';

  /** Texts of the publisher instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  @property({ type: Object }) texts: Readonly<Record<string, unknown>> | null = null;

  /** Whether it is shown; set by the element. */
  @property({ type: Boolean, reflect: true }) open = false;

  /** The session whose zones take turns with this one; set by the feature that shows it. */
  @property({ attribute: false }) session: FeatureSession | null = null;

  readonly #words = new WordsController(this);
  readonly #dialog = new DialogController(
    () => this.closeable && this.dismiss(),
    () => this.#close !== null,
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Leaves the queue, or the screen. */
  #leave: (() => void) | undefined;
  /** Undoes everything that showing the zone did; `null` while it is not shown. */
  #close: (() => void) | null = null;
  /** Fits the page to the size of the panel that is shown. */
  #fit: (() => void) | undefined;
  /** Joins the queue, once the zone is rendered. */
  #join: (() => void) | undefined;
  #heading = '';

  readonly #content = new MutationObserver(() => this.#read());
  // A frame later: a change of sizes in between would be reported to the page as a loop.
  readonly #size = new ResizeObserver(
    () => void requestAnimationFrame(() => this.isConnected && (this.open ? this.#measure() : this.#join?.())),
  );

  /** Closes it as the reader does, `closeable` or not: `zephr-dismiss` is fired first. */
  dismiss(): void {
    const { feature, zone } = this;
    const dismissal = new ZephrDismissEvent({ feature, zone });
    // A listener may have it closed by now.
    if (!this.open || !this.dispatchEvent(dismissal) || !this.open) return;
    this.#queue.close(this.occasion);
    this.#hide();
    this.dispatchEvent(new Event('close'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hide();
  }

  /** Complete when its words are those of the page's language; it is shown before. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await this.#words.loaded;
    return super.getUpdateComplete();
  }

  protected override render(): TemplateResult {
    const label = this.label || this.#words.say('notice');
    const content = html`
      ${
        this.closeable
          ? html`<div class="bar">
              <button
                part="close"
                type="button"
                aria-label=${this.closeLabel || this.#words.say('close')}
                @click=${this.dismiss}
              >
                <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 4l12 12M16 4L4 16" /></svg>
              </button>
            </div>`
          : nothing
      }
      <div class="scroller">
        <div part="body"><slot @slotchange=${this.#onSlotChange}></slot></div>
      </div>
    `;
    // The walls in a footer are landmarks by their headings, so it has a name of its own.
    return this.zone === 'sticky-footer'
      ? html`
          <p class="mark" role="status">${this.open ? this.#heading || label : nothing}</p>
          <section part="panel" popover="manual" aria-label=${label}>${content}</section>
        `
      : html`
          <p class="mark"></p>
          <dialog
            part="panel"
            tabindex="-1"
            closedby="none"
            aria-label=${this.#heading || label}
            @keydown=${this.#dialog.onKey}
            @cancel=${this.#dialog.onCancel}
            @close=${this.#dialog.onClose}
            @pointerdown=${this.#dialog.onPress}
            @click=${this.#dialog.onClick}
          >
            ${content}
          </dialog>
        `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another occasion, as the next page of a site that loads its pages itself.
    if (changed.has('occasion') && changed.get('occasion') !== undefined && !this.open) this.#wait();
    if (this.open && !this.#close && this.isConnected) this.#show();
    if (!this.open && this.#close) this.#hide();
  }

  get #queue(): ZoneQueue {
    return ownedBy(this.session ?? findSession(this), ZoneQueue);
  }

  /** An element that is rendered where the zone could be. */
  get #mark(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.mark')!;
  }

  get #panel(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('[part="panel"]')!;
  }

  /** Waits for its time, until it is rendered (a modal dialog out of sight would block the page), and for its turn. */
  #wait(): void {
    this.#hide();
    let since: number | undefined;
    const join = (): void => {
      if (!this.isConnected || this.open) return;
      if (!isRendered(this.#mark)) {
        this.#join = join;
        return this.#size.observe(this.#mark);
      }
      this.#size.disconnect();
      this.#join = undefined;
      since ??= performance.now();
      if (this.#isHeldUp(since)) {
        this.#timer = setTimeout(join, NOTICE_LOOK_MS);
        return;
      }
      this.#leave?.();
      const queue = this.#queue;
      this.#leave = queue.join(this.zone, () => (this.open = !queue.isClosed(this.occasion)));
    };
    const { displayAfter } = this;
    if (displayAfter > 0) this.#timer = setTimeout(join, Math.min(displayAfter, MAX_DELAY_MS));
    else void super.getUpdateComplete().then(join);
  }

  #show(): void {
    const panel = this.#panel;
    const unlock = this.scrollable ? undefined : stylePage(scrollLock());
    const close = this.#open(panel);
    this.#close = () => {
      unlock?.();
      close();
    };
    this.#size.observe(panel);
    this.#size.observe(panel.querySelector('[part="body"]')!);
    this.dispatchEvent(new Event('open'));
  }

  /** @returns Closes the panel. */
  #open(panel: HTMLElement): () => void {
    if (panel instanceof HTMLDialogElement) return this.#openDialog(panel);
    const { measure, close } = openFooter(panel, (aside) => this.toggleAttribute('aside', aside));
    this.#fit = measure;
    return close;
  }

  /**
   * A pop-up that the reader cannot close is modal only while no other notice is there: a consent manager may ask at any
   * time, and its notice must never be inert.
   */
  #openDialog(panel: HTMLDialogElement): () => void {
    const isFree = (): boolean => this.closeable || !findNotice(this);
    const dialog = openDialog(panel, isFree());
    const timer = setInterval(() => {
      const notice = this.closeable ? null : findNotice(this);
      // A modal dialog that was opened later is above this one.
      if (!notice || !isModal(notice)) dialog.setModal(!notice);
    }, NOTICE_LOOK_MS);
    return () => {
      clearInterval(timer);
      dialog.close();
    };
  }

  /** Whether a pop-up that the reader cannot close has to wait until another notice is answered. */
  #isHeldUp(since: number): boolean {
    if (this.zone !== 'pop-up' || this.closeable) return false;
    const notice = findNotice(this);
    return notice !== null && (isModal(notice) || performance.now() - since < MAX_NOTICE_WAIT_MS);
  }

  /** Undoes waiting and showing. */
  #hide(): void {
    clearTimeout(this.#timer);
    this.#size.disconnect();
    this.open = false;
    const close = this.#close;
    this.#close = null;
    this.#fit = undefined;
    close?.();
    this.#leave?.();
    this.#leave = undefined;
    this.#join = undefined;
  }

  /** Content that is higher than its box has to be scrolled by keyboard too. */
  #measure(): void {
    const panel = this.#panel;
    // The page hides the element around it.
    if (!isRendered(this.#mark) && !matchMedia('print').matches) return this.#wait();
    const scroller = panel.querySelector<HTMLElement>('.scroller')!;
    if (scroller.scrollHeight > scroller.clientHeight) scroller.tabIndex = 0;
    else scroller.removeAttribute('tabindex');
    this.#fit?.();
  }

  /** Takes the name of the content, and fits the box to it. */
  #read(): void {
    const elements = this.#elements();
    this.#heading = findHeading(elements);
    const isWide = elements.some((element) => element.shadowRoot?.querySelector('[part~="offer"] + [part~="offer"]'));
    this.#panel.classList.toggle('wide', isWide);
    this.requestUpdate();
  }

  #elements(): Element[] {
    return this.renderRoot.querySelector('slot')!.assignedElements({ flatten: true });
  }

  #onSlotChange = (): void => {
    this.#content.disconnect();
    for (const element of this.#elements()) {
      for (const root of [element, element.shadowRoot]) {
        if (root) this.#content.observe(root, { childList: true, characterData: true, subtree: true });
      }
    }
    this.#read();
  };
}
