import { randomUUID } from 'node:crypto'
import { upsertDossierField } from '#db/queries/dossier.ts'
import { insertExtract } from '#db/queries/extracts.ts'
import { insertKit } from '#db/queries/kits.ts'
import { upsertCalendarKey } from '#db/queries/plan.ts'
import { upsertApproval } from '#db/queries/team.ts'
import { teamSubjects } from '#db/schema/team.ts'
import { makePage, type TestUser } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { Actor } from './world.ts'

interface Base {
  projectId: string
  school: { id: string }
  people: Record<Exclude<Actor, 'anonymous'>, TestUser>
}

/** Kits, extracts, the team and calendars, each made anew for one knock. */
export function teamWorld(
  house: LiveApp,
  { projectId, school, people }: Base,
  newProject: (values: object) => Promise<string>,
) {
  const { db } = house
  return {
    /** Of the school, made by one of its teachers. */
    newKit: () =>
      db.transaction((tx) =>
        insertKit(tx, {
          ...{
            schoolId: school.id,
            title: 'Ours',
            summary: 'What we did',
            language: 'en',
            ageFrom: 11,
            ageTo: 15,
          },
          ...{ credit: 'Us', licence: 'CC BY 4.0', audience: 'school', content: { documents: [] } },
          createdBy: people.teacher.id,
        }),
      ),
    /** In which no pupil has written. */
    newTeachersPage: async () => (await makePage(db, { projectId: projectId, authorId: people.teacher.id })).id,
    async newSubject() {
      const id = randomUUID()
      await db.insert(teamSubjects).values({ id, projectId: projectId, subject: 'History' })
      return id
    },
    /** In a project of its own. */
    newTeam: () => newProject({}),
    /** In a project of its own, which it gives: one field of its pact is written. */
    async newPact() {
      const own = await newProject({})
      const field = { projectId: own, field: 'rhythm' as const, value: 'Each week', authorId: people.teacher.id }
      await db.transaction((tx) => upsertDossierField(tx, { ...field, changedAt: house.clock.now() }))
      return own
    },
    /** Of the first school, in a project of its own, which it gives. */
    async newApproval() {
      const own = await newProject({})
      const approval = { projectId: own, schoolId: school.id, approvedAt: house.clock.now() }
      await db.transaction((tx) => upsertApproval(tx, approval))
      return own
    },
    /** Taken by the teacher, of what these made. */
    newExtract(actors: readonly Exclude<Actor, 'anonymous'>[]) {
      const { teacher } = people
      const authors = actors.map((actor) => people[actor].id)
      const parts = authors.map((by) => ({ kind: 'text', by, at: null, text: 'Our river' }))
      const block = { type: 'paragraph', level: null, language: null, thing: null, parts }
      const at = house.clock.now()
      const row = { projectId, kind: 'passage' as const, content: { title: 'River', blocks: [block] } }
      return db.transaction(async (tx) => {
        const made = await insertExtract(tx, { ...row, takenBy: teacher.id, takenAt: at, madeAt: at }, authors)
        return made.id
      })
    },
    /** An address of this person's calendar. */
    async newCalendarKey(actor: Actor) {
      if (actor === 'anonymous') return
      const key = { userId: people[actor].id, keyHash: randomUUID(), madeAt: house.clock.now() }
      await db.transaction((tx) => upsertCalendarKey(tx, key))
    },
  }
}
