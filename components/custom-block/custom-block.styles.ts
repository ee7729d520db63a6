import { css } from 'lit';

// Nothing about fonts or colours: the markup is the page's own, and so are its looks. A word that is longer than a line of a
// narrow window would widen the page.
export const styles = css`
  :host {
    display: block;
    overflow-wrap: break-word;
  }

  :host([hidden]) {
    display: none;
  }
`;
