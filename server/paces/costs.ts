/*
 * How much of what one person, and one school, may ask for (R16, R18). A whole school may come from one address, so who is
 * signed in is counted by name, a device that is known by itself, and an address only for all others: there it stands for a
 * school.
 */

/** At most `points` requests in `seconds`, counted from the first of them. */
export interface Window {
  points: number
  seconds: number
}

export interface Pace {
  person: readonly Window[]
  /** Of a pupil, where that is less. */
  pupil?: readonly Window[]
  /** Of all people of a school, or of all who come from one address without being signed in. */
  school: readonly Window[]
  /** The sentence of a refusal. */
  reason: string
}

const ten = (points: number): Window => ({ points, seconds: 10 })
const minute = (points: number): Window => ({ points, seconds: 60 })
const fiveMinutes = (points: number): Window => ({ points, seconds: 5 * 60 })
const hour = (points: number): Window => ({ points, seconds: 60 * 60 })

/** Chosen so that 600 pupils who begin a lesson at one moment are not held back, and one script cannot be 600 pupils. */
export const costs = {
  /** One row by its key. */
  cheap: { person: [ten(300)], school: [ten(12_000)], reason: 'too_many' },
  /** Some queries; a screen asks for ten of these at once. */
  query: { person: [ten(200)], school: [ten(6_000)], reason: 'too_many' },
  /** A picture or a file: a shelf shows sixty, a wall some hundred. */
  picture: { person: [ten(400)], school: [ten(12_000)], reason: 'too_many' },
  search: { person: [ten(50), fiveMinutes(300)], school: [ten(1_500)], reason: 'too_many_messages' },
  /** One row written and told to those who are there. */
  writing: { person: [ten(100)], school: [ten(3_000)], reason: 'too_many' },
  /** Reactions, pins, edits of messages. Each tells everybody who is there. */
  mark: { person: [ten(100), fiveMinutes(600), hour(3_000)], school: [ten(3_000)], reason: 'too_many_messages' },
  /**
   * Four a second for ten seconds on end is no conversation, and what is quick talk for ten seconds buries a channel in an
   * hour; an outbox that comes back waits a little.
   */
  message: { person: [ten(40), fiveMinutes(150), hour(600)], school: [ten(2_000)], reason: 'too_many_messages' },
  /** Something that others then have before them: a document, a group, a vote, a card that waits. */
  creating: {
    person: [minute(60), hour(400)],
    pupil: [minute(20), hour(100)],
    school: [minute(900)],
    reason: 'too_many_new',
  },
  /** Rings a teacher's bell, or makes a link to hand out. */
  asking: { person: [minute(12), hour(60)], school: [minute(600)], reason: 'too_many_new' },
  /** A whole document brought together to be read; those who ask for the same share the answer. */
  content: { person: [ten(20)], school: [ten(300)], reason: 'too_many_contents' },
  /** A plan, or what of it concerns somebody: a day begins with that of each of their projects. */
  plan: { person: [ten(80)], school: [ten(1_200)], reason: 'too_many_contents' },
  /** A whole document brought together to be changed. */
  folding: { person: [ten(10), hour(200)], school: [ten(100)], reason: 'too_many_contents' },
  /** A PDF, made of whole documents: a teacher prints a class of thirty. */
  sheet: {
    person: [minute(40), hour(200)],
    pupil: [minute(10), hour(60)],
    school: [minute(120)],
    reason: 'too_many_sheets',
  },
  /** A class that photographs its work sends a few each minute; a loop sends thousands. */
  upload: { person: [{ points: 40, seconds: 300 }], school: [minute(900)], reason: 'too_many_files' },
  /** A calendar file of a megabyte read through: somebody brings their timetable a few times a year. */
  timetable: { person: [minute(10), hour(60)], school: [minute(60)], reason: 'too_many_files' },
  /** A slice of a register of schools: a browser asks for the next as soon as one is done, and an office has one at a time. */
  slice: { person: [ten(200)], school: [ten(400)], reason: 'too_many' },
  /** Right and wrong together: failures are counted by `server/auth/guessing.ts`. */
  sign_in: { person: [ten(60)], school: [ten(600)], reason: 'too_many' },
  /** A password is made or tried by who is signed in, or a link is followed. */
  door: { person: [minute(30)], school: [minute(600)], reason: 'too_many' },
  /** A public list looked through at each letter typed; whoever copies it all is slow. */
  finding: { person: [ten(30), fiveMinutes(200)], school: [ten(300), hour(6_000)], reason: 'too_many' },
  /** A list of people, schools or projects at each rest of a hand that types, with its counts; what it shows is counted too (`directory/seen.ts`). */
  directory: { person: [minute(120), hour(1_200)], school: [minute(1_200)], reason: 'too_many_searches' },
  /** Three hundred classes compared with one, week by week. */
  matching: { person: [minute(20), hour(200)], school: [minute(120)], reason: 'too_many_searches' },
  /** A day of the past counted over all schools and projects, and what of it may be told computed: an office looks at some in a row. */
  counting: { person: [minute(10), hour(60)], school: [minute(20), hour(120)], reason: 'too_many' },
  /** The description of the whole API. */
  describing: { person: [minute(10)], school: [minute(30)], reason: 'too_many' },
} as const satisfies Record<string, Pace>

export type Cost = keyof typeof costs
