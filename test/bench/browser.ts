import { createServer, type Server } from 'node:http'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { findChromium } from '#test/helpers/tools.mjs'

/** A browser that is measured: what its main thread is busy with, and when a page is painted. */

const viewport = { width: 1280, height: 800 } as const

/** Null where no Chromium is installed. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = findChromium()
  if (executablePath === null) return null
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync']
  return chromium.launch({ executablePath, args })
}

interface Opening {
  origin: string
  cookie?: string
  /** The thread's own time by default: on a busy machine waiting is not work. A throttled processor is seen by the other alone. */
  clock?: 'threadTicks' | 'timeTicks'
}

/** One page of its own, in a context with these cookies. */
export class Watched {
  readonly page: Page
  readonly #context: BrowserContext
  readonly #session: CDPSession

  private constructor(page: Page, context: BrowserContext, session: CDPSession) {
    this.page = page
    this.#context = context
    this.#session = session
  }

  static async open(browser: Browser, options: Opening): Promise<Watched> {
    const context = await browser.newContext({ baseURL: options.origin, viewport, locale: 'en-GB' })
    for (const cookie of options.cookie?.split('; ') ?? []) {
      const [name = '', value = ''] = cookie.split('=')
      await context.addCookies([{ name, value, url: options.origin }])
    }
    for (const script of ['painted.mjs', 'typed.mjs'])
      await context.addInitScript({ path: join(import.meta.dirname, script) })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: options.clock ?? 'threadTicks' })
    return new Watched(page, context, session)
  }

  /** How many times slower than this machine. */
  throttle(rate: number): Promise<unknown> {
    return this.#session.send('Emulation.setCPUThrottlingRate', { rate })
  }

  /**
   * From the navigation until everything is painted, in milliseconds: on the clock, and of
   * the main thread's own time; and on the clock since the content was there.
   */
  async timeTo(address: string, isThere: string): Promise<{ painted: number; busy: number; drawn: number }> {
    await this.page.goto(address, { waitUntil: 'commit' })
    const painted = await this.paintedAfter(isThere)
    const busy = await this.#busyMs()
    return { painted, busy, drawn: painted - (await this.page.evaluate<number>('contentAt')) }
  }

  /** In the page's own time: since its navigation. */
  paintedAfter(isThere: string): Promise<number> {
    return this.page.evaluate<number>(`untilPainted(() => ${isThere})`)
  }

  /** Milliseconds of the main thread for each move of a pressed pointer, one a frame. */
  async drag([x, y]: readonly [number, number], moves: number): Promise<number[]> {
    const { mouse } = this.page
    const frame = () => this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))))
    await mouse.move(x, y)
    await mouse.down()
    // The first moves choose the thing and begin the drag.
    for (let at = 1; at <= 5; at++) await mouse.move(x + at * 2, y + at)
    await frame()
    const took: number[] = []
    let before = await this.#busyMs()
    for (let at = 1; at <= moves; at++) {
      await mouse.move(x + 10 + at * 2, y + 5 + at)
      await frame()
      const now = await this.#busyMs()
      took.push(now - before)
      before = now
    }
    await mouse.up()
    return took
  }

  /** The part of a span in which the main thread was at work, in percent. */
  async busyPart(span: () => Promise<void>): Promise<number> {
    const [before, from] = [await this.#busyMs(), performance.now()]
    await span()
    return ((await this.#busyMs()) - before) / ((performance.now() - from) / 100)
  }

  /** What the scripts of a span did, as V8 writes it down. */
  async profile(span: () => Promise<void>): Promise<unknown> {
    await this.#session.send('Profiler.enable')
    await this.#session.send('Profiler.start')
    await span()
    const { profile } = await this.#session.send('Profiler.stop')
    return profile
  }

  /** Memory of scripts after a collection, in megabytes. */
  async heapMb(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage')
    return (await this.#metric('JSHeapUsedSize')) / 1_048_576
  }

  close(): Promise<void> {
    return this.#context.close()
  }

  async #busyMs(): Promise<number> {
    return (await this.#metric('TaskDuration')) * 1_000
  }

  async #metric(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    return metrics.find((one) => one.name === name)?.value ?? Number.NaN
  }
}

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** Serves a folder, and what is given beside it, on a port of its own. */
export function serveFolder(
  folder: string,
  beside: ReadonlyMap<string, string>,
): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const given = beside.get(pathname)
    const name = pathname === '/' ? '/index.html' : pathname
    const path = join(folder, normalize(name))
    const type = types[extname(name)] ?? 'application/octet-stream'
    if (given !== undefined) return void response.writeHead(200, { 'Content-Type': type }).end(given)
    if (!existsSync(path) || !statSync(path).isFile()) return void response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': type })
    createReadStream(path).pipe(response)
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      done({ server, origin: `http://127.0.0.1:${port}` })
    })
  })
}
