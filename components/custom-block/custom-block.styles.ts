import { css } from 'lit';

// Nothing about fonts or colours: the markup is the page's own, and so are its looks.
export const styles = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }
`;
