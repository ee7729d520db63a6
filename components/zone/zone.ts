import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../internal/property.js';
import { controlStyles } from '../internal/control.styles.js';
import { hostStyles } from '../internal/host.styles.js';
import { WordsController } from '../internal/words-controller.js';
import { ZephrDismissEvent } from './dismiss-event.js';
import { findFocused } from './find-focused.js';
import { findHeading } from './find-heading.js';
import { isInside } from './is-inside.js';
import { keepClear } from './keep-clear.js';
import { roomFor, scrollLock, stylePage } from './style-page.js';
import { takeTurn } from './take-turn.js';
import { styles } from './zone.styles.js';

/** The longest that a timer can wait; beyond it fires at once. */
const LONGEST = 2 ** 31 - 1;

const NOTHING = (): void => undefined;

/** Occasions of this page that a reader has closed a zone on. */
const closed = new Set<string>();

/**
 * Waits for its time and its turn, and shows its content in the top layer: as a modal dialog, or along the bottom of the
 * viewport. Of several zones on a page one pop-up and one footer are shown at a time, the others after them.
 *
 * @summary Shows its content in a pop-up or in a footer that stays in sight.
 *
 * @slot - The content. A pop-up is named by the first heading in it, be it in a shadow root of the content's own.
 * @event {ZephrDismissEvent} zephr-dismiss - The reader is about to close it. Cancel it to keep it open.
 * @event {Event} open - It is shown by now. Does not bubble.
 * @event {Event} close - The reader has closed it. Does not bubble.
 * @attr {boolean} open - Whether it is shown; set by the element.
 * @attr {boolean} aside - The footer is out of sight while it would cover what has the focus; set by the element.
 * @csspart panel - The box: the dialog, or the footer.
 * @csspart close - The button that closes.
 * @csspart body - Around the content.
 * @cssproperty [--zephr-zone-width=36em] - Widest that a pop-up may grow, 50em for a paywall with several offers; widest
 *   that the content of a footer may grow, 60em.
 * @cssproperty [--zephr-zone-height=50dvh] - Highest that a footer may grow; beyond it its content scrolls.
 * @cssproperty [--zephr-zone-backdrop=rgb(0 0 0 / 0.55)] - What lies over the page behind a pop-up.
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

  /** Where the content stands. */
  @property({ reflect: true }) zone: 'pop-up' | 'sticky-footer' = 'pop-up';

  /** The reader may close it: by its button; a pop-up also by Escape and by a click beside it. */
  @property({ type: Boolean, reflect: true }) closeable = false;

  /** The page behind it can still be scrolled. */
  @property({ type: Boolean, reflect: true }) scrollable = false;

  /** Milliseconds until it comes, from when it is put into the page. */
  @property({ type: Number, attribute: 'display-after' }) displayAfter = 0;

  /** What it is shown for. Once the reader has closed it, it is not shown again for the same in this page. */
  @property() occasion = '';

  /** Name of what has no heading. The word for a notice in the language of the page unless set. */
  @property() label = '';

  /** Name of the button that closes. The word for it in the language of the page unless set. */
  @property({ attribute: 'close-label' }) closeLabel = '';

  /** Words of your own instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  @property({ type: Object }) texts: Readonly<Record<string, unknown>> | null = null;

  /** Whether it is shown; set by the element. */
  @property({ type: Boolean, reflect: true }) open = false;

  readonly #words = new WordsController(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Leaves the line of those that wait to be shown, or the place in it. */
  #leave = NOTHING;
  /** Undoes what showing it did; `null` while it is not shown. */
  #undo: (() => void) | null = null;
  /** Asks again for what it waits for, once it is rendered. */
  #ask = NOTHING;
  #heading = '';
  /** Where a press of the pointer began: a selection that is drawn out of the box closes nothing. */
  #pressed: EventTarget | null = null;

  readonly #content = new MutationObserver(() => this.#read());
  // A frame later: what changes sizes in between would have the page told of a loop.
  readonly #size = new ResizeObserver(
    () => void requestAnimationFrame(() => this.isConnected && (this.open ? this.#measure() : this.#ask())),
  );

  /** Closes it as the reader does, `closeable` or not: `zephr-dismiss` is fired first. */
  dismiss(): void {
    const { feature, zone } = this;
    const dismissal = new ZephrDismissEvent({ feature, zone });
    // A listener may have it closed by now.
    if (!this.open || !this.dispatchEvent(dismissal) || !this.open) return;
    closed.add(this.occasion);
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
            @keydown=${this.#onKey}
            @cancel=${this.#onCancel}
            @close=${this.#onClose}
            @pointerdown=${this.#onPress}
            @click=${this.#onClick}
          >
            ${content}
          </dialog>
        `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Another occasion, as the next page of a site that loads its pages itself.
    if (changed.has('occasion') && changed.get('occasion') !== undefined && !this.open) this.#wait();
    if (this.open && !this.#undo && this.isConnected) this.#show();
    if (!this.open && this.#undo) this.#hide();
  }

  /** Tells by being rendered that the zone could be. */
  get #mark(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.mark')!;
  }

  get #panel(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('[part="panel"]')!;
  }

  /** Waits for its time, until it is rendered (a modal dialog that nobody sees would block the page), and for its turn. */
  #wait(): void {
    this.#hide();
    const ask = (): void => {
      if (!this.isConnected || this.open) return;
      if (!isRendered(this.#mark)) {
        this.#ask = ask;
        return this.#size.observe(this.#mark);
      }
      this.#size.disconnect();
      this.#ask = NOTHING;
      this.#leave();
      this.#leave = takeTurn(this.zone, () => {
        if (this.occasion && closed.has(this.occasion)) return false;
        return (this.open = true);
      });
    };
    const { displayAfter } = this;
    if (displayAfter > 0) this.#timer = setTimeout(ask, Math.min(displayAfter, LONGEST));
    else void super.getUpdateComplete().then(ask);
  }

  #show(): void {
    const panel = this.#panel;
    const undo: (() => void)[] = [];
    this.#undo = () => undo.forEach((step) => step());
    if (!this.scrollable) undo.push(stylePage(scrollLock()));
    undo.push(panel instanceof HTMLDialogElement ? this.#openDialog(panel) : this.#openFooter(panel));
    this.#size.observe(panel);
    this.#size.observe(panel.querySelector('[part="body"]')!);
    this.dispatchEvent(new Event('open'));
  }

  #openDialog(dialog: HTMLDialogElement): () => void {
    const before = findFocused();
    dialog.showModal();
    // Its name is read out first. The first field instead would bring up the keyboard of a phone.
    dialog.focus();
    return () => {
      dialog.close();
      giveBack(before, dialog);
    };
  }

  #openFooter(footer: HTMLElement): () => void {
    let before: HTMLElement | null = null;
    const remember = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget instanceof HTMLElement && !footer.contains(relatedTarget)) before = relatedTarget;
    };
    footer.addEventListener('focusin', remember);
    if ('showPopover' in footer) footer.showPopover();
    const setRoom = stylePage('');
    this.#measured = ({ offsetHeight }) => setRoom(roomFor(offsetHeight));
    this.#measured(footer);
    const release = keepClear(footer, (aside) => this.toggleAttribute('aside', aside));
    return () => {
      const hadFocus = footer.matches(':focus-within');
      release();
      setRoom();
      this.#measured = NOTHING;
      footer.removeEventListener('focusin', remember);
      if (footer.isConnected && 'hidePopover' in footer) footer.hidePopover();
      if (hadFocus) giveBack(before, footer);
    };
  }

  #measured: (panel: HTMLElement) => void = NOTHING;

  /** Back to how it was before it was shown, or wanted to be. */
  #hide(): void {
    clearTimeout(this.#timer);
    this.#size.disconnect();
    this.open = false;
    const undo = this.#undo;
    this.#undo = null;
    undo?.();
    this.#leave();
    this.#leave = NOTHING;
    this.#ask = NOTHING;
  }

  /** Content that is higher than its box has to be scrolled by keyboard too. */
  #measure(): void {
    const panel = this.#panel;
    // The page hides what it stands in.
    if (!isRendered(this.#mark) && !matchMedia('print').matches) return this.#wait();
    const scroller = panel.querySelector<HTMLElement>('.scroller')!;
    if (scroller.scrollHeight > scroller.clientHeight) scroller.tabIndex = 0;
    else scroller.removeAttribute('tabindex');
    this.#measured(panel);
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

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    // Else the browser closes it itself, the second time without asking.
    event.preventDefault();
    this.#tryDismiss();
  };

  // By a gesture, or by a key while nothing in it has the focus.
  #onCancel = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    this.#tryDismiss();
  };

  #onClose = (event: Event): void => {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (event.target !== dialog || !this.#undo || dialog.open) return;
    // The browser did not take no for an answer.
    dialog.showModal();
    dialog.focus();
  };

  #onPress = ({ target }: Event): void => {
    this.#pressed = target;
  };

  #onClick = ({ target, currentTarget }: Event): void => {
    if (target === currentTarget && this.#pressed === target) this.#tryDismiss();
  };

  #tryDismiss(): void {
    if (this.closeable) this.dismiss();
  }
}

function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/**
 * Gives the focus back, unless somebody has taken it meanwhile. A turn later, as the page may be in the middle of changing.
 *
 * @param panel - Where the focus was. A browser may leave it there until the next frame, though nothing of it is shown.
 */
function giveBack(before: HTMLElement | null, panel: HTMLElement): void {
  queueMicrotask(() => {
    const focused = findFocused();
    if (before?.isConnected && (!focused || isInside(focused, panel))) before.focus({ preventScroll: true });
  });
}
