import { html, nothing, type TemplateResult } from 'lit';
import type { Coverage, UntakenExit } from '../../src/readers/find-coverage.js';
import { count } from '../parts/count.js';
import type { ConsoleStore } from '../store/console-store.js';
import { addReader } from './test-readers.js';

/** Characters of an exit that name the reader who takes it. */
const MAX_TITLE_CHARACTERS = 60;

/** The search for exits that no test reader takes. */
interface CoverageSearch {
  readonly store: ConsoleStore;
  /** The latest result; `null` before the first. */
  readonly coverage: Coverage | null;
  readonly isCovering: boolean;
  cover(): Promise<void>;
}

/** Renders the exits that no test reader takes, and the readers who would. */
export function renderCoverage(search: CoverageSearch): TemplateResult {
  const { coverage, isCovering } = search;
  // One reader often takes several exits.
  const found = [
    ...new Map(
      (coverage?.untaken ?? []).flatMap((exit) => (exit.reader ? [[JSON.stringify(exit.reader), exit] as const] : [])),
    ).values(),
  ];
  const add = (some: readonly UntakenExit[]) => () => {
    for (const { says, reader } of some) addReader(search.store, says.slice(0, MAX_TITLE_CHARACTERS), reader!);
    search.store.announce(`${count(some.length, 'reader')} added.`);
    void search.cover();
  };
  return html`<section aria-labelledby="untested">
    <h2 id="untested">Untested exits</h2>
    <p class="row">
      <wa-button size="s" appearance="outlined" ?loading=${isCovering} @click=${() => void search.cover()}
        >Find untested exits</wa-button
      >
      ${
        found.length > 1
          ? html`<wa-button size="s" appearance="outlined" @click=${add(found)}>Add readers for all of them</wa-button>`
          : nothing
      }
    </p>
    ${
      coverage === null
        ? html`<p class="hint">Looks in the rules of the features above for exits that no test reader takes.</p>`
        : html`<p role="status">
              ${coverage.exits - coverage.untaken.length} of ${count(coverage.exits, 'exit')} are tested.
            </p>
            <ul class="words" aria-label="Exits that no reader takes">
              ${coverage.untaken.map(
                (exit) =>
                  html`<li>
                    ${exit.features.join(', ')}: ${exit.says}.
                    ${
                      exit.reader
                        ? html`<wa-button size="s" appearance="outlined" @click=${add([exit])}
                            >Add a reader for “${exit.says}”</wa-button
                          >`
                        : exit.isNever
                          ? html`<strong
                              >No reader can take it${exit.because === null ? '' : `: ${exit.because}`}.</strong
                            >`
                          : html`No reader was found.`
                    }
                  </li>`,
              )}
            </ul>`
    }
  </section>`;
}
