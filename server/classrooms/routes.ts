import { Hono } from 'hono'
import * as z from 'zod'
import { triedPassword } from '../auth/passwords.ts'
import { personName } from '../kit/person-name.ts'
import type { AppEnv } from '../kit/context.ts'
import { given } from '../kit/given.ts'
import { line } from '../kit/text.ts'
import { validate } from '../kit/validate.ts'
import { printCards, printCardsAgain, voidCards } from './cards.ts'
import {
  addTeacher,
  createClassroom,
  editClassroom,
  removeTeacher,
  showClassroom,
  showClassrooms,
} from './classrooms.ts'
import { movePupil } from './move-pupil.ts'
import { addPupils, checkPupils, editPupil, removePupil } from './pupils.ts'
import { mostPupils, nameOrders } from './roster.ts'

const classroomParam = validate('param', z.strictObject({ id: z.uuid().toLowerCase() }))
const personParam = validate('param', z.strictObject({ id: z.uuid().toLowerCase(), userId: z.uuid().toLowerCase() }))

const name = line(40)
const age = z.int().min(3).max(20)
const classroom = z
  .strictObject({ name, ageFrom: age, ageTo: age })
  .refine((one) => one.ageTo >= one.ageFrom, { path: ['ageTo'], error: 'age_order' })
const classroomChanges = z.strictObject({
  name: name.optional(),
  ageFrom: age.optional(),
  ageTo: age.optional(),
  isArchived: z.boolean().optional(),
})
/** Sixty long lines and their columns. */
const roster = z.strictObject({ text: z.string().max(40_000), order: z.enum(nameOrders).optional() })
const names = z.strictObject({ names: z.array(personName).min(1).max(mostPupils) })
const pupilChanges = z.strictObject({ displayName: personName.optional(), pseudonym: z.literal('new').optional() })
const pupilMove = z.strictObject({ classroomId: z.uuid().toLowerCase() })
const userIds = z.array(z.uuid().toLowerCase()).min(1).max(200)
const cardsAgain = z.strictObject({ userIds, password: triedPassword })

export const classroomRoutes = new Hono<AppEnv>()
  .get('/api/classrooms', async (c) => c.json(await showClassrooms(c.var.ctx)))
  .post('/api/classrooms', validate('json', classroom), async (c) =>
    c.json(await createClassroom(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/api/classrooms/:id', classroomParam, async (c) =>
    c.json(await showClassroom(c.var.ctx, c.req.valid('param').id)),
  )
  .patch('/api/classrooms/:id', classroomParam, validate('json', classroomChanges), async (c) =>
    c.json(await editClassroom(c.var.ctx, c.req.valid('param').id, given(c.req.valid('json')))),
  )
  .post('/api/classrooms/:id/pupils/check', classroomParam, validate('json', roster), async (c) =>
    c.json(await checkPupils(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post('/api/classrooms/:id/pupils', classroomParam, validate('json', names), async (c) =>
    c.json(await addPupils(c.var.ctx, c.req.valid('param').id, c.req.valid('json').names), 201),
  )
  .patch('/api/classrooms/:id/pupils/:userId', personParam, validate('json', pupilChanges), async (c) => {
    const { id, userId } = c.req.valid('param')
    return c.json(await editPupil(c.var.ctx, id, userId, given(c.req.valid('json'))))
  })
  .put('/api/classrooms/:id/pupils/:userId/place', personParam, validate('json', pupilMove), async (c) => {
    const { id: from, userId } = c.req.valid('param')
    await movePupil(c.var.ctx, { from, to: c.req.valid('json').classroomId, userId })
    return c.body(null, 204)
  })
  .delete('/api/classrooms/:id/pupils/:userId', personParam, async (c) => {
    const { id, userId } = c.req.valid('param')
    await removePupil(c.var.ctx, id, userId)
    return c.body(null, 204)
  })
  .post(
    '/api/classrooms/:id/cards',
    classroomParam,
    validate('json', z.strictObject({ userIds: userIds.optional() })),
    async (c) => c.json(await printCards(c.var.ctx, c.req.valid('param').id, c.req.valid('json').userIds), 201),
  )
  .post('/api/classrooms/:id/cards/again', classroomParam, validate('json', cardsAgain), async (c) =>
    c.json(await printCardsAgain(c.var.ctx, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post('/api/classrooms/:id/cards/void', classroomParam, validate('json', z.strictObject({ userIds })), async (c) => {
    await voidCards(c.var.ctx, c.req.valid('param').id, c.req.valid('json').userIds)
    return c.body(null, 204)
  })
  .post(
    '/api/classrooms/:id/teachers',
    classroomParam,
    validate('json', z.strictObject({ userId: z.uuid().toLowerCase() })),
    async (c) => c.json(await addTeacher(c.var.ctx, c.req.valid('param').id, c.req.valid('json').userId), 201),
  )
  .delete('/api/classrooms/:id/teachers/:userId', personParam, async (c) => {
    const { id, userId } = c.req.valid('param')
    await removeTeacher(c.var.ctx, id, userId)
    return c.body(null, 204)
  })
