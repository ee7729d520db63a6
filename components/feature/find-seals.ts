/** A script of this type holds a seal. Browsers never run it, and sanitisers take it out of markup that readers write. */
export const SEAL = 'script[type="application/jose"]';

/** The script of a seal that is open: its ciphertext is kept here, out of the document. */
interface OpenedScript extends HTMLScriptElement {
  _ciphertext?: string;
}

/** A seal of an element. */
export interface FoundSeal {
  readonly script: HTMLScriptElement;
  readonly text: string;
}

/**
 * Finds the seals of an element in their order, also those that are detached with the rest of its content.
 *
 * @param detached - Content of the element that is not part of the page meanwhile.
 */
export function findSeals(feature: HTMLElement, detached: readonly ParentNode[] = []): FoundSeal[] {
  return [feature, ...detached].flatMap((root) =>
    [...root.querySelectorAll<OpenedScript>(SEAL)].flatMap((script) => {
      // A place in the content has seals of its own.
      const owner = script.closest('zephr-feature') ?? feature;
      const text = (script._ciphertext ?? script.text).trim();
      return owner === feature && text ? { script, text } : [];
    }),
  );
}

/** Takes the ciphertext of a seal out of the document. */
export function emptySeal({ script, text }: FoundSeal): void {
  (script as OpenedScript)._ciphertext = text;
  script.replaceChildren();
}

/** Puts it back. */
export function refillSeal(script: HTMLScriptElement): void {
  const opened = script as OpenedScript;
  // A text node, as Trusted Types refuse a text.
  script.replaceChildren(new Text(opened._ciphertext ?? ''));
  delete opened._ciphertext;
}
