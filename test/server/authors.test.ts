import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deflateSync, inflateSync } from 'node:zlib'
import { unpackedOf } from '#test/helpers/unpacked.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { pdf, pdfOf } from '#test/helpers/pdf.ts'
import { download, upload } from '#test/helpers/uploads.ts'
import { officeOf, type ZipPart, zipOf } from '#test/helpers/zip.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const author = 'Anna Martin'

/** One class for all: a world for each file takes longer than the file. */
let world: ReturnType<typeof openWorld> | undefined
async function openWorld() {
  const people = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id })
  return { people, page, pupil: await house.as(people.pupil), guest: await house.as(people.guest) }
}

/** What a guest from another school gets of a file that a pupil put into a page; or why it was not taken. */
async function handedOn(name: string, bytes: Uint8Array | string) {
  const { page, pupil, guest } = await (world ??= openWorld())
  const { status, body } = await upload(house, pupil, `/api/documents/${page.id}`, { kind: 'file', name, bytes })
  if (status !== 201) return { reason: String(body.error.reason), bytes: Buffer.alloc(0) }
  const got = await download(house, guest, body.file.id)
  return { reason: null, bytes: Buffer.from(got.bytes) }
}

const relation = (type: string, target: string, mode = ' TargetMode="External"') =>
  `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="${target}"${mode}/></Relationships>`
const docx = (...more: ZipPart[]) => officeOf('word/document.xml', more)
const odt = (content: string, ...more: ZipPart[]) =>
  zipOf([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', isStored: true },
    { name: 'content.xml', content },
    ...more,
  ])

describe('the author of a document', () => {
  it.each<[string, string, ZipPart[]]>([
    [
      'a.docx',
      'word/document.xml',
      [
        { name: 'docProps/core.xml', content: `<c><dc:creator>${author}</dc:creator></c>` },
        { name: 'docProps/app.xml', content: `<P><Company>${author}</Company><Manager>${author}</Manager></P>` },
        { name: 'docProps/custom.xml', content: `<P><property name="Owner">${author}</property></P>` },
        { name: 'docProps/thumbnail.jpeg', content: author },
        { name: '_rels/.rels', content: relation('thumbnail', 'docProps/thumbnail.jpeg', '') },
        {
          name: 'word/comments.xml',
          content: `<w:c><w:comment w:author='${author}' w:initials="Anna Martin">Hi</w:comment></w:c>`,
        },
        {
          name: 'word/footnotes.xml',
          content: `<w:f><w:ins w:id="1" w:author = "${author}"><w:t>word</w:t></w:ins></w:f>`,
        },
        {
          name: 'word/people.xml',
          content: `<p><w15:person w15:author="${author}"><w15:presenceInfo w15:userId="${author}"/></w15:person></p>`,
        },
        { name: 'word/settings.xml', content: '<w:settings><w:attachedTemplate r:id="r1"/></w:settings>' },
        {
          name: 'word/_rels/settings.xml.rels',
          content: relation('attachedTemplate', `file:///C:\\Users\\${author}\\a.dotx`),
        },
        {
          name: 'customXml/item1.xml',
          content: `<p xmlns="http://schemas.microsoft.com/office/2006/metadata/properties"><a>${author}</a></p>`,
        },
      ],
    ],
    [
      'a.xlsx',
      'xl/workbook.xml',
      [
        { name: 'xl/comments1.xml', content: `<c><authors><author>${author}</author></authors></c>` },
        {
          name: 'xl/persons/person.xml',
          content: `<l><person displayName="${author}" userId="${author}" providerId="AD"/></l>`,
        },
        {
          name: 'xl/theme.xml',
          content: `<w><x15ac:absPath url="C:\\Users\\${author}\\"/><fileSharing userName="${author}"/></w>`,
        },
        { name: 'xl/tables/table1.xml', content: '<table name="T" displayName="Sums"/>' },
        { name: 'xl/pivotCache/pivotCacheDefinition1.xml', content: `<p refreshedBy="${author}"/>` },
      ],
    ],
    [
      'a.pptx',
      'ppt/presentation.xml',
      [
        {
          name: 'ppt/commentAuthors.xml',
          content: `<l><p:cmAuthor id="1" name="${author}" initials="${author}"/></l>`,
        },
        { name: 'ppt/authors.xml', content: `<l><p188:author id="1" name="${author}" userId="S::${author}"/></l>` },
      ],
    ],
  ])('is in no byte of %s that others get', async (name, part, more) => {
    const { reason, bytes } = await handedOn(name, officeOf(part, more))
    expect(reason).toBeNull()
    const parts = unpackedOf(bytes)
    expect([...parts].filter(([, content]) => content.includes('Anna'))).toEqual([])
    expect(parts.get(part)?.toString()).toBe('<x/>')
    for (const kept of more.map((one) => one.name).filter((one) => !one.includes('thumbnail.jpeg')))
      expect(parts.has(kept), kept).toBe(true)
    if (name === 'a.xlsx') expect(parts.get('xl/tables/table1.xml')?.toString()).toContain('"Sums"')
    if (name === 'a.docx') expect(parts.get('word/footnotes.xml')?.toString()).toContain('<w:t>word</w:t>')
  })

  it('is in no byte of an open document, and what was written stays', async () => {
    const note = `<office:annotation><dc:creator>${author}</dc:creator><meta:creator-initials>Anna</meta:creator-initials><text:p>Good</text:p></office:annotation>`
    const { reason, bytes } = await handedOn(
      'a.odt',
      odt(
        `<o>${note}<text:a xlink:href="https://school.test/a">here</text:a></o>`,
        { name: 'meta.xml', content: `<m><meta:initial-creator>${author}</meta:initial-creator></m>` },
        {
          name: 'settings.xml',
          content: `<s><config:config-item config:name="PrinterName">${author}</config:config-item></s>`,
        },
        { name: 'Thumbnails/thumbnail.png', content: author },
        { name: 'Object 1/meta.xml', content: `<m><dc:creator>${author}</dc:creator></m>` },
      ),
    )
    expect(reason).toBeNull()
    const parts = unpackedOf(bytes)
    expect([...parts].filter(([, content]) => content.includes('Anna'))).toEqual([])
    expect(parts.get('content.xml')?.toString()).toContain('<text:p>Good</text:p>')
    expect(parts.get('content.xml')?.toString()).toContain('https://school.test/a')
    expect([...parts.keys()][0]).toBe('mimetype')
    expect(bytes.subarray(30, 77).toString()).toBe('mimetypeapplication/vnd.oasis.opendocument.text')
  })

  it('is in no picture and no document inside, and the picture stays upright', async () => {
    const photo = await sharp({ create: { width: 8, height: 4, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Artist: author }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const drawn = await sharp({ create: { width: 8, height: 4, channels: 3, background: 'red' } })
      .withExif({ IFD0: { Artist: author } })
      .png()
      .toBuffer()
    const inner = officeOf('xl/workbook.xml', [{ name: 'docProps/core.xml', content: author }])
    const { bytes } = await handedOn(
      'a.docx',
      docx(
        { name: 'word/media/image1.jpg', content: photo },
        { name: 'word/media/image2.png', content: drawn },
        { name: 'word/embeddings/table.xlsx', content: inner },
      ),
    )
    const parts = unpackedOf(bytes)
    const [jpeg, png, table] = ['media/image1.jpg', 'media/image2.png', 'embeddings/table.xlsx'].map(
      (name) => parts.get(`word/${name}`) ?? Buffer.alloc(0),
    )
    for (const one of [jpeg, png]) expect(one?.includes('Anna')).toBe(false)
    expect(await sharp(jpeg).metadata()).toMatchObject({ width: 8, height: 4, orientation: 6 })
    expect((await sharp(jpeg).metadata()).exif?.includes('GPS')).not.toBe(true)
    expect(await sharp(png).metadata()).toMatchObject({ width: 8, height: 4 })
    expect(
      unpackedOf(table ?? Buffer.alloc(0))
        .get('docProps/core.xml')
        ?.toString(),
    ).not.toContain('Anna')
  })

  it('is in no byte of a PDF: not in its facts, its XMP, its notes, nor what it was before', async () => {
    const xmp = `<< /Type /Metadata /Length ${author.length} >>\nstream\n${author}\nendstream`
    const note = `[<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (${author}) /Contents (Well done) >>]`
    const given = pdfOf([note, `<< /Author (${author}) >>`, xmp, `(${author} was here)`], {
      catalog: '/Metadata 6 0 R',
      trailer: '/Info 5 0 R',
    })
    const { reason, bytes } = await handedOn('a.pdf', given)
    expect(reason).toBeNull()
    const whole = plainPdf(bytes)
    expect(whole).not.toContain('Anna')
    expect(whole).toContain('Well done')
    expect(whole).not.toContain('pdf-lib')
  })
})

/** All letters of a PDF, packed objects among them. */
function plainPdf(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const packed = [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
    } catch {
      return body
    }
  })
  return [text, ...packed].join('\n')
}

describe('a document that loads something by itself', () => {
  it.each([
    ['a template from the web', 'attachedTemplate', 'https://evil.test/a.dotm'],
    ['a template of another machine', 'attachedTemplate', '\\\\evil.test\\a.dotm'],
    [
      'a template whose mode is written oddly',
      'attachedTemplate',
      'https://evil.test/a.dotm',
      ' TargetMode="Ext&#101;rnal"',
    ],
    ['a template that hides that it is elsewhere', 'attachedTemplate', 'https://evil.test/a.dotm', ''],
    ['a picture', 'image', 'http://evil.test/a.png'],
    ['another document', 'subDocument', 'http://evil.test/a.docx'],
    ['a frame', 'frame', 'http://evil.test/'],
    ['an object', 'oleObject', 'file:///\\\\evil.test\\a'],
  ])('is refused: %s', async (_what, type, target, mode?: string) => {
    const rels = { name: 'word/_rels/document.xml.rels', content: relation(type, target, mode) }
    expect((await handedOn('a.docx', docx(rels))).reason).toBe('file_external')
  })

  it('is refused in open documents too, and links to click stay', async () => {
    expect((await handedOn('a.odt', odt('<o><draw:image xlink:href="http://evil.test/a.png"/></o>'))).reason).toBe(
      'file_external',
    )
    expect((await handedOn('a.odt', odt('<o><text:section-source xlink:href="../a.odt"/></o>'))).reason).toBe(
      'file_external',
    )
    expect((await handedOn('a.odt', odt('<o><draw:image xlink:href="Pictures/a.png"/></o>'))).reason).toBeNull()
    const link = { name: 'word/_rels/document.xml.rels', content: relation('hyperlink', 'https://school.test/') }
    const { bytes } = await handedOn('a.docx', docx(link))
    expect(unpackedOf(bytes).get(link.name)?.toString()).toContain('https://school.test/')
  })
})

describe('a document that cannot be freed of its author', () => {
  it('is refused, in words: signed, locked, unreadable, or with an old one inside', async () => {
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('\x05SummaryInformation', 'utf16le')])
    expect((await handedOn('a.docx', docx({ name: 'word/embeddings/a.doc', content: old }))).reason).toBe(
      'file_embedded',
    )
    expect((await handedOn('a.docx', docx({ name: '_xmlsignatures/sig1.xml', content: '<s/>' }))).reason).toBe(
      'file_signed',
    )
    const locked = { name: 'META-INF/manifest.xml', content: '<m><manifest:encryption-data/></m>' }
    expect((await handedOn('a.odt', odt('<o/>', locked))).reason).toBe('file_signed')
    const signed = pdfOf(['[<< /ByteRange [0 1 2 3] /Contents <00> >>]'])
    expect((await handedOn('a.pdf', signed)).reason).toBe('file_signed')
    for (const torn of ['%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n', '%PDF-1.7 and nothing\n%%EOF\n'])
      expect((await handedOn('a.pdf', torn)).reason).toBe('file_pdf')
  })

  it('is refused where its parts are torn, make entities, or are written in letters that nobody looks for', async () => {
    for (const content of ['<!DOCTYPE a [<!ENTITY b "c">]><x/>', '<x a="', '<x', '<w:ins w:author=Anna/>'])
      expect([content, (await handedOn('a.docx', docx({ name: 'word/a.xml', content }))).reason]).toEqual([
        content,
        'file_broken',
      ])
    const wide = Buffer.from('\ufeff<w:ins w:author="Anna"/>', 'utf16le')
    expect((await handedOn('a.docx', docx({ name: 'word/a.xml', content: wide }))).reason).toBe('file_broken')
    const twice = [1, 2].map(() => ({ name: 'word/a.xml', content: '<x/>' }))
    expect((await handedOn('a.docx', docx(...twice))).reason).toBe('file_broken')
  })

  it('costs no more than its length where it is made to', async () => {
    const many = `<x>${'<'.repeat(2_000_000)}`
    expect((await handedOn('a.docx', docx({ name: 'word/a.xml', content: Buffer.from(many) }))).reason).toBe(
      'file_broken',
    )
    const deep = `${'<ins author="a">'.repeat(200_000)}${'</ins>'.repeat(200_000)}`
    expect((await handedOn('a.docx', docx({ name: 'word/a.xml', content: deep }))).reason).not.toBe('internal')
    expect((await handedOn('a.pdf', pdf)).reason).toBeNull()
  })

  it('unpacks to no more than a document has: lists of objects, and documents in documents', async () => {
    const listOf = (spaces: number) => {
      const packed = deflateSync(`9 0  (x)${' '.repeat(spaces)}`).toString('hex')
      const filters = '/Filter [/ASCIIHexDecode /FlateDecode]'
      return `<< /Type /ObjStm /N 1 /First 5 ${filters} /Length ${packed.length + 1} >>\nstream\n${packed}>\nendstream`
    }
    expect((await handedOn('a.pdf', pdfOf(['[]', listOf(1_000)]))).reason).toBeNull()
    expect((await handedOn('a.pdf', pdfOf(['[]', listOf(40_000_000)]))).reason).toBe('file_pdf')

    const content = Buffer.concat([randomBytes(1_000_000), Buffer.alloc(59_000_000)])
    const large = docx({ name: 'word/media/a.bin', content })
    const inside = [1, 2, 3, 4].map((at) => ({ name: `word/embeddings/${at}.docx`, content: large }))
    expect((await handedOn('a.docx', docx(...inside.slice(0, 2)))).reason).toBeNull()
    expect((await handedOn('a.docx', docx(...inside))).reason).toBe('file_broken')
  })
})
