/**
 * The texts of the gallery's publisher in each language; the walls' own words come from the SDK.
 *
 * @typedef {object} Words
 * @property {string} dir
 * @property {string} currency
 * @property {[number, number, number, number, number]} amounts - A month, a year, a month of print, a day, a month for a family.
 * @property {string} free - The benefit of registering.
 * @property {string} gold - The benefit of subscribing.
 * @property {[string, string, string, string]} titles - Of the offers.
 * @property {[string, string]} texts - Of two offers.
 * @property {string} badge
 * @property {string[]} features
 * @property {string} city
 * @property {string} country
 * @property {[string, string, string]} countries
 * @property {string} letter
 * @property {string} consent
 * @property {string} hint
 * @property {string} mistake
 * @property {string} sending - As the walls say it.
 * @property {string} taken
 * @property {string} refused
 * @property {string} left
 * @property {string} used
 * @property {string} block
 * @property {[string, string]} story
 */

/** @type {Readonly<Record<string, Words>>} */
export const WORDS = {
  en: {
    dir: 'ltr',
    currency: 'USD',
    amounts: [9.9, 99, 24.5, 1.5, 14.9],
    free: 'It takes an email address and a minute. Five stories a month are then yours to read.',
    gold: 'Every story and every film. Stop whenever you like.',
    titles: ['Digital', 'Digital for a year', 'Paper and digital', 'Day pass'],
    texts: ['All stories, on all your devices.', 'Two months less to pay.'],
    badge: 'Most chosen',
    features: ['All stories', 'The archive since 1921', 'Four logins for your household'],
    city: 'City',
    country: 'Country',
    countries: ['United States', 'Canada', 'Mexico'],
    letter: 'Send me the morning letter',
    consent: 'I agree to the terms of use and have read the privacy notice',
    hint: 'We write only when your account needs it.',
    mistake: 'Please fill in this field.',
    sending: 'Sending …',
    taken: 'Thank you. If this page does not open, please check your email.',
    refused: 'There is an account with this address. Sign in instead, or use another address.',
    left: '2 free articles left',
    used: 'You have read your 5 free articles.',
    block: 'The county votes on Tuesday. Follow the ferry story by email, or read on without it.',
    story: [
      'The bell hangs from a post on the north bank, and whoever wants to cross rings it. The ferryman lives on the other side, two hundred yards of brown water away, and in thirty years he has not once pretended not to hear.',
      'The state has wanted a bridge here since before he was born. There are plans for it in a drawer of the courthouse, each a little yellower than the one above, and none of them has got further than the drawer.',
    ],
  },
  de: {
    dir: 'ltr',
    currency: 'EUR',
    amounts: [9.9, 99, 24.5, 1.5, 14.9],
    free: 'Dafür brauchen Sie nur eine E-Mail-Adresse und eine Minute. Danach lesen Sie fünf Artikel im Monat.',
    gold: 'Alle Artikel und alle Filme. Jederzeit kündbar.',
    titles: ['Digital', 'Digital-Jahresabonnement', 'Zeitung und Digitalausgabe', 'Tagespass'],
    texts: ['Alle Artikel auf allen Ihren Geräten.', 'Zwei Monate weniger bezahlen.'],
    badge: 'Am häufigsten gewählt',
    features: ['Alle Artikel', 'Das Zeitungsarchiv seit 1921', 'Vier Zugänge für Ihren Haushalt'],
    city: 'Wohnort',
    country: 'Land',
    countries: ['Deutschland', 'Österreich', 'Schweiz'],
    letter: 'Schicken Sie mir den Morgenbrief',
    consent: 'Ich stimme den Nutzungsbedingungen zu und habe die Datenschutzerklärung gelesen',
    hint: 'Wir schreiben Ihnen nur, wenn es Ihr Benutzerkonto betrifft.',
    mistake: 'Bitte füllen Sie dieses Feld aus.',
    sending: 'Wird gesendet …',
    taken: 'Vielen Dank. Falls sich die Seite nicht öffnet, sehen Sie bitte in Ihre E-Mails.',
    refused:
      'Zu dieser Adresse gibt es schon ein Konto. Melden Sie sich damit an, oder verwenden Sie eine andere Adresse.',
    left: 'Noch 2 kostenlose Artikel',
    used: 'Sie haben Ihre 5 kostenlosen Artikel gelesen.',
    block:
      'Am Dienstag wählt der Landkreis. Folgen Sie der Geschichte der Fähre per E-Mail, oder lesen Sie einfach weiter.',
    story: [
      'Die Glocke hängt an einem Pfahl am Nordufer, und wer übersetzen will, läutet. Der Fährmann wohnt auf der anderen Seite, zweihundert Meter braunes Wasser entfernt, und in dreißig Jahren hat er nicht ein einziges Mal so getan, als hörte er nichts.',
      'Schon vor seiner Geburt sollte hier eine Brücke entstehen. Die Pläne dafür liegen in einer Schublade des Gerichtsgebäudes, jeder ein wenig vergilbter als der darüber, und weiter als bis in die Schublade ist keiner gekommen.',
    ],
  },
  fr: {
    dir: 'ltr',
    currency: 'EUR',
    amounts: [9.9, 99, 24.5, 1.5, 14.9],
    free: 'Une adresse e-mail et une minute suffisent. Cinq articles par mois sont ensuite à vous.',
    gold: 'Tous les articles et tous les films. Sans engagement.',
    titles: ['Numérique', 'Numérique annuel', 'Papier et numérique', 'Accès d’un jour'],
    texts: ['Tous les articles, sur tous vos appareils.', 'Deux mois de moins à payer.'],
    badge: 'Le plus choisi',
    features: ['Tous les articles', 'Les archives depuis 1921', 'Quatre accès pour votre foyer'],
    city: 'Ville',
    country: 'Pays',
    countries: ['France', 'Belgique', 'Suisse'],
    letter: 'Je souhaite recevoir la lettre du matin',
    consent: 'J’accepte les conditions d’utilisation et j’ai lu la politique de confidentialité',
    hint: 'Nous n’écrivons que si votre compte le demande.',
    mistake: 'Veuillez remplir ce champ.',
    sending: 'Envoi en cours…',
    taken: 'Merci. Si la page ne s’ouvre pas, consultez vos e-mails.',
    refused: 'Un compte existe déjà à cette adresse. Connectez-vous, ou utilisez une autre adresse.',
    left: 'Encore 2 articles gratuits',
    used: 'Vous avez lu vos 5 articles gratuits.',
    block: 'Le comté vote mardi. Suivez l’histoire du bac par e-mail, ou continuez votre lecture.',
    story: [
      'La cloche pend à un poteau de la rive nord, et qui veut passer la fait sonner. Le passeur habite en face, à deux cents mètres d’eau brune, et en trente ans il n’a pas fait semblant une seule fois de ne pas entendre.',
      'On voulait déjà un pont ici avant sa naissance. Les plans dorment dans un tiroir du tribunal, chacun un peu plus jauni que celui du dessus, et aucun n’est allé plus loin que le tiroir.',
    ],
  },
  es: {
    dir: 'ltr',
    currency: 'EUR',
    amounts: [9.9, 99, 24.5, 1.5, 14.9],
    free: 'Solo hacen falta un correo y un minuto. Después podrá leer cinco artículos al mes.',
    gold: 'Todos los artículos y todas las películas. Cancele cuando quiera.',
    titles: ['Digital', 'Digital anual', 'Papel y digital', 'Pase de un día'],
    texts: ['Todos los artículos, en todos sus dispositivos.', 'Dos meses menos que pagar.'],
    badge: 'El más elegido',
    features: ['Todos los artículos', 'El archivo desde 1921', 'Cuatro accesos para su hogar'],
    city: 'Ciudad',
    country: 'País',
    countries: ['España', 'México', 'Argentina'],
    letter: 'Quiero recibir la carta de la mañana',
    consent: 'Acepto las condiciones de uso y he leído la política de privacidad',
    hint: 'Solo escribimos cuando su cuenta lo requiere.',
    mistake: 'Rellene este campo.',
    sending: 'Enviando…',
    taken: 'Gracias. Si la página no se abre, revise su correo electrónico.',
    refused: 'Ya existe una cuenta con esta dirección. Inicie sesión o use otra dirección.',
    left: 'Quedan 2 artículos gratuitos',
    used: 'Ha leído sus 5 artículos gratuitos.',
    block: 'El condado vota el martes. Siga la historia de la balsa por correo, o continúe leyendo.',
    story: [
      'La campana cuelga de un poste en la orilla norte, y quien quiere cruzar la hace sonar. El barquero vive al otro lado, a doscientos metros de agua parda, y en treinta años no ha fingido ni una vez no oírla.',
      'Aquí se quería un puente desde antes de que él naciera. Los planos están en un cajón del juzgado, cada uno un poco más amarillo que el de encima, y ninguno ha pasado del cajón.',
    ],
  },
  pt: {
    dir: 'ltr',
    currency: 'EUR',
    amounts: [9.9, 99, 24.5, 1.5, 14.9],
    free: 'Basta um e-mail e um minuto. Depois pode ler cinco artigos por mês.',
    gold: 'Todos os artigos e todos os filmes. Cancele quando quiser.',
    titles: ['Digital', 'Digital anual', 'Papel e digital', 'Passe de um dia'],
    texts: ['Todos os artigos, em todos os seus dispositivos.', 'Menos dois meses a pagar.'],
    badge: 'O mais escolhido',
    features: ['Todos os artigos', 'O arquivo desde 1921', 'Quatro acessos para a sua casa'],
    city: 'Cidade',
    country: 'País',
    countries: ['Portugal', 'Brasil', 'Angola'],
    letter: 'Quero receber a carta da manhã',
    consent: 'Aceito os termos de utilização e li a política de privacidade',
    hint: 'Só escrevemos quando a sua conta o exige.',
    mistake: 'Preencha este campo.',
    sending: 'Enviando…',
    taken: 'Obrigado. Se a página não abrir, verifique o seu e-mail.',
    refused: 'Já existe uma conta com este endereço. Inicie sessão ou use outro endereço.',
    left: 'Restam 2 artigos gratuitos',
    used: 'Já leu os seus 5 artigos gratuitos.',
    block: 'O condado vota na terça-feira. Siga a história da barca por e-mail, ou continue a ler.',
    story: [
      'O sino pende de um poste na margem norte, e quem quer atravessar toca-o. O barqueiro vive do outro lado, a duzentos metros de água barrenta, e em trinta anos nem uma vez fingiu não ouvir.',
      'Já antes de ele nascer se queria aqui uma ponte. Os planos estão numa gaveta do tribunal, cada um um pouco mais amarelo do que o de cima, e nenhum passou da gaveta.',
    ],
  },
  ar: {
    dir: 'rtl',
    currency: 'EGP',
    amounts: [190, 1900, 450, 25, 290],
    free: 'لا تحتاج إلا إلى عنوان بريد إلكتروني ودقيقة واحدة، ثم تقرأ خمس مقالات كل شهر.',
    gold: 'كل المقالات وكل الأفلام. يمكنك الإلغاء متى شئت.',
    titles: ['رقمي', 'رقمي لمدة سنة', 'ورقي ورقمي', 'دخول ليوم واحد'],
    texts: ['كل المقالات على جميع أجهزتك.', 'وفّر ثمن شهرين.'],
    badge: 'الأكثر اختيارًا',
    features: ['كل المقالات', 'الأرشيف منذ عام 1921', 'أربعة حسابات لأسرتك'],
    city: 'المدينة',
    country: 'البلد',
    countries: ['مصر', 'المغرب', 'لبنان'],
    letter: 'أرسلوا إليّ رسالة الصباح',
    consent: 'أوافق على شروط الاستخدام وقد قرأت سياسة الخصوصية',
    hint: 'لا نراسلك إلا إذا احتاج حسابك إلى ذلك.',
    mistake: 'يرجى ملء هذا الحقل.',
    sending: 'جارٍ الإرسال…',
    taken: 'شكرًا لك. إذا لم تُفتح الصفحة فيرجى مراجعة بريدك الإلكتروني.',
    refused: 'يوجد حساب بهذا العنوان. سجّل الدخول أو استخدم عنوانًا آخر.',
    left: 'بقيت لك مقالتان مجانيتان',
    used: 'لقد قرأت مقالاتك المجانية الخمس.',
    block: 'تجري الانتخابات يوم الثلاثاء. تابع قصة العبّارة عبر البريد الإلكتروني، أو واصل القراءة.',
    story: [
      'يتدلى الجرس من عمود على الضفة الشمالية، ومن أراد العبور قرعه. يسكن صاحب العبّارة على الضفة الأخرى، على بعد مئتي متر من الماء البني، وخلال ثلاثين عامًا لم يتظاهر مرة واحدة بأنه لم يسمع.',
      'كان من المقرر أن يقام هنا جسر قبل أن يولد. ما زالت الرسوم في درج بمبنى المحكمة، كل واحد منها أكثر اصفرارًا من الذي فوقه، ولم يخرج أي منها من الدرج.',
    ],
  },
  ja: {
    dir: 'ltr',
    currency: 'JPY',
    amounts: [980, 9800, 3900, 150, 1480],
    free: '必要なのはメールアドレスと1分だけです。毎月5本の記事をお読みいただけます。',
    gold: 'すべての記事と映像をご覧いただけます。いつでも解約できます。',
    titles: ['デジタル', 'デジタル年間プラン', '新聞とデジタル', '1日パス'],
    texts: ['すべての端末で、すべての記事を。', '2か月分お得です。'],
    badge: '一番人気',
    features: ['すべての記事', '1921年からのアーカイブ', 'ご家族で4人まで利用可能'],
    city: '市区町村',
    country: '国',
    countries: ['日本', 'アメリカ合衆国', 'フランス'],
    letter: '朝のニュースレターを受け取る',
    consent: '利用規約に同意し、プライバシーポリシーを確認しました',
    hint: 'アカウントに必要な場合にのみご連絡します。',
    mistake: 'この項目を入力してください。',
    sending: '送信中…',
    taken: 'ありがとうございます。ページが開かない場合は、メールをご確認ください。',
    refused: 'このアドレスのアカウントはすでに存在します。ログインするか、別のアドレスをご利用ください。',
    left: '無料記事 残り2本',
    used: '無料記事5本を読み終えました。',
    block: '火曜日は郡の投票日です。渡し船の続報をメールで受け取るか、このままお読みください。',
    story: [
      '鐘は北岸の柱に下がっていて、渡りたい人はそれを鳴らす。船頭は対岸に住んでいる。茶色い水を挟んで二百メートル。三十年のあいだ、聞こえないふりをしたことは一度もない。',
      '橋の計画は彼が生まれる前からあった。図面は裁判所の引き出しにしまわれ、下のものほど黄ばんでいる。引き出しより先へ進んだものは一枚もない。',
    ],
  },
};
