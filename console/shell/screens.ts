import { catalogueScreen } from '../catalogue/catalogue-screen.js';
import { changesScreen } from '../changes/changes-screen.js';
import { previewScreen } from '../delivery/preview-screen.js';
import { featuresScreen } from '../features/features-screen.js';
import { jwtScreen } from '../jwt/jwt-screen.js';
import { offersScreen } from '../offers/offers-screen.js';
import { componentsScreen } from '../walls/components-screen.js';
import { textsScreen } from '../walls/default-texts.js';
import { readersScreen } from '../readers/readers-screen.js';
import { sitesScreen } from '../sites/sites-screen.js';
import { splitTestsScreen } from '../split-tests/split-tests-screen.js';
import { subRulesScreen } from '../sub-rules/sub-rules-screen.js';
import { textScreen } from '../text/text-screen.js';
import { trialsScreen } from '../trials/trials-screen.js';
import { toolsScreen } from '../tools/tools-screen.js';
import type { Screen } from './screen.js';

/** All screens, in the order of their links. A new screen is a file in a folder of its own and a row here. */
export const SCREENS: readonly Screen[] = [
  featuresScreen,
  catalogueScreen,
  offersScreen,
  componentsScreen,
  textsScreen,
  subRulesScreen,
  splitTestsScreen,
  trialsScreen,
  readersScreen,
  jwtScreen,
  sitesScreen,
  toolsScreen,
  previewScreen,
  changesScreen,
  textScreen,
];

/** Finds the screen of an address. */
export function findScreen(
  route: readonly string[],
): { readonly screen: Screen; readonly rest: readonly string[] } | null {
  for (const screen of SCREENS) {
    const path = screen.path.split('/');
    if (path.every((segment, index) => route[index] === segment)) return { screen, rest: route.slice(path.length) };
  }
  return null;
}
