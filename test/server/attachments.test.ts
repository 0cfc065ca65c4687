import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { updateFilesWithheld } from '#db/queries/files.ts'
import { files } from '#db/schema/files.ts'
import { fileLimits } from '#server/kit/file-limits.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { inARow, opusFrame, recording, recordingOf, silentAac, soundingAac } from '#test/helpers/recordings.ts'
import { download, type TestUpload, upload } from '#test/helpers/uploads.ts'
import { pdf } from '#test/helpers/pdf.ts'
import { officeOf, openDocumentOf, zipOf } from '#test/helpers/zip.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function pageWithWriter() {
  const people = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id })
  return { ...people, page, browser: await house.as(people.pupil) }
}

/** Uploads into a fresh page and gives the reason of a refusal, or the type that the server saw. */
async function trying() {
  const { page, browser } = await pageWithWriter()
  const send = (given: TestUpload) => upload(house, browser, `/api/documents/${page.id}`, given)
  return async (given: Omit<TestUpload, 'kind'>, kind: 'file' | 'voice' = 'file') => {
    const { status, body } = await send({ kind, ...given })
    return status === 201 ? body.file.type : body.error.reason
  }
}

describe('a file that is put into a document', () => {
  it('is what its bytes are: what schools write in, and nothing that runs', async () => {
    const outcome = await trying()
    expect(await outcome({ name: 'plan.pdf', bytes: pdf })).toBe('application/pdf')
    for (const [kind, ending] of [
      ['text', 'odt'],
      ['spreadsheet', 'ods'],
      ['presentation', 'odp'],
    ] as const)
      expect(await outcome({ name: `a.${ending}`, bytes: openDocumentOf(kind) })).toMatch(`opendocument.${kind}`)
    expect(await outcome({ name: 'a.docx', bytes: officeOf('word/document.xml') })).toMatch(/wordprocessingml/)
    expect(await outcome({ name: 'a.xlsx', bytes: officeOf('xl/workbook.xml') })).toMatch(/spreadsheetml/)
    expect(await outcome({ name: 'a.pptx', bytes: officeOf('ppt/presentation.xml') })).toMatch(/presentationml/)
    expect(await outcome({ name: 'cube.ggb', bytes: officeOf('geogebra.xml') })).toMatch(/geogebra/)
    expect(await outcome({ name: 'cat.sb3', bytes: officeOf('project.json') })).toMatch(/scratch/)
    expect(await outcome({ name: 'liste.csv', bytes: Buffer.from('nom;âge\nZoé;12', 'latin1') })).toBe('text/csv')
    expect(await outcome({ name: 'notes.md', bytes: '# Río\n' })).toBe('text/plain')
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Ποτάμι', 'utf16le')])
    expect(await outcome({ name: 'notes.txt', bytes: wide })).toBe('text/plain')
  })

  it('is refused where it is a program, an archive, broken, or not what its name says', async () => {
    const outcome = await trying()
    expect(await outcome({ name: 'a.exe', bytes: Buffer.from('MZ\x90\0\x03\0') })).toBe('file_unknown')
    expect(await outcome({ name: 'a.zip', bytes: zipOf([{ name: 'a.txt', content: 'a' }]) })).toBe('file_unknown')
    expect(await outcome({ name: 'a.doc', bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0) })).toBe('file_unknown')
    expect(await outcome({ name: 'a.pdf', bytes: 'PK' })).toBe('file_mismatch')
    expect(await outcome({ name: 'a.docx', bytes: pdf })).toBe('file_mismatch')
    expect(await outcome({ name: 'page.html', bytes: '<script>alert(1)</script>' })).toBe('file_mismatch')
    expect(await outcome({ name: 'picture.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>' })).toBe(
      'file_mismatch',
    )
    expect(await outcome({ name: 'a.pdf', bytes: pdf.slice(0, 20) })).toBe('file_broken')
    expect(await outcome({ name: 'a.odt', bytes: openDocumentOf('text').subarray(0, 200) })).toBe('file_broken')
    expect(await outcome({ name: 'a.txt', bytes: '' })).toBe('file_unknown')
    expect(await outcome({ name: 'photo.txt', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') })).toBe('file_picture')
  })

  it('is refused where it brings programs for office software, or costs too much to open', async () => {
    const outcome = await trying()
    const docx = (more: Parameters<typeof officeOf>[1]) => ({
      name: 'a.docx',
      bytes: officeOf('word/document.xml', more),
    })
    expect(await outcome(docx([{ name: 'word/vbaProject.bin', content: 'x' }]))).toBe('file_macros')
    const basic = [{ name: 'Basic/Standard/Module1.xml', content: '<script:module/>' }]
    expect(await outcome({ name: 'a.odt', bytes: openDocumentOf('text', basic) })).toBe('file_macros')
    const none = [{ name: 'Basic/Standard/script-lb.xml', content: '<library:library/>' }]
    expect(await outcome({ name: 'a.odt', bytes: openDocumentOf('text', none) })).toMatch(/opendocument/)
    expect(await outcome(docx([{ name: 'b.xml', content: new Uint8Array(3_000_000) }]))).toBe('file_broken')
    expect(await outcome(docx([{ name: 'b.xml', claims: { unpacked: 2 ** 31 } }]))).toBe('file_broken')
    expect(await outcome(docx([{ name: '../../b.xml' }]))).toBe('file_broken')
    expect(await outcome(docx([{ name: 'b.xml', claims: { localName: 'c.xml' } }]))).toBe('file_broken')
    expect(await outcome(docx([{ name: 'b.xml', claims: { flags: 1 } }]))).toBe('file_broken')
    const many = Array.from({ length: 2_000 }, (_, at) => ({ name: `${at}`, isStored: true }))
    expect(await outcome(docx(many))).toBe('file_broken')
  })

  it('is never shown as a page, whatever its name was', async () => {
    const { page, browser, guest } = await pageWithWriter()
    const name = '../Élève\u202E fdp.\u0007"plan".pdf'
    const { body } = await upload(house, browser, `/api/documents/${page.id}`, { kind: 'file', bytes: pdf, name })
    expect(body.file).toMatchObject({ kind: 'file', type: 'application/pdf', durationMs: null })
    expect(body.file.name).toBe('Élève fdp. plan.pdf')
    const { headers, bytes } = await download(house, await house.as(guest), body.file.id)
    expect(headers.get('Content-Disposition')).toBe(
      `attachment; filename="_l_ve fdp. plan.pdf"; filename*=UTF-8''%C3%89l%C3%A8ve%20fdp.%20plan.pdf`,
    )
    expect(headers.get('Content-Type')).toBe('application/pdf')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toBe("sandbox; default-src 'none'")
    expect(bytes.length).toBe(body.file.size)
    expect(Buffer.from(bytes).toString()).toMatch(/^%PDF-1\.7\n/)
  })
})

describe('a voice note', () => {
  const seconds = async (bytes: Uint8Array, browser: Browser, documentId: string) => {
    const { status, body } = await upload(house, browser, `/api/documents/${documentId}`, { kind: 'voice', bytes })
    expect([status, body.error?.reason]).toEqual([201, undefined])
    return { ...body.file, seconds: Math.round(body.file.durationMs / 100) / 10 }
  }

  it('has the length that the server read, from each recorder that browsers have', async () => {
    const { page, browser } = await pageWithWriter()
    expect(await seconds(recording('words.webm'), browser, page.id)).toMatchObject({ type: 'audio/webm', seconds: 3 })
    expect(await seconds(recording('words.mp4'), browser, page.id)).toMatchObject({ type: 'audio/webm', seconds: 3 })
    const ogg = await recordingOf({ container: 'ogg', codec: 'opus', frames: inARow(100, opusFrame(60)) })
    expect(await seconds(ogg, browser, page.id)).toMatchObject({ type: 'audio/webm', seconds: 2 })
    const aac = await recordingOf({ container: 'mp4', codec: 'aac', frames: inARow(100, soundingAac) })
    expect(await seconds(aac, browser, page.id)).toMatchObject({ type: 'audio/mp4', seconds: 2, kind: 'voice' })
  })

  it('is played where it is, from any place, and nothing but its sound is kept', async () => {
    const { page, browser } = await pageWithWriter()
    const { id, size } = await seconds(recording('words.webm'), browser, page.id)
    const whole = await download(house, browser, id)
    expect(whole.headers.get('Content-Disposition')).toMatch(/^inline; filename="[\w-]+\.webm"/)
    expect(whole.headers.get('Accept-Ranges')).toBe('bytes')
    expect(Buffer.from(whole.bytes).toString('latin1')).not.toContain('Chrome')
    const part = await download(house, browser, id, { Range: 'bytes=100-199' })
    expect([part.status, part.headers.get('Content-Range')]).toEqual([206, `bytes 100-199/${size}`])
    expect(part.bytes).toEqual(whole.bytes.subarray(100, 200))
    expect((await download(house, browser, id, { Range: 'bytes=-50' })).bytes).toEqual(whole.bytes.subarray(size - 50))
    expect((await download(house, browser, id, { Range: `bytes=${size - 5}-` })).bytes.length).toBe(5)
    const beyond = await download(house, browser, id, { Range: `bytes=${size}-` })
    expect([beyond.status, beyond.headers.get('Content-Range')]).toEqual([416, `bytes */${size}`])
    for (const odd of ['bytes=9-5', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=-'])
      expect((await download(house, browser, id, { Range: odd })).status).toBe(200)
    expect((await download(house, browser, id, { Range: 'bytes=0-9', 'If-Range': '"other"' })).status).toBe(200)
  })

  it('is refused where it is silent, too long, or no recording', async () => {
    const outcome = await trying()
    const voice = (bytes: Uint8Array | string) => outcome({ bytes }, 'voice')
    expect(await voice(recording('silent.webm'))).toBe('voice_silent')
    const aac = await recordingOf({ container: 'mp4', codec: 'aac', frames: inARow(100, silentAac) })
    expect(await voice(aac)).toBe('voice_silent')
    const blip = await recordingOf({ container: 'webm', codec: 'opus', frames: inARow(5, opusFrame(60)) })
    expect(await voice(blip)).toBe('voice_silent')
    const hour = Array.from({ length: 3_600 }, (_, at) => ({ bytes: opusFrame(60), at }))
    expect(await voice(await recordingOf({ container: 'webm', codec: 'opus', frames: hour }))).toBe('voice_too_long')
    const long = inARow(9_100, opusFrame(20))
    expect(await voice(await recordingOf({ container: 'webm', codec: 'opus', frames: long }))).toBe('voice_too_long')
    expect(await voice(new Uint8Array(5 * 1024 * 1024))).toBe('voice_too_long')
    expect(await voice('<script>alert(1)</script>')).toBe('voice_type')
    expect(await voice(zipOf([{ name: 'a.webm' }]))).toBe('voice_type')
    expect(await voice(recording('words.webm').subarray(0, 60))).toMatch(/^voice_/)
  })

  it('that makes its reader turn for ever is given up, and the next one is read', async () => {
    const outcome = await trying()
    const both = [recording('endless.webm'), recording('words.webm')].map((bytes) => outcome({ bytes }, 'voice'))
    expect(await Promise.all(both)).toEqual(['voice_broken', 'audio/webm'])
  })
})

describe('a file in a channel', () => {
  const channelOf = async (projectId: string, kind: 'project' | 'teachers') => {
    const [found] = await listChannelIds(house.db, projectId, [kind])
    if (found === undefined) throw new Error('a channel is missing')
    return found.id
  }
  const note = { kind: 'voice', bytes: recording('words.webm') } as const

  it('is put there by who may write in it now, and heard by who may read it', async () => {
    const { projectId, teacher, pupil, visitor, guest } = await makeClassProject(house.db)
    const channelId = await channelOf(projectId, 'project')
    const path = `/api/channels/${channelId}`
    const alix = await house.as(pupil)
    const { status, body } = await upload(house, alix, path, note)
    expect([status, body.file.kind]).toEqual([201, 'voice'])
    await alix.post(`${path}/messages`, { text: '', attachments: [{ id: body.file.id }] })
    expect((await download(house, await house.as(visitor), body.file.id)).status).toBe(200)
    expect((await download(house, await house.as(guest), body.file.id)).status).toBe(404)
    expect((await upload(house, await house.as(visitor), path, note)).status).toBe(403)
    await (await house.as(teacher)).patch(path, { isPaused: true })
    expect((await upload(house, alix, path, note)).body.error.reason).toBe('channel_paused')
    expect((await upload(house, await house.as(teacher), path, note)).status).toBe(201)
  })

  it('that is withheld is opened by teachers, and on a board by whose it is: from a page it is gone for good', async () => {
    const { page, browser, teacher, friend, projectId } = await pageWithWriter()
    const board = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id })
    for (const [documentId, ofItsOwner] of [[board.id, 200] as const, [page.id, 404] as const]) {
      const { body } = await upload(house, browser, `/api/documents/${documentId}`, note)
      const statusFor = async (as: Browser) => (await download(house, as, body.file.id)).status
      await updateFilesWithheld(house.db, documentId, [body.file.id], house.clock.now())
      expect(await statusFor(await house.as(friend))).toBe(404)
      expect(await statusFor(await house.as(teacher))).toBe(200)
      expect(await statusFor(browser)).toBe(ofItsOwner)
      await updateFilesWithheld(house.db, documentId, [body.file.id], null)
      expect(await statusFor(await house.as(friend))).toBe(200)
    }
  })
})

describe('how much may be put there', () => {
  it('ends for one person, and for a project, before the database is full', async () => {
    const { page, browser, projectId, pupil, teacher } = await pageWithWriter()
    const text = 'A plan.'
    const outcome = async (as: Browser) => {
      const given = { kind: 'file', bytes: text, name: 'a.txt' } as const
      const { status, body } = await upload(house, as, `/api/documents/${page.id}`, given)
      return status === 201 ? 'stored' : [status, body.error.reason]
    }
    /** Said to be that large; a gigabyte of zeros would tell no more. */
    const fill = (uploadedBy: string | null, size: number) =>
      house.db.insert(files).values({
        projectId,
        documentId: page.id,
        kind: 'file',
        type: 'application/pdf',
        name: 'a.pdf',
        uploadedBy,
        size,
        bytes: new Uint8Array(0),
      })
    await fill(pupil.id, fileLimits.personBytes - text.length)
    expect(await outcome(browser)).toBe('stored')
    expect(await outcome(browser)).toEqual([409, 'files_full_person'])
    expect(await outcome(await house.as(teacher))).toBe('stored')
    await fill(null, fileLimits.projectBytes - fileLimits.personBytes)
    expect(await outcome(await house.as(teacher))).toEqual([409, 'files_full_project'])
    const elsewhere = await pageWithWriter()
    const other = { kind: 'file', bytes: pdf, name: 'a.pdf' } as const
    expect((await upload(house, elsewhere.browser, `/api/documents/${elsewhere.page.id}`, other)).status).toBe(201)
  })

  it('is forty in five minutes for each person', async () => {
    const { page, browser, teacher } = await pageWithWriter()
    const send = async (as: Browser) =>
      (await upload(house, as, `/api/documents/${page.id}`, { kind: 'file', bytes: 'x', name: 'a.txt' })).status
    const statuses = await Promise.all(Array.from({ length: 41 }, () => send(browser)))
    expect(statuses.filter((status) => status === 201).length).toBe(40)
    expect(statuses.filter((status) => status === 429).length).toBe(1)
    expect(await send(await house.as(teacher))).toBe(201)
  })
})
