import { randomUUID } from 'node:crypto'
import type { Actor, World } from './world.ts'

/**
 * Who gets what from one route. y: answered (2xx)   f: forbidden (403)   h: hidden, as if it did not exist (404)
 * u: sign in first (401)
 */
export interface Case {
  name: string
  actors: readonly Actor[]
  cells: string
  ask(world: World, actor: Actor): Asked | Promise<Asked>
}
interface Asked {
  path: string
  body?: unknown
  form?: FormData
}

const inProject = [
  'anonymous',
  'stranger',
  'owner',
  'teacher',
  'partner',
  'visitor',
  'pupilAdmin',
  'pupil',
  'otherPupil',
  'guest',
] as const
const inSchool = ['anonymous', 'schoolAdmin', 'owner', 'pupil', 'otherAdmin'] as const
const inOffice = [
  'anonymous',
  'stranger',
  'pupil',
  'europeDirector',
  'director',
  'officer',
  'correspondent',
  'observer',
  'assessor',
  'italian',
] as const
const inClassroom = ['anonymous', 'schoolAdmin', 'classTeacher', 'owner', 'pupil', 'otherAdmin'] as const

export const project = (name: string, cells: string, ask: Case['ask']): Case => ({
  name,
  actors: inProject,
  cells,
  ask,
})
export const school = (name: string, cells: string, ask: Case['ask']): Case => ({ name, actors: inSchool, cells, ask })
/** Of the office of Italy: anon, stranger, pupil, director of Europe, director, officer, correspondent, observer, assessor, a teacher. */
export const office = (name: string, cells: string, ask: Case['ask']): Case => ({ name, actors: inOffice, cells, ask })
export const classroom = (name: string, ask: Case['ask']): Case => ({
  name,
  actors: inClassroom,
  cells: 'u y y h h h',
  ask,
})

export const fresh = () => randomUUID().slice(0, 8)

export const at = (path: string, body?: unknown): Asked => (body === undefined ? { path } : { path, body })

//                   anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
export const everyMember = 'u h y y y y y y y y'
export const teachersOnly = 'u h y y y f f f f f'
/** Of something hidden in a place that all the project reads. */
export const onlyTeachersSee = 'u h y y y h h h h h'
export const ownerOnly = 'u h y f f f f f f f'
export const writersOfGroup = 'u h y y y f y y f f'
export const readersOfTeachers = 'u h y y y y h h h h'
export const inTheProjectsChannel = 'u h y y y y y y y h'
export const writersOfChannel = 'u h y y y f y y y h'
export const readersOfHerons = 'u h y y y y y y h h'
export const writersOfHerons = 'u h y y y f y y h h'
export const writersOfTeachers = 'u h y y y f h h h h'
// The pupil's thread: their own school's teachers answer, the partner's read along, nobody else knows of it.
export const readersOfAsk = 'u h y y y h h y h h'
export const writersOfAsk = 'u h y y f h h y h h'
export const moderators = 'u h y y y f f f f h'
