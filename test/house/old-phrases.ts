/** A phrase of the old dialect, and the words that replace it. */
export interface OldPhrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Phrases that comments, test names and all that people read do not use. */
export const OLD_PHRASES: readonly OldPhrase[] = [
  { pattern: /\bunless (?:it is |they are )?told\b/i, instead: 'Default: …' },
  { pattern: /(?<!\bunless (?:it is |they are )?)\btold\b/i, instead: 'reported, passed, notified' },
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bwhoever\b/i, instead: 'the caller, the reader, code that …' },
  { pattern: /\b(?:let|lets) (?:it |them )?be\b(?! \w+(?:ed|n)\b)/i, instead: 'leave, wait' },
  { pattern: /\b(?:be|is|are|was|were) had\b/i, instead: 'available, reachable' },
  { pattern: /\bcould(?: not)? be had\b/i, instead: 'available, reachable' },
  { pattern: /\bas a rule\b/i, instead: 'usually' },
  { pattern: /\bbe it\b/i, instead: 'whether' },
  { pattern: /\bgood for\b/i, instead: 'used for' },
  { pattern: /\bstands?\b(?! for\b)(?!-)/i, instead: 'is' },
  { pattern: /\b(?:he|him|his|himself)\b/i, instead: 'they, the reader' },
  { pattern: /\b(?:is|are) none\b/i, instead: 'is not …' },
  { pattern: /(?:^|[.!?] )(?:What|Who)\s(?![^.]*\?)/, instead: 'a subject with a name' },
];

/** Phrases that texts for people do not use besides: comments and test names may be older. */
export const OLD_WORDINGS: readonly OldPhrase[] = [
  {
    pattern: /(?<!\bthere )\b(?:is|are) no (?!(?:longer|more|less|fewer|later|earlier|better|worse|larger|smaller)\b)/i,
    instead: 'is not a …, has no …',
  },
  { pattern: /\b(?:nobody|somebody|someone)\b/i, instead: 'no reader, a person' },
  {
    pattern: /\b(?:is|are|was|were|be) held against\b|\bholds? [\w’-]+ (?:[\w’-]+ )?against\b/i,
    instead: 'compares with',
  },
  { pattern: /\bcame of\b|\bcomes of\b/i, instead: 'the result of' },
  { pattern: /\bslips?\b/i, instead: 'mistake' },
  { pattern: /\bbrought? up to date\b|\bbrings? \w+ (?:\w+ )?up to date\b/i, instead: 'updates' },
  { pattern: /\bin place of\b/i, instead: 'instead of' },
  { pattern: /\bby the way\b|\bthe way of\b/i, instead: 'the path of' },
];
