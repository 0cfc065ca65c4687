import { palette } from '#collab/protocol.ts'

/* How a person is drawn and named. Names depend on who looks; ids and colours do not. */

/** 1-8, by the order of joining. */
export const paletteIndexOf = (position: number) => (position % palette.size) + 1

/** 0-2: the own choice, else the next shape each time the colours have gone round. */
export const shapeOf = (position: number, chosen: number | null) =>
  chosen ?? Math.floor(position / palette.size) % palette.shapes

/*
 * Names by audience: this is the one place that decides them, for every list, caret, author, notice, search and export,
 * which all ask the people's view. Inside a Y document and over the socket there are ids and no names.
 *
 *   own school      the real name; its staff see beside it what the others see
 *   other schools   the pseudonym, shown with the country; their teachers too
 *   the public      "a pupil of …": no name at all
 *
 * Grown-ups have one name, for everybody who works with them.
 */

interface Viewer {
  kind: 'staff' | 'pupil'
  schoolId: string
}

interface Named {
  kind: 'staff' | 'pupil'
  displayName: string
  pseudonym: string | null
  school: { id: string }
}

interface ShownName {
  name: string
  /** What other schools see, for staff of a pupil's own school. */
  alias: string | null
}

/** What somebody who shares a project with a person may call them. */
export function nameFor(viewer: Viewer, person: Named): ShownName {
  if (person.kind === 'staff') return { name: person.displayName, alias: null }
  if (person.school.id !== viewer.schoolId) return { name: person.pseudonym ?? '…', alias: null }
  return { name: person.displayName, alias: viewer.kind === 'staff' ? person.pseudonym : null }
}
