import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forPaper } from '#server/sheets/paper-pictures.ts'
import { drawSheet } from '#server/sheets/sheet-thread.ts'
import { openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'
import { upload } from '#test/helpers/uploads.ts'

/* Pictures on paper: with words for who does not see them, bounded, and nothing in them but what is to be seen. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const photograph = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1f7056' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'SECRETCAMERA', Copyright: 'SECRETNAME' }, IFD3: { GPSLatitude: '45/1 45/1 0/1' } })
    .toBuffer()

const has = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words)

it('are as large as paper needs, without place and camera; what is no picture is none', async () => {
  const photo = await photograph(3_000, 1_500)
  expect(has(photo, 'SECRETCAMERA')).toBe(true)
  const picture = await forPaper(photo, 'A river')
  if (picture === null) throw new Error('there is no picture')
  const seen = await sharp(picture.jpeg).metadata()
  expect([seen.width, seen.height, seen.exif, seen.format]).toEqual([1_200, 600, undefined, 'jpeg'])
  expect([has(picture.jpeg, 'SECRET'), has(picture.jpeg, 'Exif')]).toEqual([false, false])
  expect(picture.width).toBe(110)
  expect((await forPaper(await photograph(100, 1_000), 'Tall'))?.width).toBe(9)
  expect(await forPaper(new Uint8Array([1, 2, 3]), 'Nothing')).toBeNull()
})

it('are figures with their words in the sheet, and the next sheet has none of them', async () => {
  const picture = await forPaper(await photograph(60, 40), 'A heron on one leg')
  if (picture === null) throw new Error('there is no picture')
  const ctx = { ...house.deps, user: null, sessionId: null, requestId: 'pictures' }
  const sheet = { title: 'T', language: 'en', under: '', date: new Date('2026-12-01T09:00:00Z') }
  const bytes = await drawSheet(ctx, { ...sheet, blocks: [picture, { is: 'text', text: 'under it' }, picture] })
  expect(await readPdf(bytes)).toMatchObject({ pages: 1, alts: ['A heron on one leg', 'A heron on one leg'] })
  const next = await readPdf(await drawSheet(ctx, { ...sheet, blocks: [{ is: 'text', text: 'next' }] }))
  expect(next.alts).toEqual([])
  const many = Array.from({ length: 25 }, () => picture)
  await expect(drawSheet(ctx, { ...sheet, blocks: many })).rejects.toThrow('sheet_too_large')
})

it('a file for the oral shows the thing of a board and the picture that its pupil chose', async () => {
  const board = await openClassBoard(house)
  const { people, pupil: asPupil } = board
  const peer = await house.join(board.id, asPupil).synced()
  const note = await putThing(peer, board.author, { type: 'note', text: 'A heron stands', size: [200, 200] })
  const photo = await upload(house, asPupil, `/api/documents/${board.id}`, {
    ...{ bytes: await photograph(300, 200), type: 'image/jpeg' },
  })
  const alt = 'Our river at noon'
  const asset: string = photo.body.file.id
  const image = await putThing(peer, board.author, { type: 'image', asset, assetKind: 'image', alt, size: [300, 200] })
  const extractIds: string[] = []
  for (const object of [note, image]) {
    const { status, body } = await asPupil.post('/api/extracts', { source: { object, document: board.id } })
    expect(status).toBe(201)
    extractIds.push(body.id)
  }
  const path = `/api/projects/${people.projectId}`
  const oral = { title: 'Herons', language: null, parts: [], extractIds, knownAt: null }
  expect((await asPupil.send('PUT', `${path}/oral`, oral)).status).toBe(200)
  const response = await house.app.request(`${path}/pupils/${people.pupil.id}/file?language=en`, {
    headers: { Cookie: asPupil.cookie() ?? '' },
  })
  const bytes = new Uint8Array(await response.arrayBuffer())
  const { alts, roles } = await readPdf(bytes)
  expect(alts).toEqual(['Drawing: A heron stands', alt])
  expect(roles.filter((role) => role === 'Figure')).toHaveLength(2)
  expect(has(bytes, 'SECRET')).toBe(false)
})
