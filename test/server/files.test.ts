import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { download as open, type TestUpload, upload as send } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 120, b: 90 } } })

type Upload = Omit<TestUpload, 'kind'>
const upload = (browser: Browser, documentId: string, given: Upload) =>
  send(house, browser, `/api/documents/${documentId}`, given)
const download = (browser: Browser, fileId: string, headers?: Record<string, string>) =>
  open(house, browser, fileId, headers)

async function pageWithWriter() {
  const people = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id })
  return { ...people, page, browser: await house.as(people.pupil) }
}

describe('a picture that is put into a page', () => {
  it('is stored upright as WebP without place, camera or any other metadata', async () => {
    const { page, browser } = await pageWithWriter()
    const exif = { IFD0: { Copyright: 'Canary family' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' } }
    const photo = await canvas(40, 20).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await sharp(photo).metadata()).exif?.toString('latin1')).toBeDefined()
    const { status, body } = await upload(browser, page.id, { bytes: photo, type: 'image/jpeg' })
    expect(status).toBe(201)
    expect(body.file).toMatchObject({ width: 20, height: 40, type: 'image/webp' })
    const { bytes } = await download(browser, body.file.id)
    const stored = await sharp(bytes).metadata()
    expect(stored).toMatchObject({ format: 'webp', width: 20, height: 40 })
    expect([stored.exif, stored.icc, stored.xmp, stored.iptc, stored.orientation]).toEqual(Array(5).fill(undefined))
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Canary')
  })

  it('is made small enough for a screen and keeps moving', async () => {
    const { page, browser } = await pageWithWriter()
    const large = await upload(browser, page.id, {
      bytes: await canvas(3_000, 1_500).png().toBuffer(),
      type: 'image/png',
    })
    expect(large.body.file).toMatchObject({ width: 2_000, height: 1_000 })
    const frames = await Promise.all(
      [10, 200].map((r) =>
        sharp({ create: { width: 8, height: 6, channels: 3, background: { r, g: 0, b: 0 } } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const moving = await upload(browser, page.id, { bytes: gif, type: 'image/gif' })
    expect(moving.body.file).toMatchObject({ width: 8, height: 6, type: 'image/webp' })
    expect((await sharp((await download(browser, moving.body.file.id)).bytes).metadata()).pages).toBe(2)
  })

  it('needs words for who cannot see it, unless it is decoration', async () => {
    const { page, browser } = await pageWithWriter()
    const bytes = await canvas(4, 4).png().toBuffer()
    const bare = await upload(browser, page.id, { bytes, type: 'image/png', alt: ' ' })
    expect(bare.body.error.fields).toEqual([{ path: 'alt', reason: 'alt_missing' }])
    expect((await upload(browser, page.id, { bytes, type: 'image/png', alt: '', decorative: 'true' })).status).toBe(201)
  })
})

describe('what is refused as a picture', () => {
  it('is SVG and HTML, whatever they call themselves', async () => {
    const { page, browser } = await pageWithWriter()
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    const reason = async (given: Upload) => (await upload(browser, page.id, given)).body.error.reason
    expect(await reason({ bytes: svg, type: 'image/svg+xml' })).toBe('file_type')
    expect(await reason({ bytes: svg, type: 'image/png' })).toBe('file_mismatch')
    expect(await reason({ bytes: '<html></html>', type: 'text/html' })).toBe('file_type')
    expect(await reason({ bytes: '<html></html>', type: 'image/gif' })).toBe('file_mismatch')
  })

  it('is a file that is of another type than it says, or broken', async () => {
    const { page, browser } = await pageWithWriter()
    const png = await canvas(4, 4).png().toBuffer()
    const reason = async (given: Upload) => (await upload(browser, page.id, given)).body.error.reason
    expect(await reason({ bytes: png, type: 'image/jpeg' })).toBe('file_mismatch')
    expect(await reason({ bytes: png.subarray(0, 20), type: 'image/png' })).toBe('file_mismatch')
  })

  it('is more than 25 megapixels, also in a small file, and more than 10 MB', async () => {
    const { page, browser } = await pageWithWriter()
    const bomb = await canvas(6_000, 5_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    const huge = await upload(browser, page.id, { bytes: bomb, type: 'image/png' })
    expect([huge.status, huge.body.error.reason]).toEqual([400, 'image_too_big'])
    const heavy = await upload(browser, page.id, { bytes: new Uint8Array(11 * 1024 * 1024), type: 'image/png' })
    expect([heavy.status, heavy.body.error.reason]).toEqual([413, 'file_too_large'])
  })

  it('is anything from who may not write in the page', async () => {
    const { page, guest, visitor, pupil, teacher } = await pageWithWriter()
    const png = { bytes: await canvas(4, 4).png().toBuffer(), type: 'image/png' }
    for (const person of [guest, visitor]) expect((await upload(await house.as(person), page.id, png)).status).toBe(403)
    const other = await makeClassProject(house.db)
    expect((await upload(await house.as(other.teacher), page.id, png)).status).toBe(404)
    await (await house.as(teacher)).patch(`/api/documents/${page.id}`, { state: 'frozen' })
    expect((await upload(await house.as(pupil), page.id, png)).body.error.reason).toBe('document_frozen')
  })
})

describe('the bytes of a picture', () => {
  it('are served inert, to who may read its page', async () => {
    const { page, browser, guest } = await pageWithWriter()
    const { body } = await upload(browser, page.id, { bytes: await canvas(4, 4).png().toBuffer(), type: 'image/png' })
    const { status, headers } = await download(await house.as(guest), body.file.id)
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toBe('image/webp')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="[\w-]+\.webp"; filename\*=/)
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(headers.get('Cache-Control')).toMatch(/^private, max-age=\d+$/)
    const tag = headers.get('ETag') ?? ''
    const again = await download(browser, body.file.id, { 'If-None-Match': tag })
    expect([again.status, again.bytes.length]).toEqual([304, 0])
  })

  it('are not found by anybody else', async () => {
    const { page, browser, teacher, pupil } = await pageWithWriter()
    const { body } = await upload(browser, page.id, { bytes: await canvas(4, 4).png().toBuffer(), type: 'image/png' })
    const other = await makeClassProject(house.db)
    expect((await download(await house.as(other.teacher), body.file.id)).status).toBe(404)
    expect((await download(house.visitor(), body.file.id)).status).toBe(401)
    await (await house.as(teacher)).patch(`/api/documents/${page.id}`, { access: 'teachers' })
    expect((await download(await house.as(pupil), body.file.id)).status).toBe(404)
  })

  it('come along when a template is handed out', async () => {
    const { projectId, teacher, pupil, herons } = await pageWithWriter()
    const template = await makePage(house.db, { projectId, authorId: teacher.id, isTemplate: true, access: 'teachers' })
    const asTeacher = await house.as(teacher)
    const picture = await upload(asTeacher, template.id, {
      bytes: await canvas(4, 4).png().toBuffer(),
      type: 'image/png',
    })
    const fileId = picture.body.file.id
    const image = { type: 'image', attrs: { fileId, alt: 'A river', decorative: false, width: 'half' } }
    const filled = openDocument([])
    documentKinds.page.seed(filled, { type: 'doc', content: [{ type: 'paragraph' }, image] })
    await house.rooms.edit(template.id, teacher.id, (ydoc) => documentKinds.page.replace(ydoc, filled))
    const handed = await asTeacher.post(`/api/documents/${template.id}/hand-out`, { groupIds: [herons.id] })
    const copy = await house.rooms.read(handed.body.documents[0].id)
    const { json } = documentKinds.page.read(openDocument([copy.update]))
    const [own] = (json.content ?? []).filter((node) => node.type === 'image')
    const ownId = String(own?.attrs?.['fileId'])
    expect(ownId).not.toBe(fileId)
    const asPupil = await house.as(pupil)
    expect((await download(asPupil, fileId)).status).toBe(404)
    expect((await download(asPupil, ownId)).status).toBe(200)
  })
})
