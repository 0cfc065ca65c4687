import { createHash } from 'node:crypto'

/*
 * A Europe that never was: teachers, schools and projects with names in six scripts, towns, subjects and words. The same seed
 * gives the same Europe, to the letter.
 */

export const sizes = {
  small: { people: 2_000, schools: 900, projects: 300 },
  france: { people: 41_000, schools: 18_000, projects: 16_000 },
  europe: { people: 500_000, schools: 181_000, projects: 60_000 },
} as const
export type Size = keyof typeof sizes

/** Mulberry32. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Land {
  country: string
  share: number
  language: string
  given: string[]
  /** Surnames are put together of these: some thousand of each. */
  begins: string[]
  middles: string[]
  ends: string[]
  towns: string[]
  school: string
}
const w = (text: string) => text.split(' ')

const lands: Land[] = [
  {
    ...{ country: 'FR', share: 24, language: 'fr', school: 'Collège' },
    given: w('Marie Camille Léa Chloé Éloïse Hélène Jean Pierre François Théo Loïc Benoît Anaïs Zoé Inès Rémi'),
    begins: w('Mar Du Le Ber Châ Gar Mo Lam Fau Ro Bou Per Cas Del'),
    middles: w('ti bo fè ger te ni re lan cha vi mon quet'),
    ends: w('n is vre d lain er au ot eau et ard iez'),
    towns: w('Lyon Besançon Orléans Nîmes Angoulême Évreux Béziers Mâcon Lille Rennes'),
  },
  {
    ...{ country: 'DE', share: 16, language: 'de', school: 'Gymnasium' },
    given: w('Anna Jürgen Käthe Lukas Sören Björn Heike Uwe Ines Götz Mareike Jonas'),
    begins: w('Mü Schä Wei Köh Bau Schnei Hof Kel Lan Brü'),
    middles: w('l f ß gel me der ge ren ber'),
    ends: w('ler er mann rich ke bach stein haus'),
    towns: w('Köln München Göttingen Tübingen Görlitz Jena Bremen Lübeck'),
  },
  {
    ...{ country: 'PL', share: 16, language: 'pl', school: 'Liceum' },
    given: w('Małgorzata Zofia Paweł Łukasz Agnieszka Michał Jadwiga Stanisław Żaneta'),
    begins: w('Wój No Ko Żół Wiś Dą Mi Krzy Szy'),
    middles: w('ci wa wal kiew niew bro cha szto mań'),
    ends: w('k ski ska czyk cz ak owicz'),
    towns: w('Łódź Kraków Gdańsk Poznań Wrocław Rzeszów Toruń'),
  },
  {
    ...{ country: 'GR', share: 12, language: 'el', school: 'Γυμνάσιο' },
    given: w('Ελένη Γιώργος Μαρία Χρήστος Ευθυμία Νίκος Δήμητρα Άγγελος Φωτεινή'),
    begins: w('Παπα Χατζη Καρα Μπα Νικο Δημη Γιαν Σταυ Οικο'),
    middles: w('δο κο για ρο τρι λα νό μι γεω'),
    ends: w('πουλος πουλου δάκης νης ίδης άκης έας'),
    towns: w('Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα'),
  },
  {
    ...{ country: 'UA', share: 14, language: 'uk', school: 'Школа' },
    given: w('Оксана Тарас Олена Андрій Ірина Богдан Наталія Юрій Ганна'),
    begins: w('Шев Ко Бон Мель Тка Гри Сав Лев Кра'),
    middles: w('чен ва дар ни че го чу вен'),
    ends: w('ко ленко енко ук чук ський ська'),
    towns: w('Київ Львів Харків Одеса Полтава Чернівці'),
  },
  {
    ...{ country: 'AM', share: 6, language: 'hy', school: 'Դպրոց' },
    given: w('Հայկ Անահիտ Արամ Նարե Տիգրան Լուսինե'),
    begins: w('Սարգ Պետ Հով Մար Գրիգ Ավետ Կար'),
    middles: w('ս րո հան տիր որ իս ապ'),
    ends: w('յան սյան եան ունի'),
    towns: w('Երևան Գյումրի Վանաձոր'),
  },
  {
    ...{ country: 'GE', share: 6, language: 'ka', school: 'სკოლა' },
    given: w('მარიამ ნინო გიორგი დავით ანა ლევანი'),
    begins: w('ბერ ჭავ კვა მე გელ წერ ლო'),
    middles: w('ი ჭა რა ლა აშ ეთ მი'),
    ends: w('ძე შვილი ვაძე იანი ელი'),
    towns: w('თბილისი ბათუმი ქუთაისი'),
  },
  {
    ...{ country: 'TN', share: 6, language: 'ar', school: 'مدرسة' },
    given: w('محمد فاطمة يوسف مريم علي سلمى'),
    begins: w('ال بن بو عبد'),
    middles: w('هاش سال ناص خمي طرا'),
    ends: w('مي م ري س بلسي'),
    towns: w('تونس سوسة صفاقس'),
  },
]
const total = lands.reduce((sum, { share }) => sum + share, 0)
const subjects = w(
  'first_language foreign_languages mathematics sciences technology computing history geography civics arts music drama sport',
)
const interests = w(
  'theatre rivers robots bees coding poetry hiking bread stars maps choirs films gardens bridges puppets',
)

interface Made {
  id: string
  country: string
}
interface MadeSchool extends Made {
  name: string
  town: string
}
export interface MadePerson extends Made {
  schoolId: string
  name: string
  subjects: string[]
  ages: [from: number, to: number]
  languages: { code: string; level: number }[]
  interests: string
}
interface MadeProject extends Made {
  title: string
  schoolIds: [string, string]
  subjects: string[]
  languages: string[]
}

function dice(seed: string) {
  const random = seeded(createHash('sha256').update(seed).digest().readInt32LE())
  const below = (most: number) => Math.floor(random() * most)
  const one = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  return {
    one,
    below,
    id: () => [8, 4, 4, 4, 12].map((length) => Array.from({ length }, () => below(16).toString(16)).join('')).join('-'),
    land(): Land {
      let left = random() * total
      for (const land of lands) if ((left -= land.share) < 0) return land
      return one(lands)
    },
  }
}

export function* madeSchools(size: Size): Generator<MadeSchool> {
  const { land, one, id, below } = dice(`schools of ${size}`)
  for (let at = 0; at < sizes[size].schools; at++) {
    const { country, school, towns, given } = land()
    yield { id: id(), country, name: `${school} ${one(given)} ${below(400)}`, town: one(towns) }
  }
}

export function* madePeople(size: Size, schools: readonly MadeSchool[]): Generator<MadePerson> {
  const { one, id, below } = dice(`people of ${size}`)
  for (let at = 0; at < sizes[size].people; at++) {
    const school = one(schools)
    const { given, begins, middles, ends, language } =
      lands.find(({ country }) => country === school.country) ?? one(lands)
    const age = 4 + below(13)
    yield {
      ...{ id: id(), country: school.country, schoolId: school.id },
      name: `${one(given)} ${one(begins)}${one(middles)}${one(ends)}`,
      subjects: [...new Set([one(subjects), one(subjects)])],
      ages: [age, Math.min(20, age + below(5))],
      languages: [
        { code: language, level: 6 },
        { code: language === 'fr' ? 'de' : 'fr', level: 1 + below(6) },
      ],
      interests: `${one(interests)} ${one(interests)}`,
    }
  }
}

export function* madeProjects(size: Size, schools: readonly MadeSchool[]): Generator<MadeProject> {
  const { one, id, below } = dice(`projects of ${size}`)
  for (let at = 0; at < sizes[size].projects; at++) {
    const [first, second] = [one(schools), one(schools)]
    yield {
      ...{ id: id(), country: first.country, schoolIds: [first.id, second.id] },
      title: `${one(interests)} and ${one(interests)} ${below(2_000)}`,
      subjects: [one(subjects)],
      languages: ['fr', 'de'],
    }
  }
}

/** Questions as teachers ask them: each kind with so many of a hundred. */
export function questionsOf(people: readonly MadePerson[], seed: string, count: number) {
  const { one, below } = dice(seed)
  const surname = () => one(people).name.split(' ').at(-1) ?? ''
  const slipped = (word: string) => {
    const at = 1 + below(Math.max(1, word.length - 2))
    return word.slice(0, at) + word.slice(at + 1)
  }
  const kinds = {
    'full name': () => ({ q: one(people).name, filters: [] }),
    'surname begun': () => ({ q: surname().slice(0, 5), filters: [] }),
    'three letters': () => ({ q: surname().slice(0, 3), filters: [] }),
    'one letter': () => ({ q: surname().slice(0, 1), filters: [] }),
    'common word': () => ({ q: one(interests), filters: [] }),
    'word, three filters': () => ({
      q: one(interests),
      filters: [['c.fr'], [`s.${one(subjects)}`], [`a.${8 + below(8)}`]],
    }),
    'four filters': () => ({
      q: '',
      filters: [[`c.${one(lands).country.toLowerCase()}`], [`s.${one(subjects)}`], ['l.fr.3'], [`a.${8 + below(8)}`]],
    }),
    'a slip': () => ({ q: slipped(surname()), filters: [] }),
  }
  return Object.entries(kinds).map(([kind, make]) => ({ kind, questions: Array.from({ length: count }, make) }))
}
