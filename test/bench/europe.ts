import { createHash } from 'node:crypto'
import { interests, type Land, lands, subjects } from './europe-lands.ts'

/*
 * A Europe that never was: teachers, schools, projects, offers and news of offices. The same seed gives the same Europe, to the
 * letter. Each comes as it is asked for, and nothing is kept.
 */

export const sizes = {
  small: { people: 2_000, schools: 900, projects: 300, news: 60 },
  france: { people: 41_000, schools: 18_000, projects: 16_000, news: 400 },
  europe: { people: 500_000, schools: 181_000, projects: 60_000, news: 4_000 },
} as const
export type Size = keyof typeof sizes

/** One teacher in five offers a class. */
const offeredBy = 5
export const offersOf = (size: Size): number => Math.ceil(sizes[size].people / offeredBy)

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

interface Made {
  id: string
  country: string
}
interface MadeSchool extends Made {
  name: string
  town: string
  timeZone: string
}
interface Spoken {
  code: string
  level: number
}
export interface MadePerson extends Made {
  schoolId: string
  name: string
  subjects: string[]
  ages: [from: number, to: number]
  languages: Spoken[]
  interests: string
}
interface MadeProject extends Made {
  title: string
  schoolIds: [string, string]
  subjects: string[]
  languages: string[]
}
interface MadeOffer {
  id: string
  userId: string
  kind: 'european' | 'national'
  title: string
  words: string
  ages: [from: number, to: number]
  pupils: number
  languages: Spoken[]
  subjects: string[]
  countries: string[]
  fromDate: string
  toDate: string
  hours: { weekday: number; startsAt: number; minutes: number }[]
  createdAt: string
}
interface MadeNews {
  id: string
  country: string
  kind: string
  publishedAt: string
  title: string
  body: string
}

const total = lands.reduce((sum, { share }) => sum + share, 0)

export function dice(seed: string) {
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
    /** A random one, of version 4. */
    id() {
      const digits = (length: number) => Array.from({ length }, () => below(16).toString(16)).join('')
      return `${digits(8)}-${digits(4)}-4${digits(3)}-${(8 + below(4)).toString(16)}${digits(3)}-${digits(12)}`
    },
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
    const { country, school, towns, given, timeZone } = land()
    yield { id: id(), country, timeZone, name: `${school} ${one(given)} ${below(400)}`, town: one(towns) }
  }
}

export function* madePeople(size: Size, schools: readonly Made[]): Generator<MadePerson> {
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

export function* madeProjects(size: Size, schools: readonly Made[]): Generator<MadeProject> {
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

const dayMs = 86_400_000
const mondayMs = Date.parse('2027-01-04')
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Of a fifth of these people, each with some weeks of the next half year and the hours of a class. */
export function* madeOffers(size: Size, people: Iterable<MadePerson>): Generator<MadeOffer> {
  const { one, id, below } = dice(`offers of ${size}`)
  let at = 0
  for (const { id: userId, ages, languages, subjects: taught, country } of people) {
    if (at++ % offeredBy !== 0) continue
    const from = mondayMs + below(10) * 7 * dayMs
    yield {
      ...{ id: id(), userId, ages, languages, subjects: taught },
      kind: below(5) === 0 ? 'national' : 'european',
      title: `${one(interests)} of ${one(interests)} ${below(2_000)}`,
      words: `We want to make ${one(interests)} with ${one(interests)} and ${one(interests)}`,
      pupils: 12 + below(20),
      countries: below(4) === 0 ? [one(lands).country].filter((code) => code !== country) : [],
      fromDate: dayOf(from),
      toDate: dayOf(from + (6 + below(16)) * 7 * dayMs - dayMs),
      hours: [1, 2, 4, 5].map((weekday) => ({ weekday, startsAt: 480 + below(14) * 30, minutes: 55 })),
      createdAt: new Date(mondayMs - (40 + below(300)) * dayMs).toISOString(),
    }
  }
}

export function* madeNews(size: Size): Generator<MadeNews> {
  const { one, id, below, land } = dice(`news of ${size}`)
  for (let at = 0; at < sizes[size].news; at++)
    yield {
      ...{ id: id(), country: land().country, kind: one(['policy', 'action', 'practice', 'opportunity']) },
      publishedAt: new Date(mondayMs - (40 + below(700)) * dayMs).toISOString(),
      title: `${one(interests)} and ${one(interests)} ${at}`,
      body: Array.from({ length: 120 }, () => one(interests)).join(' '),
    }
}
