import type { Say } from './form-wall.js';

type Control = HTMLInputElement | HTMLSelectElement;

/** Finds the mistakes in the fields of a form. Returns messages in the words of its wall, by name of the field. */
export function findFieldMistakes(form: HTMLFormElement, say: Say): Readonly<Record<string, string>> {
  const mistakes: Record<string, string> = {};
  // Not by the form's own members, which fields can be named after.
  for (const control of form.querySelectorAll<Control>('input, select')) {
    const mistake = mistakeOf(control, say);
    if (mistake) mistakes[control.name] = mistake;
  }
  return mistakes;
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
