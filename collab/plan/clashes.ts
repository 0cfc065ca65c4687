import { mondayOf } from './days.ts'
import { hoursOf, type Session } from './sessions.ts'
import { holidayOn, isWeekend, type SchoolDays } from './weeks.ts'

/** Why a session cannot be as it is planned. */
export type Clash =
  | { readonly kind: 'teacher'; readonly with: string; readonly userId: string }
  | { readonly kind: 'room'; readonly with: string; readonly room: string }
  | { readonly kind: 'holiday'; readonly school: string; readonly name: string }
  | { readonly kind: 'weekend'; readonly school: string }
  | { readonly kind: 'exam' }

interface Around {
  /** Calendars by school. */
  readonly schools: ReadonlyMap<string, SchoolDays>
  /** Whose session it is where nobody who teaches it is known. */
  readonly ownSchool: string
  readonly schoolOf: (userId: string) => string | undefined
  /** Days on which exams are marked: their weeks count. */
  readonly exams: readonly string[]
}

const roomOf = ({ room }: Session) => room.trim().toLowerCase()

function schoolsOf({ people }: Session, { schoolOf, ownSchool }: Around): string[] {
  const found = [...new Set(people.flatMap((userId) => schoolOf(userId) ?? []))]
  return found.length > 0 ? found : [ownSchool]
}

function overlap(a: Session, b: Session): boolean {
  const [one, other] = [hoursOf(a), hoursOf(b)]
  return one !== null && other !== null && one[0] < other[1] && other[0] < one[1]
}

/** Of two at the same hours: who would have to be in both, and whether both want one room of one school. */
function between(session: Session, other: Session, around: Around): Clash[] {
  const both = session.people.filter((userId) => other.people.includes(userId))
  const teachers = both.map((userId): Clash => ({ kind: 'teacher', with: other.id, userId }))
  const isOneRoom = roomOf(session) !== '' && roomOf(session) === roomOf(other)
  const there = isOneRoom ? schoolsOf(other, around) : []
  const isOneSchool = schoolsOf(session, around).some((id) => there.includes(id))
  return isOneSchool ? [...teachers, { kind: 'room', with: other.id, room: session.room.trim() }] : teachers
}

function ofDay(session: Session, around: Around): Clash[] {
  return schoolsOf(session, around).flatMap((id): Clash[] => {
    const school = around.schools.get(id)
    if (school === undefined) return []
    const name = holidayOn(school, session.date)
    if (name !== null) return [{ kind: 'holiday', school: school.name, name }]
    return isWeekend(school, session.date) ? [{ kind: 'weekend', school: school.name }] : []
  })
}

/** What clashes, by session. What has no day yet clashes with nothing. */
export function clashesOf(sessions: readonly Session[], around: Around): Map<string, readonly Clash[]> {
  const byDay = new Map<string, Session[]>()
  for (const session of sessions) {
    if (session.date === '') continue
    const day = byDay.get(session.date)
    if (day === undefined) byDay.set(session.date, [session])
    else day.push(session)
  }
  const examWeeks = new Set(around.exams.filter((day) => day !== '').map(mondayOf))
  const found = new Map<string, readonly Clash[]>()
  for (const [date, day] of byDay)
    for (const session of day) {
      const others = day.filter((other) => other.id !== session.id && overlap(session, other))
      const clashes = [
        ...others.flatMap((other) => between(session, other, around)),
        ...ofDay(session, around),
        ...(examWeeks.has(mondayOf(date)) ? [{ kind: 'exam' as const }] : []),
      ]
      if (clashes.length > 0) found.set(session.id, clashes)
    }
  return found
}
