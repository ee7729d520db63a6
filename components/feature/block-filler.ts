import type { ComponentConfig, Config } from '../../src/model/config.js';
import type { Fault } from '../../src/model/fault.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import { own } from '../../src/lib/own.js';
import { createAddressFilling } from '../../src/outcome/create-address-filling.js';
import { fillPart, withVariables } from '../../src/outcome/fill-part.js';
import { fillTemplate } from '../../src/outcome/fill-template.js';
import { pageBase } from '../internal/page-base.js';
import { ownedBy } from '../session/owned-by.js';
import type { Wall } from '../walls.js';
import { BlockFetcher } from './block-fetcher.js';
import { findOffer, writeOffer } from './find-offer.js';

/** Reports a fault of a component; `member` is the end of a JSON pointer. */
export type ReportFault = (code: Fault['code'], part: Part, message: string, member?: string) => void;

type Block = Wall & { html?: string | null };

/**
 * Fills a custom block that needs more than simple tags: sections in its template, an offer, or markup from elsewhere. It is
 * filled again when its reader or the count of a trial changes, and reports each fault once.
 */
export class BlockFiller {
  readonly #block: Block;
  readonly #part: Part;
  readonly #config: Config;
  readonly #language: string | undefined;
  readonly #session: FeatureSession;
  readonly #report: ReportFault;
  readonly #reported = new Set<string>();
  /** Counts the fills: one that has been overtaken shows nothing. */
  #turn = 0;

  constructor(
    block: Block,
    part: Part,
    context: {
      readonly config: Config;
      readonly language: string | undefined;
      readonly session: FeatureSession;
      readonly report: ReportFault;
    },
  ) {
    this.#block = block;
    this.#part = part;
    this.#config = context.config;
    this.#language = context.language;
    this.#session = context.session;
    this.#report = context.report;
  }

  /**
   * Fills the block. It shows its own markup until external markup has arrived, and where that does not arrive.
   *
   * @returns Resolves when the block is on the page: requests have a time limit.
   */
  async fill(data: TemplateData): Promise<unknown> {
    const turn = ++this.#turn;
    const { config } = this.#part;
    const values = withVariables(data, config);
    const filled = { ...values, offer: this.#offer(values) };
    const [src, markup] = [own(config, 'src'), own(config, 'html')];
    if (typeof src !== 'string') {
      this.#show(markup, filled, 'html');
      return this.#block.updateComplete;
    }
    const fetching = ownedBy(this.#session, BlockFetcher).fetch(src);
    // A block that is filled again keeps its markup meanwhile.
    if (!this.#block.html) this.#show(markup, filled, 'html');
    const result = await fetching;
    if (turn !== this.#turn) return undefined;
    if ('markup' in result) this.#show(result.markup, filled, 'src');
    else {
      this.#show(markup, filled, 'html');
      this.#reportOnce(result.code, `"${src}": ${result.why}.`, 'src');
    }
    return this.#block.updateComplete;
  }

  #show(template: unknown, values: TemplateData, member: string): void {
    if (typeof template !== 'string') return;
    const { html, mistake, refused } = fillTemplate(template, values, this.#language, createAddressFilling(pageBase()));
    this.#block.html = html;
    if (mistake) this.#reportOnce('template-broken', mistake, member);
    for (const message of refused) this.#reportOnce('address-refused', message, member);
  }

  #offer(data: TemplateData): TemplateData | undefined {
    const { id, config } = this.#part;
    const named = own(config, 'offer');
    if (named === undefined) return undefined;
    const offer = findOffer(named, this.#config);
    if (!offer)
      return void this.#reportOnce('offer-unknown', 'neither the site nor a paywall has an offer of that id.', 'offer');
    // Its own texts may hold tags, as they may on a paywall.
    const part = { id, config: offer as unknown as ComponentConfig };
    const { config: filled, refused } = fillPart(part, data, this.#language, createAddressFilling(pageBase()));
    for (const { message } of refused) this.#reportOnce('address-refused', message, 'offer');
    return writeOffer(filled as unknown as TemplateData, this.#language);
  }

  #reportOnce(code: Fault['code'], message: string, member: string): void {
    if (this.#reported.has(member + message)) return;
    this.#reported.add(member + message);
    this.#report(code, this.#part, message, member);
  }
}
