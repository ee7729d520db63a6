import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'このコンテンツを読み込めませんでした。';

/** Japanese. */
export const TEXTS: Texts = {
  register: '無料会員登録で続きをお読みいただけます',
  create: '無料で会員登録',
  subscribe: '続きを読むには購読をお申し込みください',
  email: 'メールアドレス',
  password: 'パスワード',
  name: 'お名前',
  account: 'すでに会員の方は',
  signIn: 'ログイン',
  details: '詳しく見る',
  choose: '{title}を選ぶ',
  day: '/日',
  week: '/週',
  month: '/月',
  year: '/年',
  billing: 'お支払い',
  monthly: '月払い',
  yearly: '年払い',
  left: '{{plural trial.remaining other="無料で読める記事は残り#本です"}}',
  used: '{{plural trial.limit other="無料で読める記事#本をすべて読み終えました。"}}',
  sending: '送信中…',
  failed: '送信できませんでした。もう一度お試しください。',
  done: 'ありがとうございます。ページが開かない場合は、メールをご確認ください。',
  missing: 'この項目を入力してください。',
  unticked: '続けるには、チェックを入れてください。',
  unchosen: '選択してください。',
  noEmail: 'name@example.com のような形式でメールアドレスを入力してください。',
  short: '{count}文字以上で入力してください。',
  wrong: 'この項目をご確認ください。',
  close: '閉じる',
  notice: 'お知らせ',
  fault: FAULT,
};
