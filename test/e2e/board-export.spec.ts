import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { BoardContent } from '#collab/documents/board.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import { lettersOfPdf } from '#test/helpers/pdf-text.ts'
import { barriersOn } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'
import type { Page } from '@playwright/test'

const content: BoardContent = {
  type: 'board',
  layout: 'canvas',
  objects: [
    { id: 'f', type: 'frame', order: 'a0', place: [0, 0], size: [520, 300], text: 'Le moulin', colour: 5 },
    {
      id: 'n',
      type: 'note',
      order: 'a1',
      parent: 'f',
      place: [30, 40],
      size: [200, 160],
      text: 'La roue tourne',
      colour: 1,
    },
    { id: 's', type: 'shape', order: 'a2', place: [700, 60], size: [200, 140], text: 'Mühle', colour: 7, fill: 2 },
    { id: 'c', type: 'connector', order: 'a3', from: ['n', 0.5, 0.5], to: ['s', 0.5, 0.5], colour: 3 },
    {
      id: 'k',
      type: 'card',
      order: 'a4',
      place: [0, 400],
      size: [260, 0],
      text: '**Νερό** и вода',
      href: 'https://example.org/',
    },
  ],
}

async function newBoard(page: Page, origin: string, title: string) {
  const projectId = await riversProject(page)
  const answer = await page.request.post(`/api/projects/${projectId}/documents`, {
    data: { kind: 'board', title, content },
    headers: { Origin: origin },
  })
  const { id } = await answer.json()
  return String(id)
}

async function openExport(page: Page, id: string) {
  await page.goto(`/board/${id}`)
  await page.getByRole('button', { name: 'Save, print, bring in' }).click()
  await page.getByRole('menuitem', { name: 'Save as a file' }).click()
  return page.getByRole('dialog', { name: 'Save as a file' })
}

async function download(page: Page, format: string) {
  const dialog = page.getByRole('dialog', { name: 'Save as a file' })
  await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).check({ force: true })
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  ])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('a board is taken along as a picture, a drawing and a table, with nobody named', async ({
  enter,
  server,
}, info) => {
  const page = await enter(teachers.claire)
  const id = await newBoard(page, server.origin, 'Le moulin · Die Mühle')
  const dialog = await openExport(page, id)
  await expect(dialog.getByRole('checkbox', { name: /names of authors/ })).not.toBeChecked()
  expect(await barriersOn(page)).toEqual([])

  const png = await download(page, 'Picture')
  expect(png.name).toBe('Le moulin · Die Mühle.png')
  await info.attach('board.png', { body: png.bytes, contentType: 'image/png' })
  const { data, info: size } = await sharp(png.bytes).raw().toBuffer({ resolveWithObject: true })
  expect(size.width).toBeGreaterThan(1_800)
  const counts = new Map<string, number>()
  for (let at = 0; at < data.length; at += size.channels) {
    const hex = `#${data.subarray(at, at + 3).toString('hex')}`
    counts.set(hex, (counts.get(hex) ?? 0) + 1)
  }
  const [, sun] = boardThemes.light.colours
  expect(counts.get(sun?.tint ?? '')).toBeGreaterThan(50_000)
  // Its letters are there: white on green, and dark on the note and the card.
  expect(counts.get(boardThemes.light.text)).toBeGreaterThan(1_500)

  await openExport(page, id)
  const svg = await download(page, 'Drawing')
  const text = svg.bytes.toString('utf8')
  expect(text).toContain('<title>Note: La roue tourne</title>')
  expect(text).toContain('@font-face{font-family:&#39;Commissioner Variable&#39;')
  expect(text).not.toContain('Claire')
  await info.attach('board.svg', { body: svg.bytes, contentType: 'image/svg+xml' })
  expect((await sharp(svg.bytes).metadata()).format).toBe('svg')

  await openExport(page, id)
  const csv = await download(page, 'Table')
  expect(csv.bytes.toString('utf8')).toContain('Note,Le moulin,La roue tourne')
})

test('on paper a board is its picture, then everything on it as text', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  const id = await newBoard(page, server.origin, 'Le moulin')
  await page.goto(`/board/${id}/print`)
  await expect(page.getByRole('figure', { name: 'Picture of “Le moulin”' }).locator('svg')).toBeVisible()
  await expect(page.getByRole('article').getByRole('list').first()).toContainText('Νερό и вода')
  expect(await barriersOn(page)).toEqual([])
  await page.evaluate(() => document.fonts.ready)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const [picture = '', list = '', ...more] = lettersOfPdf(pdf)
  expect(picture).toBe('LemoulinLemoulinLarouetourneMühleΝερόиводаexample.org')
  expect(list).toContain('Everythingonit,asalist')
  for (const words of [
    'FrameLemoulin',
    'NoteLarouetourne',
    'Larouetourne→Mühle',
    'CardΝερόивода',
    'https://example.org/',
  ])
    expect(list).toContain(words)
  expect(more).toEqual([])
  // No picture of pixels: the board is lines and letters.
  expect(pdf.toString('latin1')).not.toMatch(/\/Subtype\s*\/Image/)
})

test('a drawing from Excalidraw is put on the board, and a broken file changes nothing', async ({ enter, server }) => {
  const page = await enter(teachers.claire)
  const id = await newBoard(page, server.origin, 'Importé')
  await page.goto(`/board/${id}`)
  await page.getByRole('button', { name: 'Save, print, bring in' }).click()
  await page.getByRole('menuitem', { name: /Excalidraw/ }).click()
  const dialog = page.getByRole('dialog', { name: /Excalidraw/ })
  const choose = async (name: string, text: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: /^Choose/ }).click(),
    ])
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  await choose('broken.excalidraw', '{"type":"excalidraw","elements":[{"id":')
  await expect(dialog.getByRole('alert')).toContainText('The file is broken')
  const shape = { id: 'r', type: 'rectangle', x: 0, y: 0, width: 200, height: 100, strokeColor: '#1971c2' }
  const label = { id: 't', type: 'text', x: 0, y: 0, width: 80, height: 25, text: 'Écluse', containerId: 'r' }
  const elements = [shape, label, { id: 'h', type: 'hologram' }]
  await choose('lock.excalidraw', JSON.stringify({ type: 'excalidraw', version: 2, elements }))
  await expect(dialog.getByRole('alert')).toHaveCount(0)
  await expect(dialog).toContainText('1 thing in lock.excalidraw can be taken.')
  await expect(dialog).toContainText('1 thing is broken or of a kind we do not know')
  await dialog.getByRole('button', { name: 'Put on the board' }).click()
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByText('Écluse').first()).toBeVisible()
})
