import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { makePage } from '#test/helpers/factories.ts'
import type { Browser } from '#test/helpers/app.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'
import { makeTalk } from '#test/helpers/talk.ts'
import { download, upload } from '#test/helpers/uploads.ts'

/** A picture that somebody under "after approval" puts into a page waits as the words around it do. */

let house: LiveApp
let picture: Uint8Array
beforeAll(async () => {
  house = await openLiveApp()
  picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#285' } })
    .png()
    .toBuffer()
})
afterAll(() => house.close())

const htmlOf = ({ ydoc }: Peer) => ydoc.getXmlFragment(pageRoot).toString()

function show(peer: Peer, fileId: string) {
  const image = new Y.XmlElement('image')
  image.setAttribute('fileId', fileId)
  image.setAttribute('alt', 'A river')
  const fragment = peer.ydoc.getXmlFragment(pageRoot)
  fragment.insert(fragment.length, [image])
}

/** Takes the last block of a page away again. */
function takeLast({ ydoc }: Peer) {
  const fragment = ydoc.getXmlFragment(pageRoot)
  fragment.delete(fragment.length - 1, 1)
}

/** A page with its teacher, a pupil and a classmate who both write, and how a rule is set for the pupil. */
async function scene() {
  const talk = await makeTalk(house)
  const { projectId, owner, odile, alix, jonas, pupil } = talk
  const page = await makePage(house.db, { projectId, authorId: owner.id })
  const place = `/api/documents/${page.id}`
  const [writer, reader] = [house.join(page.id, alix), house.join(page.id, jonas)]
  await Promise.all([writer.synced(), reader.synced()])
  const rule = async (mode: string) => {
    const before = writer.identities.length
    await odile.send('PUT', `/api/projects/${projectId}/rules`, { target: { user: pupil.id }, tool: 'page', mode })
    await until(() => writer.identities.length > before)
  }
  const put = async (): Promise<string> =>
    (await upload(house, alix, place, { bytes: picture, type: 'image/png' })).body.file.id
  /** What its author, a classmate and a teacher get of a file. */
  const opened = async (fileId: string) => {
    const status = async (browser: Browser) => (await download(house, browser, fileId)).status
    return [await status(alix), await status(jonas), await status(odile)]
  }
  const decide = async (decision: string, more: object = {}) => {
    const [item] = (await odile.get(`/api/projects/${projectId}/desk`)).body.items
    return odile.post(`/api/desk/${item.id}`, { decision, version: item.version, ...more })
  }
  return { ...talk, page, place, writer, reader, rule, put, opened, decide }
}

const all = [200, 200, 200]
const withheld = [200, 404, 200]

it('is its author’s and the teachers’ until it is let out, by whatever address', async () => {
  const { jonas, odile, projectId, page, place, writer, reader, rule, put, opened, decide } = await scene()
  await rule('approval')
  const fileId = await put()
  expect(await opened(fileId)).toEqual(withheld)
  show(writer, fileId)
  await writer.saved()
  expect(await opened(fileId)).toEqual(withheld)
  expect((await download(house, jonas, fileId, { Range: 'bytes=0-3' })).status).toBe(404)
  const tag = (await download(house, odile, fileId)).headers.get('ETag') ?? ''
  expect((await download(house, jonas, fileId, { 'If-None-Match': tag })).status).toBe(404)
  expect(JSON.stringify((await jonas.get(`${place}/waiting`)).body)).not.toContain(fileId)
  expect(Buffer.from((await jonas.get(`${place}/content`)).body.update, 'base64').includes(fileId)).toBe(false)
  // A classmate whom somebody told its address puts it there: it is as withheld, and a copy of the page takes none along.
  show(reader, fileId)
  await reader.saved()
  expect(await opened(fileId)).toEqual(withheld)
  const draft = { kind: 'page', title: 'Copy', copyOf: page.id }
  const copy = await odile.post(`/api/projects/${projectId}/documents`, draft)
  const copied = (await odile.get(`/api/documents/${copy.body.id}/content`)).body.update
  expect(Buffer.from(copied, 'base64').includes(fileId)).toBe(true)
  takeLast(reader)
  await reader.saved()

  const { length } = reader.ydoc.getXmlFragment(pageRoot)
  expect((await decide('approve')).status).toBe(204)
  await until(() => reader.ydoc.getXmlFragment(pageRoot).length > length)
  expect(htmlOf(reader)).toContain(fileId)
  expect(await opened(fileId)).toEqual(all)
})

it('is withheld for good where it is given back or taken away, or was not there when the rest was let out', async () => {
  const { writer, reader, rule, put, opened, decide } = await scene()
  await rule('approval')
  const [away, back] = [await put(), await put()]
  show(writer, away)
  takeLast(writer)
  writeParagraph(writer.ydoc, 'Read this')
  await writer.saved()
  expect((await decide('approve')).status).toBe(204)
  await until(() => htmlOf(reader).includes('Read this'))
  expect(await opened(away)).toEqual(withheld)
  show(writer, back)
  await writer.saved()
  expect((await decide('return', { reason: 'Whose picture is that?' })).status).toBe(204)
  expect(await opened(back)).toEqual(withheld)
})

it('is let out in part with the block that shows it', async () => {
  const { odile, projectId, writer, reader, rule, put, opened } = await scene()
  writeParagraph(reader.ydoc, 'The river is grey')
  await until(() => htmlOf(writer).includes('grey'))
  await rule('approval')
  const [first, last] = [await put(), await put()]
  show(writer, last)
  const image = new Y.XmlElement('image')
  image.setAttribute('fileId', first)
  writer.ydoc.getXmlFragment(pageRoot).insert(0, [image])
  await writer.saved()
  const [item] = (await odile.get(`/api/projects/${projectId}/desk`)).body.items
  const { parts } = (await odile.get(`/api/desk/${item.id}/preview`)).body
  expect(parts).toHaveLength(2)
  const decided = { decision: 'approve', version: item.version, parts: [parts[1].key], reason: 'Not the other' }
  expect((await odile.post(`/api/desk/${item.id}`, decided)).status).toBe(204)
  expect([await opened(first), await opened(last)]).toEqual([withheld, all])
})

it('goes by where it is shown, not by when it came', async () => {
  const { writer, rule, put, opened } = await scene()
  const [shown, unshown] = [await put(), await put()]
  expect(await opened(unshown)).toEqual(all)
  show(writer, shown)
  await writer.saved()
  await rule('approval')
  const early = await put()
  // Shown to all already, and shown once more beside the page: nothing is taken from anybody.
  show(writer, shown)
  show(writer, unshown)
  await writer.saved()
  expect([await opened(shown), await opened(unshown)]).toEqual([all, withheld])
  expect(await opened(early)).toEqual(withheld)
})

it('shown by its author who writes freely again, it is there for all', async () => {
  const { writer, rule, put, opened } = await scene()
  await rule('approval')
  const fileId = await put()
  await rule('free')
  expect(await opened(fileId)).toEqual(withheld)
  show(writer, fileId)
  await writer.saved()
  expect(await opened(fileId)).toEqual(all)
})
