import { at, type Case, office } from './rows.ts'
import type { World } from './world.ts'

//                 anon stranger pupil europe director officer correspondent observer assessor teacher
const lookAfter = 'u h h h y y f f f h'

const table = () => new File(['code;name;town\nA1;School;Roma\n'], 'register.csv')
const of = ({ offices }: World) => `/api/offices/${offices.italy.id}`
const imports = (name: string, ending: string, state: Parameters<World['newImport']>[0], body?: unknown): Case =>
  office(name, lookAfter, async (world) => at(`${of(world)}/imports/${await world.newImport(state)}${ending}`, body))

function formOf(fields: Record<string, string | File>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** Rows of schools that an office looks after, and of registers that it takes in. */
export const registerRows: Record<string, Case[]> = {
  'GET /api/offices/:officeId/schools': [
    office('looks for a school', lookAfter, (world) => at(`${of(world)}/schools?q=school`)),
  ],
  'GET /api/offices/:officeId/schools/:schoolId': [
    office('sees what a school was on a day', lookAfter, (world) =>
      at(`${of(world)}/schools/${world.offices.school.id}?on=2024-01-01`),
    ),
  ],
  'GET /api/offices/:officeId/imports': [office('sees imports', lookAfter, (world) => at(`${of(world)}/imports`))],
  'POST /api/offices/:officeId/imports': [
    office('begins an import', lookAfter, (world) => ({
      path: `${of(world)}/imports`,
      form: formOf({ file: table(), fileName: 'register.csv', countryCode: 'IT' }),
    })),
  ],
  'GET /api/offices/:officeId/imports/:importId': [imports('sees an import', '', 'done')],
  'PATCH /api/offices/:officeId/imports/:importId': [
    imports('matches columns', '', 'reading', { columns: { code: [0], name: [1], town: [2] } }),
  ],
  'DELETE /api/offices/:officeId/imports/:importId': [imports('lets an import go', '', 'checked')],
  'POST /api/offices/:officeId/imports/:importId/pieces': [
    office('brings a piece of a register', lookAfter, async (world) => ({
      path: `${of(world)}/imports/${await world.newImport('reading')}/pieces`,
      form: formOf({ file: table(), number: '0', isLast: 'true' }),
    })),
  ],
  'POST /api/offices/:officeId/imports/:importId/check': [imports('tries an import', '/check', 'checking', {})],
  'POST /api/offices/:officeId/imports/:importId/run': [imports('runs an import', '/run', 'checked', {})],
  'POST /api/offices/:officeId/imports/:importId/undo': [imports('undoes an import', '/undo', 'done', {})],
  'GET /api/offices/:officeId/imports/:importId/rows': [imports('reads lines of a register', '/rows', 'done')],
  'GET /api/offices/:officeId/imports/:importId/errors.csv': [
    imports('takes the wrong lines home', '/errors.csv', 'done'),
  ],
  'GET /api/offices/:officeId/doubles': [
    office('sees likely doubles', lookAfter, (world) => at(`${of(world)}/doubles`)),
  ],
  'POST /api/offices/:officeId/merges': [
    office('makes one school of two', lookAfter, async (world) =>
      at(`${of(world)}/merges`, { from: await world.newDouble(), into: world.offices.school.id }),
    ),
  ],
  'DELETE /api/offices/:officeId/merges/:mergeId': [
    office('makes two of them again', lookAfter, async (world) => at(`${of(world)}/merges/${await world.newMerge()}`)),
  ],
}
