import { expect } from '@open-wc/testing';
import { formatPrice } from '../../components/paywall/format-price.js';

const LANGUAGES = [
  ...[
    'en',
    'en-US',
    'en-GB',
    'en-AU',
    'en-IN',
    'en-IE',
    'de',
    'de-DE',
    'de-AT',
    'de-CH',
    'fr',
    'fr-FR',
    'fr-CA',
    'fr-CH',
  ],
  ...['es', 'es-ES', 'es-MX', 'it', 'it-IT', 'it-CH', 'pt', 'pt-PT', 'nl', 'ja', 'ar'],
];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'];
const AMOUNTS = [
  0, 0.01, 0.1, 0.29, 0.5, 1, 1.005, 2.675, 4.99, 9.9, 9.95, 10, 19.999, 99, 123.45, 999.99, 1000, 1234.5, 99999,
];

describe('a price', () => {
  for (const language of LANGUAGES) {
    it(`is in ${language} as Intl writes it`, () => {
      for (const currency of CURRENCIES) {
        const format = new Intl.NumberFormat(language, { style: 'currency', currency });
        for (const amount of [...AMOUNTS, ...AMOUNTS.map((each) => -each)]) {
          expect(formatPrice({ amount, currency }, language), `${currency} ${amount}`).to.equal(format.format(amount));
        }
      }
    });
  }

  it('has its code behind it where Intl does not take the currency', () => {
    expect(formatPrice({ amount: 9.9, currency: 'coins' }, 'en')).to.equal('9.9 coins');
  });
});
