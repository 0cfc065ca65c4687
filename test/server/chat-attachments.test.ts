import sharp from 'sharp'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBoard } from '#collab/documents/board-read.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { lookAtClocks, watchedFromNow } from '#server/quiet/watch.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { inARow, opusFrame, recording, recordingOf } from '#test/helpers/recordings.ts'
import { makeTalk, read, said, say } from '#test/helpers/talk.ts'
import { download, type TestUpload, upload as send } from '#test/helpers/uploads.ts'
import { zipOf } from '#test/helpers/zip.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const picture = sharp({ create: { width: 8, height: 6, channels: 3, background: '#1f7056' } })

const put = async (browser: Browser, channelId: string, given: Partial<TestUpload>) =>
  send(house, browser, `/api/channels/${channelId}`, {
    ...{ bytes: await picture.clone().png().toBuffer(), type: 'image/png', name: 'weir.png', alt: 'The weir' },
    ...given,
  })
const upload = async (browser: Browser, channelId: string): Promise<string> =>
  (await put(browser, channelId, {})).body.file.id

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

/** Who gets a file's bytes, however they ask for them. */
async function openedBy<Name extends string>(fileId: string, browsers: Record<Name, Browser>): Promise<Name[]> {
  const found: Name[] = []
  for (const name in browsers) {
    const ask = (headers?: Record<string, string>) => download(house, browsers[name], fileId, headers)
    const first = await ask()
    const known = { 'If-None-Match': first.headers.get('ETag') ?? `"${fileId}"` }
    const answers = [first, await ask({ Range: 'bytes=0-9' }), await ask(known)]
    const statuses = answers.map(({ status }) => status)
    if (statuses[0] === 200) found.push(name)
    expect(statuses).toEqual(statuses[0] === 200 ? [200, 206, 304] : [404, 404, 404])
  }
  return found
}

describe('the bytes of what a message brings along', () => {
  /** Signed in now: sessions end while clocks are moved. */
  const signedIn = async (talk: Awaited<ReturnType<typeof makeTalk>>) => ({
    alix: await house.as(talk.pupil),
    jonas: await house.as(talk.friend),
    odile: await house.as(talk.owner),
    petra: await house.as(talk.colleague),
    visitor: await house.as(talk.visitor),
    guest: await house.as(talk.guest),
    stranger: (await makeTalk(house)).odile,
  })
  const everybody = async () => {
    const talk = await makeTalk(house)
    const all = await signedIn(talk)
    return { ...talk, ...all, all }
  }

  it('are for those who read its channel, from when it is sent', async () => {
    const { all, alix, channel, heronsChannel, askChannel } = await everybody()
    const readers = {
      [channel]: ['alix', 'jonas', 'odile', 'petra', 'visitor'],
      [heronsChannel]: ['alix', 'odile', 'petra', 'visitor'],
      [askChannel]: ['alix', 'odile', 'petra'],
    }
    for (const [channelId, expected] of Object.entries(readers)) {
      const file = await upload(alix, channelId)
      expect(await openedBy(file, all)).toEqual(['alix'])
      await say(alix, channelId, '', attached(file))
      expect(await openedBy(file, all)).toEqual(expected)
    }
  })

  it('are for those who moderate alone once it is taken away, by its author or by a teacher', async () => {
    const { all, alix, odile, channel } = await everybody()
    for (const remover of [alix, odile]) {
      const file = await upload(alix, channel)
      const { id } = (await say(alix, channel, 'Look', attached(file))).body.message
      expect((await download(house, alix, file)).headers.get('Cache-Control')).toBe('private, no-cache')
      expect((await remover.delete(`/api/messages/${id}`)).body.message.attachments).toEqual([])
      expect(await openedBy(file, all)).toEqual(['odile', 'petra'])
      const before = (await odile.get(`/api/messages/${id}/edits`)).body
      expect([before.edits.length, before.attachments]).toMatchObject([1, [{ id: file, alt: 'The weir' }]])
      expect((await say(alix, channel, 'Again', attached(file))).status).toBe(409)
    }
  })

  it('come in quiet hours when the message does', async () => {
    const talk = await makeTalk(house)
    const { channel } = talk
    const watched = watchedFromNow()
    const goTo = async (time: string) => {
      house.clock.advance(Date.parse(time) - house.clock.now().getTime())
      await lookAtClocks(house.deps, watched)
    }
    await goTo('2026-12-01T20:00:00Z')
    const night = await signedIn(talk)
    const { alix, odile } = night
    const file = await upload(alix, channel)
    const { message } = (await say(alix, channel, 'Tomorrow', attached(file))).body
    expect([message.sequence, message.attachments.length]).toEqual([null, 1])
    expect(await openedBy(file, night)).toEqual(['alix', 'odile', 'petra'])
    const [theirs, gone] = [await upload(odile, channel), await upload(alix, channel)]
    expect((await say(odile, channel, 'Boots', attached(theirs))).body.message.sequence).toBe(1)
    expect(await openedBy(theirs, night)).toEqual(['odile', 'petra', 'visitor'])
    const { id } = (await say(alix, channel, 'Not this', attached(gone))).body.message
    await alix.delete(`/api/messages/${id}`)
    await goTo('2026-12-02T06:00:00Z')
    const all = await signedIn(talk)
    for (const one of [file, theirs])
      expect(await openedBy(one, all)).toEqual(['alix', 'jonas', 'odile', 'petra', 'visitor'])
    expect(await openedBy(gone, all)).toEqual(['odile', 'petra'])
    expect((await read(all.jonas, channel)).messages).toMatchObject([
      { text: 'Boots', attachments: [{ id: theirs }] },
      { text: 'Tomorrow', attachments: [{ id: file }] },
    ])
  })
})

describe('what cannot be brought along', () => {
  it('is a zip or SVG as a picture, a silent or hour-long voice note, and what is too heavy', async () => {
    const { alix, channel } = await makeTalk(house)
    const reason = async (given: Partial<TestUpload>) => {
      const { status, body } = await put(alix, channel, given)
      return `${status} ${body.error?.reason}`
    }
    const [zip, svg] = [zipOf([{ name: 'a.png', content: 'a' }]), '<svg xmlns="http://www.w3.org/2000/svg"/>']
    for (const bytes of [zip, svg]) expect(await reason({ bytes, type: 'image/png' })).toBe('400 file_mismatch')
    expect(await reason({ bytes: zip, type: 'application/zip' })).toBe('400 file_type')
    expect(await reason({ bytes: svg, type: 'image/svg+xml' })).toBe('400 file_type')
    expect(await reason({ kind: 'file', bytes: zip, name: 'a.zip' })).toBe('400 file_unknown')
    expect(await reason({ kind: 'file', bytes: svg, name: 'a.svg' })).toBe('400 file_mismatch')
    expect(await reason({ kind: 'voice', bytes: recording('silent.webm') })).toBe('400 voice_silent')
    const hour = Array.from({ length: 3_600 }, (_, at) => ({ bytes: opusFrame(60), at }))
    const long = await recordingOf({ container: 'webm', codec: 'opus', frames: hour })
    expect(await reason({ kind: 'voice', bytes: long })).toBe('400 voice_too_long')
    expect(await reason({ kind: 'voice', bytes: zip })).toBe('400 voice_type')
    expect(await reason({ bytes: new Uint8Array(11 * 1024 * 1024) })).toBe('413 file_too_large')
    expect(await reason({ alt: '' })).toBe('400 invalid_input')
    const note = await recordingOf({ container: 'webm', codec: 'opus', frames: inARow(60, opusFrame(60)) })
    const { body } = await put(alix, channel, { kind: 'voice', bytes: note, alt: '' })
    expect((await say(alix, channel, '', attached(body.file.id))).body.message.attachments).toMatchObject([
      { kind: 'voice', durationMs: 1_200, alt: '' },
    ])
  })

  it('is more than six files, or words without end', async () => {
    const { alix, channel } = await makeTalk(house)
    const file = await upload(alix, channel)
    const seven = Array.from({ length: 7 }, () => ({ id: file, alt: '' }))
    expect((await say(alix, channel, 'All', { attachments: seven })).status).toBe(400)
    expect((await say(alix, channel, 'One', attached(file, 'a'.repeat(1_001)))).status).toBe(400)
    expect((await say(alix, channel, '', { attachments: [] })).body.error.reason).toBe('message_empty')
    await said(alix, channel, 'Still here')
    expect((await read(alix, channel)).messages).toHaveLength(1)
  })
})
