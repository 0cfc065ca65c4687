import type { AwardOfYear, LetterSchool } from '#db/queries/letters.ts'
import type { Named, NamedAward, NamedProject, NamedSchool } from '#db/schema/letters.ts'

/* Which awards a letter names: those of its region or school, and no other. Pure. */

const isNamed = (scheme: string): scheme is NamedAward['scheme'] =>
  ['national_label', 'european_label', 'national_prize', 'european_prize'].includes(scheme)

export interface Places {
  schools: ReadonlyMap<string, LetterSchool>
  /** At which school people are. */
  people: ReadonlyMap<string, string>
}

/** The schools of one's country that an award is of, each with the region it counts for. */
export function schoolsOf(award: AwardOfYear, { schools }: Places): (NamedSchool & { regionId: string | null })[] {
  const shown = new Map(award.shown.schools.map((one) => [one.id, one]))
  const ids = new Set([...shown.keys(), ...(award.schoolId === null ? [] : [award.schoolId])])
  return [...ids].flatMap((id) => {
    const school = schools.get(id)
    if (!school) return []
    const { name, town } = shown.get(id) ?? school
    // Where it was when it got it, as far as the award says so.
    const regionId = id === award.schoolId ? (award.regionId ?? school.regionId) : school.regionId
    return [{ id, name, town, regionId }]
  })
}

const byName = (one: { name: string; id: string }, other: { name: string; id: string }) =>
  one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1)

const united = <One extends { id: string; name: string }>(all: readonly One[]): One[] =>
  [...new Map(all.map((one) => [one.id, one])).values()].toSorted(byName)

/** What stands in a letter about these schools: those of a region, or one. */
export function namedFor(
  all: readonly AwardOfYear[],
  places: Places,
  isHere: (school: { id: string; regionId: string | null }) => boolean,
): Named {
  const projects = new Map<string, NamedProject>()
  const labelled: NamedSchool[] = []
  for (const award of all) {
    const here = schoolsOf(award, places)
      .filter(isHere)
      .map(({ regionId: _, ...one }) => one)
    if (here.length === 0) continue
    if (award.scheme === 'school_label') labelled.push(...here)
    const { id, scheme, place, ageClass, projectId, shown } = award
    const { project: name } = shown
    if (projectId === null || name === null || !isNamed(scheme)) continue
    const before = projects.get(projectId)
    const hereIds = new Set(here.map((one) => one.id))
    const people = shown.people.flatMap((one) =>
      one.name !== null && hereIds.has(places.people.get(one.id) ?? '') ? [{ id: one.id, name: one.name }] : [],
    )
    projects.set(projectId, {
      id: projectId,
      name,
      schools: united([...(before?.schools ?? []), ...here]),
      people: united([...(before?.people ?? []), ...people]),
      awards: [...(before?.awards ?? []), { id, scheme, place, ageClass }],
    })
  }
  return { projects: [...projects.values()].toSorted(byName), schools: united(labelled) }
}

export const isEmpty = ({ projects, schools }: Named) => projects.length === 0 && schools.length === 0
