import type { FormWall, Say } from './form-wall.js';

type Control = HTMLInputElement | HTMLSelectElement;

const watched = new WeakSet<HTMLFormElement>();

/**
 * Says at each field what is wrong with it, in the page's language, and leads to the first one. From then on what is put
 * right is right at once.
 *
 * @see WHATWG HTML, section 4.10.20, "Constraints".
 */
export function showMistakes(wall: FormWall, form: HTMLFormElement, say: Say): void {
  if (tell(wall, form, say)) leadToMistake(wall, form);
  if (watched.has(form)) return;
  watched.add(form);
  form.addEventListener('input', () => {
    if (wall.state === 'error') tell(wall, form, say);
  });
}

/** Puts the focus on the first field that is wrong. */
export function leadToMistake(wall: FormWall, form: HTMLFormElement): void {
  void wall.updateComplete.then(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}

/** Gives whether anything is wrong. */
function tell(wall: FormWall, form: HTMLFormElement, say: Say): boolean {
  const mistakes: Record<string, string> = {};
  // Not by the form's own members, which fields can be named after.
  for (const control of form.querySelectorAll<Control>('input, select')) {
    const mistake = mistakeOf(control, say);
    if (mistake) mistakes[control.name] = mistake;
  }
  const isWrong = Object.keys(mistakes).length > 0;
  Object.assign(wall, { mistakes, message: '', state: isWrong ? 'error' : 'idle' });
  return isWrong;
}

function mistakeOf(control: Control, say: Say): string {
  const { type, validity } = control;
  if (validity.valid) return '';
  if (validity.valueMissing)
    return say(type === 'checkbox' ? 'unticked' : type === 'select-one' ? 'unchosen' : 'missing');
  if (validity.typeMismatch && type === 'email') return say('noEmail');
  if (validity.tooShort) return say('short').replace('{count}', control.getAttribute('minlength') ?? '');
  return say('wrong');
}
