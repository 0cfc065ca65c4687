import { insertImport } from '#db/queries/registers.ts'
import type { importStates } from '#db/schema/values.ts'
import type { LiveApp } from '../helpers/live-app.ts'

interface Base {
  offices: { italy: { id: string } }
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
})
