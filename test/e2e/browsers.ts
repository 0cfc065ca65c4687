import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'

export type Credentials = { email: string; password: string } | { card: string }

interface Kept {
  key: string
  context: BrowserContext
  /** As they were when this person had just signed in. */
  cookies: Awaited<ReturnType<BrowserContext['cookies']>>
}

/** A browser of its own, with nobody signed in, that complains of what the content security policy keeps from it. */
export async function openBrowser(browser: Browser, origin: string, options: BrowserContextOptions) {
  // What the product keeps on a device is the subject of one story; all others are of a first visit.
  const first = { baseURL: origin, locale: 'en-GB', serviceWorkers: 'block' } as const
  const context = await browser.newContext({ ...first, ...options })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  return context
}

/** What a visit leaves in a browser. The scripts that it loaded stay, so that the next visit does not load them again. */
const leftBehind = 'local_storage,indexeddb,cache_storage,service_workers,file_systems'

/**
 * Browsers in which somebody is signed in, lent to one test after the other: each finds one that knows its person and nothing
 * of what was done there before.
 */
export class SignedInBrowsers {
  readonly #browser: Browser
  readonly #origin: string
  #free: Kept[] = []
  #lent: Kept[] = []

  constructor(browser: Browser, origin: string) {
    this.#browser = browser
    this.#origin = origin
  }

  async lend(
    who: Credentials,
    options: BrowserContextOptions,
    watch: (context: BrowserContext) => void,
  ): Promise<Page> {
    const key = JSON.stringify([who, options])
    const kept = (await this.#takeFree(key)) ?? (await this.#open(key, who, options))
    this.#lent.push(kept)
    watch(kept.context)
    const page = await kept.context.newPage()
    const devtools = await kept.context.newCDPSession(page)
    await devtools.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: leftBehind })
    await devtools.detach()
    return page
  }

  /** At the end of a test. What was closed in it, or changed in a way that cannot be taken back, is not lent again. */
  async takeBack(): Promise<void> {
    const lent = this.#lent
    this.#lent = []
    for (const kept of lent) {
      const { context } = kept
      const isWhole = await Promise.all([
        ...context.pages().map((page) => page.close()),
        context.setOffline(false),
        context.clearPermissions(),
        context.unrouteAll(),
      ]).then(
        () => true,
        () => false,
      )
      if (isWhole) this.#free.push(kept)
    }
  }

  async #takeFree(key: string): Promise<Kept | null> {
    const kept = this.#free.find((one) => one.key === key)
    if (kept === undefined) return null
    this.#free = this.#free.filter((one) => one !== kept)
    await kept.context.clearCookies()
    await kept.context.addCookies(kept.cookies)
    const answer = await kept.context.request.get('/api/projects')
    if (answer.ok()) return kept
    // Signed out by the test before, or by the clock.
    await kept.context.close()
    return null
  }

  async #open(key: string, who: Credentials, options: BrowserContextOptions): Promise<Kept> {
    const context = await openBrowser(this.#browser, this.#origin, options)
    const answer = await context.request.post('/api/session', {
      data: { ...who, isSharedDevice: false },
      headers: { Origin: this.#origin },
    })
    if (answer.status() !== 200) throw new Error(`signing in was refused: ${answer.status()} ${await answer.text()}`)
    return { key, context, cookies: await context.cookies() }
  }
}
