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

test('what a form writes, title and values, is taken back and done again in one step', () => {
  const { session } = board({ layout: 'plan' })
  const { gestures, store } = session
  const id = gestures.create({ type: 'session', text: 'Measure', order: 'a1', room: 'B12' })
  const before = store.getObject(id)
  if (before === undefined) throw new Error('nothing was made')
  const opened = draftOf(before)
  const write = (draft: Partial<typeof opened>) =>
    save(session, { id, type: 'session', opened, draft: { ...opened, ...draft } })
  write({ title: 'Measure the rain', room: 'Labo 2', date: '2026-12-07' })
  const saved = { text: 'Measure the rain', room: 'Labo 2', date: '2026-12-07' }
  expect(store.getObject(id)).toMatchObject(saved)
  expect(gestures.undo()).toEqual([id])
  expect(store.getObject(id)).toMatchObject({ text: 'Measure', room: 'B12', date: '' })
  gestures.redo()
  expect(store.getObject(id)).toMatchObject(saved)
  gestures.undo()
  gestures.undo()
  expect(store.getObject(id)).toMatchObject({ isRemoved: true, text: 'Measure' })
})
