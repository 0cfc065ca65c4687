/* What the Europe that never was is made of: names in six scripts, towns, subjects and words. */

export interface Land {
  country: string
  share: number
  language: string
  timeZone: string
  given: string[]
  /** Surnames are put together of these: some thousand of each. */
  begins: string[]
  middles: string[]
  ends: string[]
  towns: string[]
  school: string
}
const w = (text: string) => text.split(' ')

export const lands: Land[] = [
  {
    ...{ country: 'FR', timeZone: 'Europe/Paris', share: 24, language: 'fr', school: 'Collège' },
    given: w('Marie Camille Léa Chloé Éloïse Hélène Jean Pierre François Théo Loïc Benoît Anaïs Zoé Inès Rémi'),
    begins: w('Mar Du Le Ber Châ Gar Mo Lam Fau Ro Bou Per Cas Del'),
    middles: w('ti bo fè ger te ni re lan cha vi mon quet'),
    ends: w('n is vre d lain er au ot eau et ard iez'),
    towns: w('Lyon Besançon Orléans Nîmes Angoulême Évreux Béziers Mâcon Lille Rennes'),
  },
  {
    ...{ country: 'DE', timeZone: 'Europe/Berlin', share: 16, language: 'de', school: 'Gymnasium' },
    given: w('Anna Jürgen Käthe Lukas Sören Björn Heike Uwe Ines Götz Mareike Jonas'),
    begins: w('Mü Schä Wei Köh Bau Schnei Hof Kel Lan Brü'),
    middles: w('l f ß gel me der ge ren ber'),
    ends: w('ler er mann rich ke bach stein haus'),
    towns: w('Köln München Göttingen Tübingen Görlitz Jena Bremen Lübeck'),
  },
  {
    ...{ country: 'PL', timeZone: 'Europe/Warsaw', share: 16, language: 'pl', school: 'Liceum' },
    given: w('Małgorzata Zofia Paweł Łukasz Agnieszka Michał Jadwiga Stanisław Żaneta'),
    begins: w('Wój No Ko Żół Wiś Dą Mi Krzy Szy'),
    middles: w('ci wa wal kiew niew bro cha szto mań'),
    ends: w('k ski ska czyk cz ak owicz'),
    towns: w('Łódź Kraków Gdańsk Poznań Wrocław Rzeszów Toruń'),
  },
  {
    ...{ country: 'GR', timeZone: 'Europe/Athens', share: 12, language: 'el', school: 'Γυμνάσιο' },
    given: w('Ελένη Γιώργος Μαρία Χρήστος Ευθυμία Νίκος Δήμητρα Άγγελος Φωτεινή'),
    begins: w('Παπα Χατζη Καρα Μπα Νικο Δημη Γιαν Σταυ Οικο'),
    middles: w('δο κο για ρο τρι λα νό μι γεω'),
    ends: w('πουλος πουλου δάκης νης ίδης άκης έας'),
    towns: w('Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα'),
  },
  {
    ...{ country: 'UA', timeZone: 'Europe/Kyiv', share: 14, language: 'uk', school: 'Школа' },
    given: w('Оксана Тарас Олена Андрій Ірина Богдан Наталія Юрій Ганна'),
    begins: w('Шев Ко Бон Мель Тка Гри Сав Лев Кра'),
    middles: w('чен ва дар ни че го чу вен'),
    ends: w('ко ленко енко ук чук ський ська'),
    towns: w('Київ Львів Харків Одеса Полтава Чернівці'),
  },
  {
    ...{ country: 'AM', timeZone: 'Asia/Yerevan', share: 6, language: 'hy', school: 'Դպրոց' },
    given: w('Հայկ Անահիտ Արամ Նարե Տիգրան Լուսինե'),
    begins: w('Սարգ Պետ Հով Մար Գրիգ Ավետ Կար'),
    middles: w('ս րո հան տիր որ իս ապ'),
    ends: w('յան սյան եան ունի'),
    towns: w('Երևան Գյումրի Վանաձոր'),
  },
  {
    ...{ country: 'GE', timeZone: 'Asia/Tbilisi', share: 6, language: 'ka', school: 'სკოლა' },
    given: w('მარიამ ნინო გიორგი დავით ანა ლევანი'),
    begins: w('ბერ ჭავ კვა მე გელ წერ ლო'),
    middles: w('ი ჭა რა ლა აშ ეთ მი'),
    ends: w('ძე შვილი ვაძე იანი ელი'),
    towns: w('თბილისი ბათუმი ქუთაისი'),
  },
  {
    ...{ country: 'TN', timeZone: 'Africa/Tunis', share: 6, language: 'ar', school: 'مدرسة' },
    given: w('محمد فاطمة يوسف مريم علي سلمى'),
    begins: w('ال بن بو عبد'),
    middles: w('هاش سال ناص خمي طرا'),
    ends: w('مي م ري س بلسي'),
    towns: w('تونس سوسة صفاقس'),
  },
]
export const subjects = w(
  'first_language foreign_languages mathematics sciences technology computing history geography civics arts music drama sport',
)
export const interests = w(
  'theatre rivers robots bees coding poetry hiking bread stars maps choirs films gardens bridges puppets',
)
