import type { Texts } from './texts.js';

/** The line of a feature that could not be loaded. It is kept apart, as a page loads it without the rest. */
export const FAULT = 'تعذّر تحميل هذا المحتوى.';

/** Arabic. */
export const TEXTS: Texts = {
  register: 'تابع القراءة بحساب مجاني',
  create: 'إنشاء حساب مجاني',
  subscribe: 'اشترك لمتابعة القراءة',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  name: 'الاسم',
  account: 'هل لديك حساب؟',
  signIn: 'تسجيل الدخول',
  details: 'التفاصيل',
  choose: 'اختيار {title}',
  day: 'في اليوم',
  week: 'في الأسبوع',
  month: 'في الشهر',
  year: 'في السنة',
  billing: 'الدفع',
  monthly: 'شهري',
  yearly: 'سنوي',
  left: '{{plural trial.remaining zero="لم تبق مقالات مجانية" one="بقيت مقالة مجانية واحدة" two="بقيت مقالتان مجانيتان" few="بقيت # مقالات مجانية" many="بقيت # مقالة مجانية" other="بقيت # مقالة مجانية"}}',
  used: '{{plural trial.limit one="لقد قرأت مقالتك المجانية." two="لقد قرأت مقالتيك المجانيتين." few="لقد قرأت # مقالات مجانية." many="لقد قرأت # مقالة مجانية." other="لقد قرأت # مقالة مجانية."}}',
  sending: 'جارٍ الإرسال…',
  failed: 'لم ينجح ذلك. يرجى المحاولة مرة أخرى.',
  done: 'شكرًا لك. إذا لم تُفتح الصفحة فيرجى مراجعة بريدك الإلكتروني.',
  missing: 'يرجى ملء هذا الحقل.',
  unticked: 'يرجى تحديد هذا المربع للمتابعة.',
  unchosen: 'يرجى اختيار أحد الخيارات.',
  noEmail: 'يرجى إدخال عنوان بريد إلكتروني مثل name@example.com.',
  short: 'عدد الأحرف المطلوب على الأقل: {count}.',
  wrong: 'يرجى التحقق من هذا الحقل.',
  close: 'إغلاق',
  notice: 'تنبيه',
  fault: FAULT,
};
