import sharp from 'sharp'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBoard } from '#collab/documents/board-read.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { type Browser, testOrigin } from '#test/helpers/app.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { makeTalk, read, say } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function upload(browser: Browser, channelId: string): Promise<string> {
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: '#1f7056' } })
    .png()
    .toBuffer()
  const form = new FormData()
  form.set('kind', 'picture')
  form.set('alt', 'The weir')
  form.set('file', new File([new Uint8Array(bytes)], 'weir.png', { type: 'image/png' }))
  const answer = await house.app.request(`/api/channels/${channelId}/files`, {
    method: 'POST',
    headers: { Origin: testOrigin, Cookie: browser.cookie() ?? '' },
    body: form,
  })
  const { file } = await answer.json()
  return file.id
}

const attached = (id: string, alt = 'The weir') => ({ attachments: [{ id, alt }] })

describe('what a message brings along', () => {
  it('is files that its author put into the channel, in order, seen by whoever reads it', async () => {
    const { channel, projectId, alix, jonas } = await makeTalk(house)
    const peer = await house.join(`space-${projectId}`, jonas).synced()
    const [one, two] = [await upload(alix, channel), await upload(alix, channel)]
    const attachments = [
      { id: two, alt: 'The weir' },
      { id: one, alt: '' },
    ]
    const sent = await say(alix, channel, '', { attachments })
    expect(sent.status).toBe(201)
    const picture = { kind: 'picture', type: 'image/webp', width: 8, height: 6, durationMs: null, name: '' }
    const expected = [
      { ...picture, id: two, alt: 'The weir' },
      { ...picture, id: one, alt: '' },
    ]
    expect(sent.body.message).toMatchObject({ text: '', attachments: expected })
    expect((await read(jonas, channel)).messages[0].attachments).toMatchObject(expected)
    await until(() => peer.notices.length === 1)
    expect(peer.notices[0]).toMatchObject({ message: { attachments: expected } })
    expect((await jonas.get(`/api/files/${two}`)).status).toBe(200)
  })

  it('is nobody else’s file, none of another channel, and none that was sent before', async () => {
    const { channel, heronsChannel, alix, jonas } = await makeTalk(house)
    const own = await upload(alix, channel)
    const elsewhere = await upload(alix, heronsChannel)
    expect((await say(jonas, channel, 'Mine?', attached(own))).status).toBe(404)
    expect((await say(alix, channel, 'Here?', attached(elsewhere))).status).toBe(404)
    expect((await say(alix, channel, 'Once', attached(own))).status).toBe(201)
    expect((await say(alix, channel, 'Twice', attached(own))).body.error.reason).toBe('file_sent')
    const twice = { attachments: [attached(own).attachments[0], attached(own).attachments[0]] }
    expect((await say(alix, channel, 'Twice at once', twice)).status).toBe(409)
    expect((await read(alix, channel)).messages).toHaveLength(1)
    expect((await say(alix, channel, 'Next')).body.message.sequence).toBe(2)
  })

  it('goes with a message that is taken away; whoever moderates still sees it', async () => {
    const { channel, alix, jonas, odile } = await makeTalk(house)
    const file = await upload(alix, channel)
    const { id } = (await say(alix, channel, 'Look', attached(file))).body.message
    await alix.delete(`/api/messages/${id}`)
    expect((await read(jonas, channel)).messages[0].attachments).toEqual([])
    expect((await jonas.get(`/api/files/${file}`)).status).toBe(404)
    expect((await odile.get(`/api/files/${file}`)).status).toBe(200)
  })

  it('comes along into a page and onto a board, as files of their own', async () => {
    const { channel, projectId, alix, jonas, odile, owner } = await makeTalk(house)
    const file = await upload(alix, channel)
    const { id } = (await say(alix, channel, 'The weir today', attached(file))).body.message
    const page = await makePage(house.db, { projectId, authorId: owner.id })
    const board = await odile.post(`/api/projects/${projectId}/documents`, { kind: 'board', title: 'Ideas' })
    for (const documentId of [page.id, board.body.id])
      expect((await jonas.post(`/api/messages/${id}/copy`, { documentId })).status).toBe(201)
    const ydocOf = async (documentId: string) => {
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, (await house.rooms.read(documentId)).update)
      return ydoc
    }
    const json = JSON.stringify(documentKinds.page.read(await ydocOf(page.id)).json)
    const pictureId = /"fileId":"([0-9a-f-]{36})"/.exec(json)?.[1] ?? ''
    expect(json).toContain('"alt":"The weir"')
    const [card] = readBoard(await ydocOf(board.body.id)).objects
    expect(card).toMatchObject({ type: 'card', text: 'The weir today', assetKind: 'image', alt: 'The weir' })
    expect(new Set([file, pictureId, card?.asset]).size).toBe(3)
    await alix.delete(`/api/messages/${id}`)
    for (const copy of [pictureId, card?.asset ?? '']) expect((await jonas.get(`/api/files/${copy}`)).status).toBe(200)
  })
})
