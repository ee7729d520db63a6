import { findElements } from '../browser.js';
import type { Session } from '../session.js';
import type { Push } from './feed-data-layer.js';

/**
 * Watches the forms of registration walls until the session ends, and pushes Zephr's own events about them: which form was put
 * into the page, which one the reader has seen, and which fields they have changed and left. The text in a field is never among
 * them.
 *
 * @param push - Pushes an event with its members.
 * @returns A function that looks for new forms.
 * @see Zephr documentation, "Data layer": `zephr_form_render`, `zephr_form_view`, `zephr_form_input_change`, `zephr_form_input_blur`.
 */
export function watchForms(session: Session, push: Push): () => void {
  const known = new WeakSet<Element>();
  const report = (wall: Element, does: string, more?: object): void => {
    const { component, feature, shownBy } = wall as FormOfWall;
    const { outcomeId } = shownBy ?? {};
    push(`zephr_form_${does}`, { formType: 'Registration', formId: component, feature, outcomeId, ...more });
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      report(target, 'view');
    }
  });
  session.own(() => seen.disconnect());

  return () => {
    for (const wall of findElements('zephr-registration-wall')) {
      const { shadowRoot } = wall;
      if (!shadowRoot || known.has(wall)) continue;
      known.add(wall);
      report(wall, 'render');
      seen.observe(wall);
      for (const [type, does] of EVENTS) {
        session._listen(shadowRoot, type, ({ target }) => {
          const inputName = (target as Element).getAttribute('name');
          if (inputName) report(wall, does, { inputName });
        });
      }
    }
  };
}

/** Events of fields, and Zephr's words for them. */
const EVENTS = [
  ['change', 'input_change'],
  ['focusout', 'input_blur'],
] as const;

type FormOfWall = Element & {
  readonly component?: string;
  readonly feature?: string;
  readonly shownBy?: { readonly outcomeId?: string };
};
