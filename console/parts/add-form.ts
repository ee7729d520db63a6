import { html, type TemplateResult } from 'lit';
import type { ConsoleStore } from '../store/console-store.js';

/** A text field of Web Awesome. */
type TextField = HTMLElement & { value: string | null };

/** Marks a form whose button was pressed before there was a title: the title then adds the entry. */
const AWAITS_TITLE = 'awaits-title';

/** Gives the only text field of a form. */
export function fieldOf(form: EventTarget | null): TextField {
  return (form as HTMLFormElement).querySelector<TextField>('wa-input')!;
}

/** Gives what is typed into a field; its value is `null` before anything is. */
export function typedIn({ value }: TextField): string {
  return (value ?? '').trim();
}

/** Renders a form that begins an entry by its title, which is typed before the button is pressed, or after it. */
export function renderAddForm(
  store: ConsoleStore,
  { label, hint, add }: { readonly label: string; readonly hint: string; readonly add: (title: string) => void },
): TemplateResult {
  const take = (field: TextField): void => {
    const title = typedIn(field);
    field.closest('form')!.classList.remove(AWAITS_TITLE);
    field.value = '';
    add(title);
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = fieldOf(event.target);
    if (typedIn(field) !== '') return take(field);
    field.closest('form')!.classList.add(AWAITS_TITLE);
    field.focus();
    store.announce('Type a title.');
  };
  const onChange = (event: Event): void => {
    const field = event.currentTarget as TextField;
    if (field.closest(`.${AWAITS_TITLE}`) && typedIn(field) !== '') take(field);
  };
  return html`<form class="row row--fields" @submit=${onSubmit}>
      <wa-input label="Title" autocomplete="off" @change=${onChange}></wa-input>
      <wa-button type="submit" appearance="outlined">${label}</wa-button>
    </form>
    <p class="hint">${hint}</p>`;
}
