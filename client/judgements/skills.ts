import { wordsIn } from '#client/data/frameworks.ts'
import type { Skills, SkillSession } from '#client/data/judgements-skills.ts'
import type { Member } from '#client/data/people.ts'
import { criteriaNow, ownPupils, type Place } from './place.ts'

/** A line of the map: one of a framework, or a criterion that hangs on none. */
export interface SkillLine {
  id: string
  /** Empty of a criterion. */
  code: string
  words: string
  lang: string | null
  sessions: readonly SkillSession[]
  /** Criteria by which it is judged; none: nobody judges by it. */
  criterionIds: ReadonlySet<string>
}

export interface MapGroup {
  id: string
  name: string
  pupils: readonly Member[]
}

/** The groups that have pupils of one's own school, and those pupils who are in none. */
export function groupsOf(place: Place, without: string): MapGroup[] {
  const own = ownPupils(place)
  const named = place.people.groups.map(({ id, name }) => ({ id, name }))
  return [...named, { id: '', name: without }].flatMap(({ id, name }) => {
    const pupils = own.filter(({ groupId }) => (groupId ?? '') === id)
    return pupils.length === 0 ? [] : [{ id, name, pupils }]
  })
}

/** All lines of the frameworks that the project uses, in their order, then its own criteria. A heading of others is one if it is used. */
export function linesOf(place: Place, { frameworks, sessions }: Skills, locale: string): SkillLine[] {
  const criteria = criteriaNow(place)
  const known = new Set(frameworks.flatMap(({ items }) => items.map(({ id }) => id)))
  const ofFrameworks = frameworks.flatMap(({ items }) => {
    const headings = new Set(items.map(({ parent }) => parent))
    return items.flatMap(({ id, code, texts }): SkillLine[] => {
      const { text, lang } = wordsIn(texts, locale)
      const line = {
        ...{ id, code, words: text, lang },
        sessions: sessions.filter(({ itemIds }) => itemIds.includes(id)),
        criterionIds: new Set(criteria.filter(({ itemId }) => itemId === id).map((one) => one.id)),
      }
      return headings.has(code) && !isUsed(line) ? [] : [line]
    })
  })
  const own = criteria.filter(({ itemId }) => itemId === null || !known.has(itemId))
  return [
    ...ofFrameworks,
    ...own.map(({ id, words }) => ({
      ...{ id, code: '', words, lang: null, sessions: [] },
      criterionIds: new Set([id]),
    })),
  ]
}

export const isUsed = ({ sessions, criterionIds }: Pick<SkillLine, 'sessions' | 'criterionIds'>) =>
  sessions.length + criterionIds.size > 0

/** Of whom something was seen, judged or agreed here, as far as the reader sees it. */
export function seenIn({ judgements: { judgements, observations, agreements } }: Place, line: SkillLine) {
  const said = [...judgements.filter(({ kind }) => kind === 'teacher'), ...observations, ...agreements]
  return new Set(said.flatMap((one) => (line.criterionIds.has(one.criterionId) ? [one.pupilId] : [])))
}

/** Whether it is worked on in no lesson, or was seen in some group of nobody. */
export function hasGap(place: Place, line: SkillLine, groups: readonly MapGroup[]): boolean {
  const seen = seenIn(place, line)
  return line.sessions.length === 0 || groups.some(({ pupils }) => !pupils.some(({ userId }) => seen.has(userId)))
}
