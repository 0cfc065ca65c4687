import type { DirectoryList } from '#db/schema/values.ts'
import { readWords } from '#server/search/question.ts'
import { dice, madeOffers, madePeople, madeProjects, madeSchools, offersOf, type Size, sizes } from './europe.ts'
import { interests, lands, subjects } from './europe-lands.ts'

/* Questions as teachers ask them, about what is in the Europe that never was: each kind with so many. */

export interface Question {
  q: string
  filters: string[][]
  /** What the bare SELECT is asked where the words are not as they are stored: those that are. */
  meant?: string
}

export interface Kind {
  kind: string
  list: DirectoryList
  questions: Question[]
  /** Which page of the answer. */
  page: 1 | 10
  /** Within so many times the bare SELECT. */
  goal: number
}

const mostKept = 3_000

/** Some of many, from the whole of them. */
function someOf<T>(all: Iterable<T>, count: number): T[] {
  const step = Math.ceil(count / mostKept)
  const kept: T[] = []
  let at = 0
  for (const one of all) if (at++ % step === 0) kept.push(one)
  return kept
}

/** As somebody writes it who only heard it, or writes another script in their own way. */
const otherwise: readonly [RegExp, string][] = [
  [/sh/g, 'sch'],
  [/ch/g, 'tsch'],
  [/zh/g, 'sch'],
  [/kh/g, 'ch'],
  [/v/g, 'w'],
  [/ou/g, 'u'],
  [/ph/g, 'f'],
]
const inLatin = (name: string) => readWords(name).join(' ')
const heard = (name: string) => otherwise.reduce((text, [one, other]) => text.replaceAll(one, other), inLatin(name))

export function questionsOf(size: Size, schools: { id: string; country: string }[], count: number): Kind[] {
  const { one, below } = dice(`questions of ${size}`)
  const people = someOf(madePeople(size, schools), sizes[size].people)
  const named = people.map(({ name }) => name)
  const foreign = people.filter(({ name }) => inLatin(name) !== name.toLowerCase()).map(({ name }) => name)
  const surname = () => one(named).split(' ').at(-1) ?? ''
  const slipped = (word: string) => {
    const at = 1 + below(Math.max(1, word.length - 2))
    return word.slice(0, at) + word.slice(at + 1)
  }
  const houses = someOf(madeSchools(size), schools.length)
  const projects = someOf(madeProjects(size, schools), sizes[size].projects)
  const offers = someOf(madeOffers(size, madePeople(size, schools)), offersOf(size))
  const country = () => `c.${one(lands).country.toLowerCase()}`
  const subject = () => `s.${one(subjects)}`
  const age = () => `a.${8 + below(8)}`
  const words = (q: string, filters: string[][] = []): Question => ({ q, filters })
  const make = (kind: string, list: DirectoryList, ask: () => Question, more: Partial<Kind> = {}): Kind => ({
    ...{ kind, list, page: 1, goal: 3, questions: Array.from({ length: count }, ask) },
    ...more,
  })
  return [
    make('full name', 'people', () => words(one(named))),
    make('surname begun', 'people', () => words(surname().slice(0, 5))),
    make('three letters', 'people', () => words(surname().slice(0, 3))),
    make('one letter', 'people', () => words(surname().slice(0, 1))),
    make('common word', 'people', () => words(one(interests))),
    make('word, three filters', 'people', () => words(one(interests), [['c.fr'], [subject()], [age()]])),
    make('four filters', 'people', () => words('', [[country()], [subject()], ['l.fr.3'], [age()]])),
    make('one filter', 'people', () => words('', [[country()]])),
    make('tenth page, word', 'people', () => words(one(interests)), { page: 10 }),
    make('tenth page, filters', 'people', () => words('', [[country()], [subject()]]), { page: 10 }),
    make(
      'a slip',
      'people',
      () => {
        const meant = surname()
        return { ...words(slipped(meant)), meant }
      },
      { goal: 2 },
    ),
    make('another script', 'people', () => words(inLatin(one(foreign)))),
    make('as it is heard', 'people', () => {
      const name = one(foreign)
      return { ...words(heard(name)), meant: name }
    }),
    make('schools: name', 'schools', () => words(one(houses).name)),
    make('schools: town, country', 'schools', () => {
      const house = one(houses)
      return words(house.town, [[`c.${house.country.toLowerCase()}`]])
    }),
    make('projects: title', 'projects', () => words(one(projects).title)),
    make('projects: two filters', 'projects', () => words('', [[country()], [subject()]])),
    make('offers: title', 'offers', () => words(one(offers).title)),
    make('offers: word', 'offers', () => words(one(interests))),
    make('offers: three filters', 'offers', () => words('', [[country()], [subject()], ['l.fr.3', 'l.de.3']])),
    make('offers: free weeks', 'offers', () => words('', [['w.2027-02-08', 'w.2027-02-15'], [subject()]])),
  ]
}
