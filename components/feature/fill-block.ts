import type { ComponentConfig, Config } from '../../src/model/config.js';
import type { Fault } from '../../src/model/fault.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import { own } from '../../src/lib/own.js';
import { fillPart } from '../../src/outcome/fill-part.js';
import { fillTemplate } from '../../src/outcome/fill-template.js';
import type { Wall } from '../walls.js';
import { fetchBlock } from './fetch-block.js';
import { findOffer, writeOffer } from './read-offer.js';

/** Tells what is wrong with a member of a component. */
export type TellFault = (code: Fault['code'], part: Part, message: string, member: string) => void;

/** A block, which is filled again when its reader or what is left of his trial changes. */
type Block = Wall & { html?: string | null };

/** By block: what it is to show last, and what was told of it. */
const fills = new WeakMap<Block, object>();
const told = new WeakMap<Block, Set<string>>();

/**
 * Fills a custom block that asks for more than simple tags: sections in its template, an offer, or markup from elsewhere.
 * It shows its own markup until that has come, and where it does not come.
 *
 * @returns Resolves when all is on the page that will come: what is fetched has a time limit.
 */
export async function fillBlock(
  block: Block,
  part: Part,
  data: TemplateData,
  config: Config,
  language: string | undefined,
  tell: TellFault,
): Promise<unknown> {
  const fill = {};
  fills.set(block, fill);
  const tellOnce: (code: Fault['code'], message: string, member: string) => void = (code, message, member) => {
    const before = told.get(block) ?? new Set();
    told.set(block, before);
    if (before.has(code + member)) return;
    before.add(code + member);
    tell(code, part, message, member);
  };
  const values = { ...data, variables: own(part.config, 'variables') };
  const offer = offerOf(part, values, config, language, tellOnce);
  const show = (template: unknown, member: string): void => {
    if (typeof template !== 'string') return;
    const { html, mistake } = fillTemplate(template, { ...values, offer }, language);
    block.html = html;
    if (mistake) tellOnce('template-broken', mistake, member);
  };

  const [src, markup] = [own(part.config, 'src'), own(part.config, 'html')];
  if (typeof src !== 'string') {
    show(markup, 'html');
    return block.updateComplete;
  }
  const fetched = fetchBlock(src);
  // One that is filled again shows something already.
  if (!block.html) show(markup, 'html');
  const result = await fetched;
  if (fills.get(block) !== fill) return undefined;
  if ('markup' in result) show(result.markup, 'src');
  else {
    show(markup, 'html');
    tellOnce(result.code, `"${src}": ${result.why}.`, 'src');
  }
  return block.updateComplete;
}

function offerOf(
  { id, config: block }: Part,
  data: TemplateData,
  config: Config,
  language: string | undefined,
  tell: (code: Fault['code'], message: string, member: string) => void,
): TemplateData | undefined {
  const named = own(block, 'offer');
  if (named === undefined) return undefined;
  const offer = findOffer(named, config);
  if (!offer) return void tell('offer-unknown', 'no paywall has an offer of that id.', 'offer');
  // Its own texts may hold tags, as they may on a paywall.
  const filled = fillPart({ id, config: offer as unknown as ComponentConfig }, data, language).config;
  return writeOffer(filled as unknown as TemplateData, language);
}
