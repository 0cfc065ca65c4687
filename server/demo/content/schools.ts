import type { Locale, Post } from '#db/schema/values.ts'

/** The demonstration's schools and people. All are invented; so are their pupils' initials. */

interface DemoTeacher {
  displayName: string
  email: string
  isSchoolAdmin?: true
  /** What they are at the school besides, or instead of, teaching. */
  posts?: Post[]
}

export interface DemoSchool {
  key: 'lyon' | 'leipzig' | 'brest'
  name: string
  town: string
  countryCode: 'FR' | 'DE'
  /** Académie or Land. */
  region: string
  locale: Locale
  /** What its people have chosen to read; without, their screens follow the browser of whoever looks around. */
  accountLocale?: Locale
  teachers: DemoTeacher[]
  classroom: { name: string; ageFrom: number; ageTo: number; pupils: string[] } | null
}

export const demoPassword = 'demo-demo-demo'

export const lyon: DemoSchool = {
  key: 'lyon',
  name: 'Collège Jean-Moulin',
  town: 'Lyon',
  countryCode: 'FR',
  region: 'Lyon',
  locale: 'fr',
  teachers: [
    {
      displayName: 'Claire Fontaine',
      email: 'claire@demo.school',
      isSchoolAdmin: true,
      posts: ['teacher', 'management'],
    },
    { displayName: 'Nadia Benali', email: 'nadia@demo.school' },
    { displayName: 'Hugo Perrin', email: 'hugo@demo.school', posts: ['head'] },
    { displayName: 'Léa Morin', email: 'lea@demo.school', posts: ['teacher', 'librarian'] },
  ],
  classroom: {
    name: '5e B',
    ageFrom: 12,
    ageTo: 13,
    pupils: [
      'Alix M.',
      'Amina B.',
      'Anatole G.',
      'Camille D.',
      'Chloé R.',
      'Djibril S.',
      'Elias H.',
      'Emma L.',
      'Gabin P.',
      'Inès K.',
      'Jade F.',
      'Joseph N.',
      'Kenza A.',
      'Léo V.',
      'Lina C.',
      'Louise T.',
      'Malo J.',
      'Manon C.',
      'Mathis B.',
      'Nour E.',
      'Rayan T.',
      'Sacha W.',
      'Tiago F.',
      'Yasmine H.',
    ],
  },
}

export const leipzig: DemoSchool = {
  key: 'leipzig',
  name: 'Gesamtschule am Markt',
  town: 'Leipzig',
  countryCode: 'DE',
  region: 'Sachsen',
  locale: 'de',
  accountLocale: 'de',
  teachers: [
    { displayName: 'Jonas Becker', email: 'jonas@demo.school', isSchoolAdmin: true },
    { displayName: 'Mareike Vogel', email: 'mareike@demo.school' },
    { displayName: 'Tim Schubert', email: 'tim@demo.school' },
  ],
  classroom: {
    name: 'Klasse 7a',
    ageFrom: 12,
    ageTo: 13,
    pupils: [
      'Anna S.',
      'Ben K.',
      'Bilal Ö.',
      'Charlotte W.',
      'Dilara Y.',
      'Emil H.',
      'Finn R.',
      'Frieda L.',
      'Greta N.',
      'Hanna M.',
      'Ida B.',
      'Jakob P.',
      'Jamal A.',
      'Karl Z.',
      'Lena F.',
      'Linh T.',
      'Mads J.',
      'Marie G.',
      'Mila D.',
      'Nils E.',
      'Oskar V.',
      'Paula K.',
      'Theo S.',
      'Zeynep C.',
    ],
  },
}

const brest: DemoSchool = {
  key: 'brest',
  name: 'École Les Tilleuls',
  town: 'Brest',
  countryCode: 'FR',
  region: 'Rennes',
  locale: 'fr',
  teachers: [{ displayName: 'Gwenaëlle Le Goff', email: 'gwenaelle@demo.school', isSchoolAdmin: true }],
  classroom: null,
}

export const demoSchools = [lyon, leipzig, brest]

/** Groups of the European project, named after rivers of both countries; pupils of both schools in each. */
export const rivers = ['Rhône', 'Saône', 'Elbe', 'Pleiße', 'Loire', 'Main'] as const
export type River = (typeof rivers)[number]

const everySixth = (names: string[], from: number) => names.filter((_, index) => index % rivers.length === from)

/** Four pupils of each school, by the order of the class lists. */
export const riverGroup = (river: River) => {
  const index = rivers.indexOf(river)
  return [...everySixth(lyon.classroom?.pupils ?? [], index), ...everySixth(leipzig.classroom?.pupils ?? [], index)]
}
