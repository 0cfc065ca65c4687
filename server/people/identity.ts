import { palette } from '#collab/protocol.ts'
import type { MemberRole } from '../access/rules.ts'

/* How a person is drawn and named. Names depend on who looks; ids and colours do not. */

/** 1-8, by the order of joining. */
export const paletteIndexOf = (position: number) => (position % palette.size) + 1

/** 0-2: the own choice, else the next shape each time the colours have gone round. */
export const shapeOf = (position: number, chosen: number | null) =>
  chosen ?? Math.floor(position / palette.size) % palette.shapes

export interface Viewer {
  role: MemberRole
  schoolId: string
}

interface Named {
  kind: 'staff' | 'pupil'
  displayName: string
  pseudonym: string | null
  school: { id: string }
}

const staffRoles: readonly MemberRole[] = ['owner', 'teacher', 'visitor']

/** A pupil of another school has a pseudonym for pupils and guests; staff of the project see both names. */
export function nameFor(viewer: Viewer, person: Named): { name: string; alias: string | null } {
  if (person.kind === 'staff') return { name: person.displayName, alias: null }
  if (staffRoles.includes(viewer.role)) return { name: person.displayName, alias: person.pseudonym }
  const isOwnSchool = person.school.id === viewer.schoolId
  return { name: isOwnSchool ? person.displayName : (person.pseudonym ?? '…'), alias: null }
}
