import { Hono } from 'hono'
import type { AppEnv } from '../kit/context.ts'
import { documentParam } from '../kit/params.ts'
import { validate } from '../kit/validate.ts'
import { purgeBin } from './bin.ts'
import { noteExport } from './exports.ts'
import { hideObject, listHiddenObjects, restoreObject } from './hiding.ts'
import {
  cardApproval,
  cardDraft,
  cardReturn,
  exportDraft,
  objectParam,
  pauseDraft,
  pauseParam,
  pendingParam,
  voteChoice,
  voteDraft,
  voteEnd,
  voteParam,
} from './input.ts'
import { endPupilPause, listBoardPauses, pausePupil } from './pauses.ts'
import { approveCard, listPendingCards, returnCard, rewriteCard, sendCard, withdrawCard } from './pending.ts'
import { chooseInVote, clearTally, endVote, openVote, readVote } from './votes.ts'

const board = '/api/documents/:documentId'

const hiding = new Hono<AppEnv>()
  .get(`${board}/hidden`, validate('param', documentParam), async (c) =>
    c.json(await listHiddenObjects(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post(`${board}/objects/:objectId/hide`, validate('param', objectParam), async (c) => {
    const { documentId, objectId } = c.req.valid('param')
    return c.json(await hideObject(c.var.ctx, documentId, objectId))
  })
  .post(`${board}/objects/:objectId/restore`, validate('param', objectParam), async (c) => {
    const { documentId, objectId } = c.req.valid('param')
    await restoreObject(c.var.ctx, documentId, objectId)
    return c.body(null, 204)
  })
  .delete(`${board}/bin`, validate('param', documentParam), async (c) =>
    c.json(await purgeBin(c.var.ctx, c.req.valid('param').documentId, null)),
  )
  .delete(`${board}/bin/:objectId`, validate('param', objectParam), async (c) => {
    const { documentId, objectId } = c.req.valid('param')
    return c.json(await purgeBin(c.var.ctx, documentId, objectId))
  })
  .post(`${board}/exports`, validate('param', documentParam), validate('json', exportDraft), async (c) => {
    await noteExport(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json'))
    return c.body(null, 204)
  })

const approving = new Hono<AppEnv>()
  .get(`${board}/pending`, validate('param', documentParam), async (c) =>
    c.json(await listPendingCards(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post(`${board}/pending`, validate('param', documentParam), validate('json', cardDraft), async (c) =>
    c.json(await sendCard(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json')), 201),
  )
  .put(`${board}/pending/:pendingId`, validate('param', pendingParam), validate('json', cardDraft), async (c) => {
    const { documentId, pendingId } = c.req.valid('param')
    return c.json(await rewriteCard(c.var.ctx, documentId, pendingId, c.req.valid('json')))
  })
  .delete(`${board}/pending/:pendingId`, validate('param', pendingParam), async (c) => {
    const { documentId, pendingId } = c.req.valid('param')
    await withdrawCard(c.var.ctx, documentId, pendingId)
    return c.body(null, 204)
  })
  .post(
    `${board}/pending/:pendingId/approve`,
    validate('param', pendingParam),
    validate('json', cardApproval),
    async (c) => c.json(await approveCard(c.var.ctx, { ...c.req.valid('param'), ...c.req.valid('json') })),
  )
  .post(
    `${board}/pending/:pendingId/return`,
    validate('param', pendingParam),
    validate('json', cardReturn),
    async (c) => {
      const { documentId, pendingId } = c.req.valid('param')
      return c.json(await returnCard(c.var.ctx, documentId, pendingId, c.req.valid('json').reason))
    },
  )

const pausing = new Hono<AppEnv>()
  .get(`${board}/pauses`, validate('param', documentParam), async (c) =>
    c.json(await listBoardPauses(c.var.ctx, c.req.valid('param').documentId)),
  )
  .put(`${board}/pauses/:userId`, validate('param', pauseParam), validate('json', pauseDraft), async (c) => {
    const { documentId, userId } = c.req.valid('param')
    await pausePupil(c.var.ctx, documentId, userId, c.req.valid('json').reason)
    return c.body(null, 204)
  })
  .delete(`${board}/pauses/:userId`, validate('param', pauseParam), async (c) => {
    const { documentId, userId } = c.req.valid('param')
    await endPupilPause(c.var.ctx, documentId, userId)
    return c.body(null, 204)
  })

const voting = new Hono<AppEnv>()
  .get(`${board}/vote`, validate('param', documentParam), async (c) =>
    c.json(await readVote(c.var.ctx, c.req.valid('param').documentId)),
  )
  .post(`${board}/votes`, validate('param', documentParam), validate('json', voteDraft), async (c) =>
    c.json(await openVote(c.var.ctx, c.req.valid('param').documentId, c.req.valid('json').marks), 201),
  )
  .put(`${board}/votes/:voteId/marks`, validate('param', voteParam), validate('json', voteChoice), async (c) => {
    const { documentId, voteId } = c.req.valid('param')
    return c.json(await chooseInVote(c.var.ctx, documentId, voteId, c.req.valid('json').objectIds))
  })
  .post(`${board}/votes/:voteId/end`, validate('param', voteParam), validate('json', voteEnd), async (c) => {
    const { documentId, voteId } = c.req.valid('param')
    await endVote(c.var.ctx, documentId, voteId, c.req.valid('json'))
    return c.body(null, 204)
  })
  .delete(`${board}/tally`, validate('param', documentParam), async (c) => {
    await clearTally(c.var.ctx, c.req.valid('param').documentId)
    return c.body(null, 204)
  })

export const boardRoutes = new Hono<AppEnv>()
  .route('/', hiding)
  .route('/', approving)
  .route('/', pausing)
  .route('/', voting)
