import { html, type TemplateResult } from 'lit';
import type { ConsoleStore } from '../store/console-store.js';

/** Renders a form that begins an entry by its title. */
export function renderAddForm(store: ConsoleStore, label: string, add: (title: string) => void): TemplateResult {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector('wa-input') as unknown as { value: string };
    const title = field.value.trim();
    if (title === '') return store.announce('Type a title first.');
    add(title);
    field.value = '';
  };
  return html`<form class="row" @submit=${onSubmit}>
    <wa-input label="Title" autocomplete="off" hint="Its id is made of it, once."></wa-input>
    <wa-button type="submit" appearance="outlined">${label}</wa-button>
  </form>`;
}
