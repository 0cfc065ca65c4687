import { defaultTemplates } from '#server/letters/defaults.ts'
import { at, type Case, office } from './rows.ts'

/** Who prepares at the office of Italy, and who reads what was sent. The columns: see `office` in `rows.ts`. */
const preparers = 'u h h h y y f f f h'
const readers = 'u h h h y y f y f h'

/** Of a kind and language that no other row makes versions of. */
const template = defaultTemplates.find(({ kind, language }) => kind === 'head' && language === 'de')

export const letterRows: Record<string, Case[]> = {
  'GET /api/offices/:officeId/letters': [
    office('lists letters', readers, ({ offices }) => at(`/api/offices/${offices.italy.id}/letters`)),
  ],
  'POST /api/offices/:officeId/letters': [
    office('prepares letters', preparers, ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/letters`, { kind: 'rector', year: 2019, language: 'en' }),
    ),
  ],
  'GET /api/offices/:officeId/letters/:letterId': [
    office('reads a sent letter', readers, async ({ offices, newLetter }) =>
      at(`/api/offices/${offices.italy.id}/letters/${await newLetter('sent')}`),
    ),
    office('reads a draft', 'u h h h y y f h f h', async ({ offices, newLetter }) =>
      at(`/api/offices/${offices.italy.id}/letters/${await newLetter('draft')}`),
    ),
  ],
  'PATCH /api/offices/:officeId/letters/:letterId': [
    office('makes a draft of it again', preparers, async ({ offices, newLetter, seenLetter }) => {
      const id = await newLetter('ready')
      return at(`/api/offices/${offices.italy.id}/letters/${id}`, { state: 'draft', seen: await seenLetter(id) })
    }),
  ],
  'GET /api/offices/:officeId/letter-templates': [
    office('reads templates', preparers, ({ offices }) => at(`/api/offices/${offices.italy.id}/letter-templates`)),
  ],
  'POST /api/offices/:officeId/letter-templates': [
    office('changes a template', preparers, async ({ offices, latestTemplate }) =>
      at(`/api/offices/${offices.italy.id}/letter-templates`, { ...template, basedOn: await latestTemplate() }),
    ),
  ],
  'GET /api/offices/:officeId/letter-templates/:kind/:language': [
    office('reads earlier versions of a template', preparers, ({ offices }) =>
      at(`/api/offices/${offices.italy.id}/letter-templates/head/de`),
    ),
  ],
  'POST /api/letters/:letterId/sign': [
    office('signs', 'u h h h y f f f f h', async ({ newLetter, seenLetter }) => {
      const id = await newLetter('ready')
      return at(`/api/letters/${id}/sign`, { seen: await seenLetter(id) })
    }),
  ],
  'POST /api/letters/:letterId/send': [
    office('says that it is sent', preparers, async ({ newLetter }) =>
      at(`/api/letters/${await newLetter('signed')}/send`, { way: 'post', on: '2026-11-02' }),
    ),
  ],
  'POST /api/letters/:letterId/void': [
    office('takes it back', preparers, async ({ newLetter }) => at(`/api/letters/${await newLetter('sent')}/void`, {})),
  ],
  'GET /api/letters/:letterId/file': [
    office('takes the file of a sent letter', readers, async ({ newLetter }) =>
      at(`/api/letters/${await newLetter('sent')}/file`),
    ),
  ],
}
