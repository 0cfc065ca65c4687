import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putObject, setValues } from '#collab/documents/board-write.ts'
import { files } from '#db/schema/files.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const note = { type: 'note', at: 0, order: 'a0', place: [0, 0], size: [200, 200], text: 'Ulm' } as const

async function boardOf(kind: 'board' | 'wall' | 'page' = 'board') {
  const project = await makeClassProject(house.db)
  const { projectId, teacher } = project
  const board = await makePage(house.db, { projectId, authorId: teacher.id, kind })
  const browser = await house.as(teacher)
  const look = (headers = {}) => browser.send('GET', `/api/documents/${board.id}/thumbnail`, undefined, headers)
  const put = (id: string, values = {}) =>
    house.rooms.edit(board.id, teacher.id, (ydoc) => putObject(ydoc, id, { ...note, ...values }))
  return { ...project, board, browser, look, put }
}

describe('the small picture of a board', () => {
  it('is an SVG that can do nothing, and is asked about each time', async () => {
    const { look, put } = await boardOf()
    await put('s.note')
    const { status, headers, text } = await look()
    expect(status).toBe(200)
    expect(text).toMatch(/^<svg .*Ulm.*<\/svg>$/s)
    expect(text).not.toMatch(/<title|<a |<script/)
    expect(headers.get('Content-Type')).toBe('image/svg+xml')
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'; img-src data:")
    expect(headers.get('Cache-Control')).toBe('private, no-cache')
    const again = await look({ 'If-None-Match': headers.get('ETag') ?? '' })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('is drawn again at most once a minute, however often it is looked at', async () => {
    const { look, put, board } = await boardOf()
    await put('s.note')
    const first = await look()
    house.clock.advance(1_000)
    await house.rooms.edit(board.id, null, (ydoc) => void setValues(ydoc, 's.note', { colour: 3 }))
    expect((await look()).headers.get('ETag')).toBe(first.headers.get('ETag'))
    house.clock.advance(minutes(1))
    expect((await look()).headers.get('ETag')).not.toBe(first.headers.get('ETag'))
  })

  it('has the colours of the screen it stands on', async () => {
    const { browser, board } = await boardOf()
    const dark = await browser.get(`/api/documents/${board.id}/thumbnail?theme=dark`)
    expect(dark.text).toContain('#14211e')
    expect((await browser.get(`/api/documents/${board.id}/thumbnail?theme=blue`)).status).toBe(400)
  })

  it('shows the pictures of this board, and of no other', async () => {
    const { board, projectId, look, put } = await boardOf('wall')
    const other = await boardOf()
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#1f7056' } })
      .png()
      .toBuffer()
    const size = { size: bytes.length, width: 40, height: 30 }
    const picture = { projectId, kind: 'picture', type: 'image/png', bytes, ...size } as const
    const rows = await house.db
      .insert(files)
      .values([
        { ...picture, documentId: board.id },
        { ...picture, documentId: other.board.id },
      ])
      .returning({ id: files.id })
    for (const [at, { id }] of rows.entries())
      await put(`s.card${at}`, { type: 'card', asset: id, assetKind: 'image', text: '', size: [0, 0] })
    expect((await look()).text.match(/<image href="data:image\/webp;base64,/g)).toHaveLength(1)
  })

  it('is pixels where a board is too full for thirty of them on an old laptop', async () => {
    const { board, look } = await boardOf()
    await house.rooms.edit(board.id, null, (ydoc) => {
      for (let at = 0; at < 1_200; at++)
        putObject(ydoc, `s.note${at}`, { ...note, place: [(at % 40) * 220, Math.floor(at / 40) * 220] })
    })
    const { headers } = await look()
    expect(headers.get('Content-Type')).toBe('image/webp')
    const path = `/api/documents/${board.id}/thumbnail`
    const cookie = (await house.as((await boardOf()).teacher)).cookie()
    expect((await house.app.request(path, { headers: { Cookie: cookie ?? '' } })).status).toBe(404)
  })

  it('is there for boards and walls alone', async () => {
    const { look } = await boardOf('page')
    expect((await look()).status).toBe(404)
  })
})
