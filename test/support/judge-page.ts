/** Whole pages as axe judges them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';

/**
 * Runs axe in a page.
 *
 * @param apart - Selectors of elements that it leaves out.
 * @returns The findings, one line each.
 */
export async function judgePage(page: Page, apart: readonly string[]): Promise<string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(
    async (exclude) => {
      const tool = (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe;
      const { violations } = await tool.run({ exclude });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    apart.map((selector) => [selector]),
  );
}
