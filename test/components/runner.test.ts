import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';

class DecoratedElement extends LitElement {
  @property({ reflect: true }) heading = 'first';

  protected override render(): TemplateResult {
    return html`<h2>${this.heading}</h2>`;
  }
}
customElements.define('decorated-element', DecoratedElement);

describe('the component test runner', () => {
  it('compiles decorators as the build does, so a changed property is drawn again', async () => {
    const element = await fixture<DecoratedElement>(html`<decorated-element></decorated-element>`);
    element.heading = 'second';
    await element.updateComplete;

    expect(element.shadowRoot?.querySelector('h2')?.textContent).to.equal('second');
    expect(element.getAttribute('heading')).to.equal('second');
  });

  it('replaces the version as the build does', () => {
    expect(__VERSION__).to.match(/^\d+\.\d+\.\d+/);
  });
});
