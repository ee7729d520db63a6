/**
 * The data that a made-up news site has about its readers and pages: a few dozen data, and for each the values that
 * occur. Rules ask for any of them; the readers of the workload are drawn from the first third, for most conditions of
 * a real site concern other readers than the one who is there.
 */
interface Datum {
  readonly source: 'claims' | 'customData';
  /** Some readers do not have it. */
  readonly rare?: true;
}

/** One text out of a handful. */
export interface TextDatum extends Datum {
  readonly values: readonly string[];
}

/** A number and the thresholds that rules hold it against; readers have numbers from the whole range. */
export interface NumberDatum extends Datum {
  readonly thresholds: readonly number[];
  readonly top: number;
}

const words = (text: string): readonly string[] => text.split(' ');

/** Texts: a reader has one of each. */
export const TEXTS: Readonly<Record<string, TextDatum>> = {
  plan: { source: 'claims', values: words('free trial basic plus pro team student family corporate press alumni guest') },
  country: { source: 'claims', values: words('GB IE US CA AU NZ DE FR IT ES NL SE') },
  region: { source: 'claims', values: words('north south east west midlands wales scotland ulster london kent york devon') },
  language: { source: 'claims', values: words('en-GB en-US en-IE de fr it es nl sv da no fi') },
  campaign: { source: 'claims', rare: true, values: words('spring summer autumn winter launch return gift partner app social search print') },
  industry: { source: 'claims', rare: true, values: words('media law health schools retail energy banking transport farming tech arts public') },
  jobLevel: { source: 'claims', rare: true, values: words('intern junior senior lead manager director officer owner partner fellow retired other') },
  section: { source: 'customData', values: words('news sport business culture travel food science opinion money style weather games') },
  pageType: { source: 'customData', values: words('article front section video gallery live podcast newsletter puzzle recipe review archive') },
  edition: { source: 'customData', values: words('uk us au world europe asia africa scotland wales ireland north weekend') },
  author: { source: 'customData', rare: true, values: words('ada-lane ben-holt cleo-marsh dan-frost eve-stone finn-reed gus-wood hal-brook ida-field jon-hill kit-lake lou-vale') },
  format: { source: 'customData', values: words('text long-read explainer brief interview analysis data quiz letter column obituary cartoon') },
}; // prettier-ignore

/** Numbers. */
export const NUMBERS: Readonly<Record<string, NumberDatum>> = {
  age: { source: 'claims', thresholds: [13, 16, 18, 21, 25, 65, 75, 90], top: 90 },
  visits: { source: 'claims', thresholds: [1, 3, 5, 10, 250, 500, 900, 1000], top: 300 },
  articlesRead: { source: 'claims', rare: true, thresholds: [0, 5, 10, 25, 100, 400, 700, 1000], top: 400 },
  propensity: { source: 'claims', thresholds: [5, 10, 20, 80, 90, 95, 99, 100], top: 100 },
  daysRegistered: { source: 'claims', thresholds: [1, 7, 30, 90, 1500, 2000, 3650, 5000], top: 2000 },
  devices: { source: 'claims', rare: true, thresholds: [1, 2, 3, 5, 8, 10, 20, 50], top: 6 },
  wordCount: { source: 'customData', thresholds: [100, 300, 500, 800, 3000, 5000, 8000, 9000], top: 4000 },
  comments: { source: 'customData', rare: true, thresholds: [1, 10, 50, 100, 500, 1000, 2000, 5000], top: 600 },
};

/** Lists: a reader or a page has two or three items of each. */
export const LISTS: Readonly<Record<string, TextDatum>> = {
  segments: { source: 'claims', values: words('loyal lapsed new keen sport-fan commuter parent investor cook traveller student gamer') },
  newsletters: { source: 'claims', values: words('morning evening politics football markets books recipes climate science weekend puzzles film') },
  interests: { source: 'claims', rare: true, values: words('cycling gardening chess opera jazz running wine history space cars dogs sailing') },
  tags: { source: 'customData', values: words('election budget premier-league housing trains nhs schools brexit ashes oscars storms strikes') },
}; // prettier-ignore

/** Yes or no; readers have both. */
export const FLAGS: Readonly<Record<string, Datum>> = {
  emailVerified: { source: 'claims' },
  marketing: { source: 'claims' },
  staff: { source: 'claims', rare: true },
  adBlock: { source: 'customData' },
  premium: { source: 'customData' },
  sponsored: { source: 'customData' },
};

/** Mail domains, for `ends-with` on the claim `email`. */
export const MAIL_DOMAINS = words(
  'mail.example post.example box.example uni.example school.example council.example bank.example press.example',
);

/** First steps of the site's paths, for `starts-with`. */
export const PATH_STARTS = words('/news /sport /business /culture /travel /food /science /opinion /money /style /weather /games /live /video /archive /offers /help /events /jobs /shop /local /world /uk /puzzles'); // prettier-ignore

/** Words in the site's paths, for `contains`. */
export const PATH_WORDS = words(
  '2026 election review live interview budget transfer recipe match obituary quiz letters',
);

/** Products of the catalogue that readers may hold; none of them opens a feature of the workload. */
export const PRODUCTS = words(
  'sport-pass crossword-club wine-club archive-pass cook-book-club events-card print-saturday app-only',
);
