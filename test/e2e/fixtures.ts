import {
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
  type Request,
  test as base,
  type WebError,
} from '@playwright/test'
import { claire, demoPupil, jonas } from '#test/helpers/demo.ts'
import { type ServerProcess, serverProcess } from '#test/helpers/server-process.ts'
import { type Credentials, openBrowser, SignedInBrowsers } from './browsers.ts'

export { expect } from '@playwright/test'
export { demoPupil } from '#test/helpers/demo.ts'

/** What no screen may do: the browser's own complaints, by context. */
interface Watch {
  /** Complaints that this test means to cause. */
  allow(pattern: RegExp): void
  on(context: BrowserContext): void
}

interface WorkerFixtures {
  server: ServerProcess
  signedIn: SignedInBrowsers
}

export interface Fixtures {
  watch: Watch
  /** A browser of its own, with nobody signed in. */
  browserOf: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /** A browser of its own in which this person is signed in. */
  enter: (who: Credentials, options?: BrowserContextOptions) => Promise<Page>
  /** One of the 48 pupils of the demonstration, by the name in the class list. */
  enterPupil: (name: string, options?: BrowserContextOptions) => Promise<Page>
}

/** Chromium's own line for an answer of 4xx; whether it should have been asked is the test's business. */
const refusedAnswer = /Failed to load resource: the server responded with a status of 4\d\d/

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await serverProcess({ isDemo: true })
      await server.start()
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  signedIn: [
    async ({ browser, server }, use) => use(new SignedInBrowsers(browser, server.origin)),
    { scope: 'worker' },
  ],

  watch: [
    async ({ server }, use) => {
      const complaints: string[] = []
      const foreign: string[] = []
      const allowed: RegExp[] = []
      const watched: BrowserContext[] = []
      const onRequest = (request: Request) => {
        const url = new URL(request.url())
        if (url.protocol.startsWith('http') && url.origin !== server.origin) foreign.push(request.url())
      }
      const onConsole = (message: ConsoleMessage) => {
        if (message.type() === 'error') complaints.push(message.text())
      }
      const onError = (error: WebError) => void complaints.push(String(error.error()))
      await use({
        allow: (pattern) => void allowed.push(pattern),
        on(context) {
          watched.push(context)
          context.on('request', onRequest).on('console', onConsole).on('weberror', onError)
        },
      })
      for (const context of watched)
        context.off('request', onRequest).off('console', onConsole).off('weberror', onError)
      expect(foreign, 'requests to other origins').toEqual([])
      expect(complaints.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([])
    },
    { auto: true },
  ],

  browserOf: async ({ browser, server, watch }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await openBrowser(browser, server.origin, options)
      opened.push(context)
      watch.on(context)
      return context
    })
    for (const context of opened) await context.close()
  },

  enter: async ({ signedIn, watch, contextOptions }, use) => {
    await use((who, options) => signedIn.lend(who, { ...contextOptions, ...options }, (context) => watch.on(context)))
    await signedIn.takeBack()
  },

  enterPupil: async ({ enter }, use) => {
    await use((name, options) => enter({ card: demoPupil(name).card.code }, options))
  },
})

export const allowRefusedAnswers = (watch: Watch) => watch.allow(refusedAnswer)

/** The text of the page, where one writes. */
export const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text of the page' })

/** As a person does; `delay` between two keys. */
export async function typeAtEnd(page: Page, words: string, delay = 0) {
  await textOf(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words, { delay })
}

/** That all one wrote is in the database. */
export const saved = (page: Page) => page.getByText('Saved', { exact: true })

/** All of the page's words as they stand, without carets and their flags. */
export const wordsOf = (page: Page) => wordsIn(textOf(page))

/** The words of one of its parts, likewise. */
export async function wordsIn(part: Locator): Promise<string> {
  return part.evaluate((element) => {
    const copy = element.cloneNode(true)
    if (!(copy instanceof HTMLElement)) return ''
    for (const caret of copy.querySelectorAll('.caret, .ProseMirror-widget')) caret.remove()
    return copy.textContent ?? ''
  })
}

interface Listed {
  id: string
  title: string
  kind: string
  access: string
  group: { name: string } | null
  isTemplate?: boolean
}

/** Guarantee: the API's lists hold objects of this shape, or the test fails where it reads them. */
const listed = (json: unknown, key: 'projects' | 'documents'): Listed[] =>
  (json as Record<typeof key, (Listed & { name: string })[]>)[key].map((one) => ({
    ...one,
    title: one.title ?? one.name,
  }))

/** Address of a page of the European project, by what it is called and whose it is. */
export async function pageAddress(page: Page, which: { title: string; group?: string }): Promise<string> {
  const projectId = await riversProject(page)
  const documents = listed(await (await page.request.get(`/api/projects/${projectId}/documents`)).json(), 'documents')
  const found = documents.find(
    ({ title, group }) => title.startsWith(which.title) && (which.group === undefined || group?.name === which.group),
  )
  if (!found) throw new Error(`no page ${which.title} of ${which.group ?? 'all'}`)
  return `/page/${found.id}`
}

/** The page that all groups of the European project have a copy of. */
export async function templateAddress(page: Page): Promise<string> {
  const answer = await page.request.get(`/api/projects/${await riversProject(page)}/documents`)
  const found = listed(await answer.json(), 'documents').find(
    ({ title, isTemplate }) => isTemplate === true && title.startsWith('Carnet'),
  )
  return `/page/${found?.id}`
}

export async function riversProject(page: Page): Promise<string> {
  const projects = listed(await (await page.request.get('/api/projects')).json(), 'projects')
  const found = projects.find((project) => project.kind === 'european')
  if (!found) throw new Error('no European project')
  return found.id
}

export const teachers = { claire, jonas }

/** A new page of the whole European project with one empty paragraph. Gives its address. */
export async function freshPage(page: Page, origin: string, title: string): Promise<string> {
  const projectId = await riversProject(page)
  const answer = await page.request.post(`/api/projects/${projectId}/documents`, {
    headers: { Origin: origin },
    data: { kind: 'page', title, access: 'project', content: { type: 'doc', content: [{ type: 'paragraph' }] } },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  const { id }: { id: string } = await answer.json()
  return `/page/${id}`
}
