import { expect, test } from 'vitest'
import { draftOf, save } from '#client/boards/plan/draft.ts'
import { board, inAct } from '#test/helpers/board-screen.tsx'

test('what a colleague changed while the form was open stays', async () => {
  const { session, ben } = board({ layout: 'plan' })
  const id = session.gestures.create({ type: 'session', text: 'Measure', order: 'a1', room: 'B12', planned: 60 })
  const object = () => session.store.getObject(id)
  const before = object()
  if (before === undefined) throw new Error('nothing was made')
  const opened = draftOf(before)
  await inAct(() => ben.set(id, { room: 'Labo 2', date: '2026-12-07' }))
  save(session, { id, type: 'session', opened, draft: { ...opened, planned: 90 } })
  expect(object()).toMatchObject({ text: 'Measure', room: 'Labo 2', date: '2026-12-07', planned: 90 })
})
