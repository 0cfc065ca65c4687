import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { validate } from '../kit/validate.ts'
import {
  fileAsked,
  letterChange,
  letterParam,
  lettersAsked,
  newLetters,
  newTemplate,
  officeLetterParam,
  officeParam,
  sending,
  signing,
  templateAsked,
} from './input.ts'
import { changeLetter, prepareLetters, showLetter, showLetters } from './letters.ts'
import { sendLetter, signLetter, takeLetter, voidLetter } from './signing.ts'
import { keepTemplate, showTemplates, showTemplateVersions } from './templates.ts'

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

export const letterRoutes = new Hono<AppEnv>()
  .get('/api/offices/:officeId/letters', validate('param', officeParam), validate('query', lettersAsked), async (c) =>
    c.json(await showLetters(c.var.ctx, c.req.valid('param').officeId, c.req.valid('query').year)),
  )
  .post('/api/offices/:officeId/letters', validate('param', officeParam), validate('json', newLetters), async (c) =>
    c.json(await prepareLetters(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .get('/api/offices/:officeId/letters/:letterId', validate('param', officeLetterParam), async (c) => {
    const { officeId, letterId } = c.req.valid('param')
    return c.json(await showLetter(c.var.ctx, officeId, letterId))
  })
  .patch(
    '/api/offices/:officeId/letters/:letterId',
    validate('param', officeLetterParam),
    validate('json', letterChange),
    async (c) => {
      const { officeId, letterId } = c.req.valid('param')
      return c.json(await changeLetter(c.var.ctx, officeId, letterId, c.req.valid('json')))
    },
  )
  .get('/api/offices/:officeId/letter-templates', validate('param', officeParam), async (c) =>
    c.json(await showTemplates(c.var.ctx, c.req.valid('param').officeId)),
  )
  .get('/api/offices/:officeId/letter-templates/:kind/:language', validate('param', templateAsked), async (c) =>
    c.json(await showTemplateVersions(c.var.ctx, c.req.valid('param'))),
  )
  .post(
    '/api/offices/:officeId/letter-templates',
    validate('param', officeParam),
    validate('json', newTemplate),
    async (c) => c.json(await keepTemplate(c.var.ctx, c.req.valid('param').officeId, c.req.valid('json')), 201),
  )
  .post('/api/letters/:letterId/sign', validate('param', letterParam), validate('json', signing), async (c) =>
    c.json(await signLetter(c.var.ctx, c.req.valid('param').letterId, c.req.valid('json'))),
  )
  .post('/api/letters/:letterId/send', validate('param', letterParam), validate('json', sending), async (c) =>
    c.json(await sendLetter(c.var.ctx, c.req.valid('param').letterId, c.req.valid('json'))),
  )
  .post('/api/letters/:letterId/void', validate('param', letterParam), async (c) =>
    c.json(await voidLetter(c.var.ctx, c.req.valid('param').letterId)),
  )
  .get('/api/letters/:letterId/file', validate('param', letterParam), validate('query', fileAsked), async (c) => {
    const { form } = c.req.valid('query')
    const bytes = await takeLetter(c.var.ctx, c.req.valid('param').letterId, form)
    c.header('Content-Type', types[form])
    c.header('Content-Disposition', `attachment; filename="letter.${form}"`)
    c.header('Cache-Control', 'private, no-store')
    c.header('X-Content-Type-Options', 'nosniff')
    return c.body(bytes)
  })
