import { PlaceFault } from './place-fault.js';

/** How markup of an article is put into the page (`seal` of its feature). */
export interface MarkupRule {
  /** Its scripts run, once. Default: they stay inert. */
  readonly scripts?: boolean;
  /** It is sanitised as a custom block is. */
  readonly sanitize?: boolean;
}

/** The part of a Trusted Types policy that is needed here. TypeScript's DOM library does not know them. */
interface Policy {
  readonly createHTML: (text: string) => string;
  readonly createScript: (text: string) => string;
  readonly createScriptURL: (text: string) => string;
}

interface Types {
  createPolicy(name: string, rules: Policy): Policy;
}

/** The policy of each document: a document allows a name once. `null` where its Content-Security-Policy does not name it. */
const policies = new WeakMap<Document, Policy | null>();

/**
 * Makes nodes of the markup that a seal has authenticated, or that the publisher's own server has sent. This is the one file that
 * may: its policy (`zephr-sealed`) is handed to nobody.
 *
 * @throws (rejects) `PlaceFault` where the page's Content-Security-Policy allows neither the policy nor a sanitiser.
 */
export async function createFragment(markup: string, { scripts, sanitize }: MarkupRule): Promise<DocumentFragment> {
  // A document where nothing loads and no element runs.
  const template = document.createElement('template');
  if (sanitize) {
    const { sanitizeInto, cleanMarkup } = await import('../custom-block/sanitize-into.js');
    const box = template.content.ownerDocument.createElement('div');
    cleanMarkup(box, sanitizeInto(box, markup, undefined));
    template.content.append(...box.childNodes);
    return template.content;
  }
  const policy = policyOf(document);
  if (!policy) return createSanitized(template, markup);
  const trusted = policy.createHTML(markup);
  // Declarative shadow roots are read by the newer of the two.
  if ('setHTMLUnsafe' in template) template.setHTMLUnsafe(trusted);
  else (template as HTMLTemplateElement).innerHTML = trusted;
  if (scripts) for (const script of template.content.querySelectorAll('script')) revive(script, policy);
  return template.content;
}

function createSanitized(template: HTMLTemplateElement, markup: string): DocumentFragment {
  if (!('setHTML' in template) || !('setHTMLUnsafe' in template))
    throw new PlaceFault('seal-policy', 'The Content-Security-Policy of the page has no `trusted-types zephr-sealed`.');
  (template as { setHTML(text: string): void }).setHTML(markup);
  return template.content;
}

function policyOf(of: Document): Policy | null {
  const known = policies.get(of);
  if (known !== undefined) return known;
  const policy = createPolicy();
  policies.set(of, policy);
  return policy;
}

function createPolicy(): Policy | null {
  const same = (text: string): string => text;
  const rules = { createHTML: same, createScript: same, createScriptURL: same };
  const { trustedTypes } = window as { trustedTypes?: Types };
  try {
    return trustedTypes ? trustedTypes.createPolicy('zephr-sealed', rules) : rules;
  } catch {
    return null;
  }
}

/** Replaces a script that was parsed, and so never runs, by one that does. Scripts run in their order. */
function revive(inert: HTMLScriptElement, policy: Policy): void {
  const script = document.createElement('script');
  for (const name of inert.getAttributeNames()) {
    const value = inert.getAttribute(name)!;
    script.setAttribute(name, name === 'src' ? policy.createScriptURL(value) : value);
  }
  script.async = inert.hasAttribute('async');
  script.text = policy.createScript(inert.text);
  script.nonce = inert.nonce || (document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '');
  inert.replaceWith(script);
}
