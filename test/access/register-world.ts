import { insertImport } from '#db/queries/registers.ts'
import type { importStates } from '#db/schema/values.ts'
import { insertMerge, updateMergedInto } from '#db/queries/school-merges.ts'
import { makeSchool } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'

interface Base {
  offices: { italy: { id: string }; school: { id: string } }
}

/** Registers of schools that the office of Italy takes in, each made anew for one knock. */
export const registerWorld = ({ db, clock }: LiveApp, { offices }: Base) => ({
  /** In this state, of one school. */
  newImport(state: (typeof importStates)[number]) {
    const table = { delimiter: ';', head: ['code', 'name', 'town'], samples: [['A1', 'School', 'Roma']], format: null }
    const columns = { code: [0], name: [1], town: [2] }
    const of = { officeId: offices.italy.id, countryCode: 'IT', fileName: 'register.csv', startedAt: clock.now() }
    return db.transaction((tx) => insertImport(tx, { ...of, ...table, columns, state, rest: new Uint8Array() }))
  },
  newDouble: async () => (await makeSchool(db, { countryCode: 'IT', timeZone: 'Europe/Rome' })).id,
  /** Of a double without anybody, into a school of Lazio. */
  async newMerge() {
    const { id: fromId } = await makeSchool(db, { countryCode: 'IT', timeZone: 'Europe/Rome' })
    const [officeId, intoId] = [offices.italy.id, offices.school.id]
    return db.transaction(async (tx) => {
      await updateMergedInto(tx, fromId, intoId)
      return insertMerge(tx, { officeId, fromId, intoId, moved: {}, mergedAt: clock.now() })
    })
  },
})
