import { LitElement, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { ConsoleStore } from '../store/console-store.js';

/** A screen of the console: a row in `screens.ts`, by which it has an address and a link. */
export interface Screen {
  /** The first segments of its address: `settings/json-web-tokens`. The segments that follow are for the screen. */
  readonly path: string;
  /** Heading of the links that it is under; `null` for a link of its own. */
  readonly group: string | null;
  /** Text of its link, and of its heading. */
  readonly label: string;
  /**
   * Renders it.
   *
   * @param rest - Segments of the address after `path`, decoded.
   */
  readonly render: (store: ConsoleStore, rest: readonly string[]) => TemplateResult;
}

/**
 * An element of the app that shows what the store has, and is rendered again when that changes. It renders into the page
 * itself, so that one style sheet, labels and links by id reach everything.
 */
export abstract class StoreElement extends LitElement {
  /** Set once, before the element is connected. */
  @property({ attribute: false }) store!: ConsoleStore;
  #stop: (() => void) | null = null;
  /** Brings what is typed into the element into the config, before that is saved. */
  protected readonly bring?: () => Promise<void> | void;

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = this.store.subscribe(() => this.onStore());
    if (this.bring) this.store.pending.add(this.bring);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
    if (this.bring) this.store.pending.delete(this.bring);
  }

  /** Is called after each change of the store. */
  protected onStore(): void {
    this.requestUpdate();
  }
}
