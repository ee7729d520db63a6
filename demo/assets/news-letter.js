/** An element of the newspaper's own: asks whether to follow a topic, and remembers that for this page. */
class NewsLetter extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const topic = this.getAttribute('topic') ?? 'the news';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button button--main';
    button.setAttribute('aria-pressed', 'false');
    button.textContent = `Write to me about ${topic}`;
    button.addEventListener('click', () => {
      const follows = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(follows));
      button.textContent = follows ? `You will hear of ${topic}` : `Write to me about ${topic}`;
    });
    this.append(button);
  }
}

customElements.define('news-letter', NewsLetter);
