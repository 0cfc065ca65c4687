import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { chapters } from '#client/guide/chapters.ts'
import { pictureSize } from '#client/guide/picture-size.ts'
import { locales } from '#client/locales/locales.ts'
import { claire, demoPupil, jonas } from '#test/helpers/demo.ts'
import { serverProcess } from '#test/helpers/server-process.ts'
import { findChromium } from '#test/helpers/tools.mjs'
import type { Credentials } from './browsers.ts'
import { pageAddress, riversProject } from './fixtures.ts'

/*
 * Takes the pictures of the first steps from the demonstration with the programme around it, in each language, and says what
 * they weigh: `npm run build && npx tsx test/e2e/help-pictures.ts`. Names of chapters behind it: those alone.
 */

const folder = join(import.meta.dirname, '../../client/guide/pictures')

/** A tablet that lies: the screen that the product is made for, drawn smaller. */
const screen = { width: 1050, height: 650 }
const quality = 42

interface Scene {
  who: Credentials | null
  at: (page: Page) => Promise<string> | string
}

const pupil = { card: demoPupil(0).card.code }
const hugo = { email: 'hugo@demo.school', password: claire.password }
const nadia = { email: 'nadia@demo.school', password: claire.password }
const inProject = (place: string) => async (page: Page) => `/p/${await riversProject(page)}/${place}`

async function firstClassroom(page: Page): Promise<string> {
  const { classrooms }: { classrooms: { id: string }[] } = await (await page.request.get('/api/classrooms')).json()
  return `/classrooms/${classrooms[0]?.id}`
}

const scenes: Readonly<Record<string, Scene>> = {
  pupil_enter: { who: null, at: () => '/join' },
  pupil_write: { who: pupil, at: (page) => pageAddress(page, { title: 'Nos rivières' }) },
  pupil_talk: { who: pupil, at: inProject('chat') },
  pupil_me: { who: pupil, at: () => '/me' },
  teacher_classroom: { who: claire, at: firstClassroom },
  teacher_groups: { who: claire, at: inProject('people') },
  teacher_pages: { who: claire, at: inProject('pages') },
  teacher_lesson: { who: claire, at: inProject('live') },
  teacher_desk: { who: jonas, at: inProject('desk') },
  teacher_partner: { who: claire, at: () => '/network' },
  head_glance: { who: hugo, at: () => '/school' },
  office_desk: { who: nadia, at: () => '/office' },
}

async function signIn(context: BrowserContext, origin: string, who: Credentials, locale: string) {
  const headers = { Origin: origin }
  const answer = await context.request.post('/api/session', { headers, data: { ...who, isSharedDevice: false } })
  if (!answer.ok()) throw new Error(`nobody came in: ${answer.status()} ${await answer.text()}`)
  await context.request.patch('/api/me', { headers, data: { locale } })
}

/** All that the screen waits for has come: data, letters and pictures. */
async function settle(page: Page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => {
    const isComing = document.querySelector('[aria-busy="true"], main [role="status"][data-of]') !== null
    return !isComing && [...document.images].every((image) => image.complete)
  })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
}

async function takePicture(browser: Browser, origin: string, name: string, locale: string): Promise<number> {
  const scene = scenes[name]
  if (!scene) throw new Error(`nothing says where ${name} is`)
  const scale = pictureSize.width / screen.width
  const context = await browser.newContext({
    ...{ baseURL: origin, locale, viewport: screen, deviceScaleFactor: scale },
    ...{ reducedMotion: 'reduce', timezoneId: 'Europe/Paris', serviceWorkers: 'block' },
  })
  if (scene.who) await signIn(context, origin, scene.who, locale)
  const page = await context.newPage()
  await page.goto(await scene.at(page))
  await settle(page)
  const { width, height } = pictureSize
  const taken = sharp(await page.screenshot()).resize(width, height, { fit: 'cover', position: 'top' })
  const file = join(folder, locale, `${name}.webp`)
  await writeFile(file, await taken.webp({ quality, effort: 6, smartSubsample: true }).toBuffer())
  await context.close()
  return (await stat(file)).size
}

async function main() {
  const server = await serverProcess({ isDemo: true, isProgramme: true, variables: { OFFICES_NEED_SECOND_STEP: '0' } })
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  try {
    await server.start()
    const asked = process.argv.slice(2)
    const names = chapters
      .filter(({ id, hasPicture }) => hasPicture && (asked.length === 0 || asked.includes(id)))
      .map(({ id }) => id)
    if (asked.length === 0) await rm(folder, { recursive: true, force: true })
    let sum = 0
    for (const locale of locales) {
      await mkdir(join(folder, locale), { recursive: true })
      for (const name of names) sum += await takePicture(browser, server.origin, name, locale)
    }
    process.stdout.write(`${names.length * locales.length} pictures, ${Math.round(sum / 1_000)} kB\n`)
  } finally {
    await browser.close()
    await server.dispose()
  }
}

await main()
