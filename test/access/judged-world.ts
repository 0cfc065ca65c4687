import { randomUUID } from 'node:crypto'
import { insertFramework } from '#db/queries/frameworks.ts'
import { insertObservation, upsertJudgement } from '#db/queries/judgements.ts'
import { replaceCriteria, upsertRubric } from '#db/queries/rubrics.ts'
import type { TestUser } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'

interface Base {
  school: { id: string }
  people: Record<'owner' | 'teacher' | 'pupil' | 'pupilAdmin', TestUser>
}

/** Frameworks, rubrics and what was judged by them, each made anew for one knock. */
export function judgedWorld(house: LiveApp, { school, people }: Base, newProject: (values: object) => Promise<string>) {
  const { db } = house
  const newRubric = async () => {
    const projectId = await newProject({})
    const criterion = randomUUID()
    const savedAt = house.clock.now()
    const words = { words: 'Asks others', itemId: null, levels: ['', '', '', ''] }
    await db.transaction(async (tx) => {
      const rubric = { projectId, version: 1, isOpen: true, peers: 'project' as const, products: [], savedAt }
      await upsertRubric(tx, rubric)
      await replaceCriteria(tx, projectId, [{ id: criterion, ...words }], savedAt)
    })
    return { projectId, criterion, version: 1 }
  }
  return {
    /** Of the school, taken in by one of its teachers. */
    async newFramework() {
      const code = randomUUID()
      const shown = { names: { en: 'Ours' }, scale: [], source: 'Staff meeting', licence: 'CC BY 4.0' }
      const framework = { schoolId: school.id, code, kind: 'own' as const, ageFrom: 11, ageTo: 15, ...shown }
      const items = [{ code: '1', parent: null, texts: { en: 'Ask' } }]
      const row = { ...framework, validFrom: '2026-01-01', importedBy: people.teacher.id }
      return (await db.transaction((tx) => insertFramework(tx, row, items))) ?? ''
    },
    /** A project of its own with everybody in it and one criterion, open to pupils. */
    newRubric,
    async newJudged() {
      const made = await newRubric()
      const { owner, teacher, pupil } = people
      const place = { projectId: made.projectId, criterionId: made.criterion, pupilId: pupil.id }
      const said = { kind: 'teacher' as const, level: 3, words: '', extractIds: [], at: house.clock.now() }
      for (const { id } of [owner, teacher])
        await db.transaction((tx) => upsertJudgement(tx, { ...place, ...said, authorId: id }))
      return made
    },
    async newPeerJudgement() {
      const { projectId, criterion } = await newRubric()
      const { pupil, pupilAdmin } = people
      const place = { projectId, criterionId: criterion, pupilId: pupil.id, authorId: pupilAdmin.id }
      const said = { kind: 'peer' as const, level: null, words: 'Well asked', extractIds: [], at: house.clock.now() }
      return { judgementId: await db.transaction((tx) => upsertJudgement(tx, { ...place, ...said })) }
    },
    async newObservation() {
      const { projectId, criterion } = await newRubric()
      const place = { projectId, criterionId: criterion, pupilId: people.pupil.id }
      const seen = { level: 2, authorId: people.owner.id, at: house.clock.now() }
      return db.transaction((tx) => insertObservation(tx, { ...place, ...seen }))
    },
  }
}
