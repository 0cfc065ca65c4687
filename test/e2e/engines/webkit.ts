import { type ChildProcess, spawn } from 'node:child_process'
import { Builder, Key, Origin, type WebDriver } from 'selenium-webdriver'
import { freePort } from '#test/helpers/tools.mjs'
import type { Driver, Engine, Place } from './driver.ts'

/** A press of the button lasts as long as a hand's. */
const pressMs = 90
const startTimeoutMs = 20_000

/** WebKitGTK over WebDriver classic, on a screen that nobody sees. A driver keeps one browser, so each window has its own. */
export async function openWebKit(driverPath: string): Promise<Engine> {
  const children: ChildProcess[] = []
  const windows: WebDriver[] = []
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  children.push(screen)
  const display = await new Promise<string>((done, fail) => {
    screen.once('error', fail).once('exit', () => fail(new Error('Xvfb ended')))
    screen.stdio[3]?.once('data', (number) => done(`:${String(number).trim()}`))
  })
  async function open() {
    const port = await freePort()
    const variables = { DISPLAY: display, LANG: 'en_GB.UTF-8', LANGUAGE: 'en_GB', GDK_BACKEND: 'x11' }
    const env = { ...process.env, ...variables }
    children.push(spawn(driverPath, [`--port=${port}`, '--host=127.0.0.1'], { stdio: 'ignore', env }))
    const address = `http://127.0.0.1:${port}`
    await answering(`${address}/status`)
    const capabilities = { browserName: 'MiniBrowser', timeouts: { script: 30_000, pageLoad: 30_000 } }
    const window = await new Builder().usingServer(address).withCapabilities(capabilities).build()
    windows.push(window)
    return window
  }
  const first = await open()
  const free = [first]
  return {
    version: await versionOf(first),
    open: async () => driverOf(free.pop() ?? (await open())),
    async close() {
      for (const window of windows) await window.quit().catch(() => null)
      for (const child of children) child.kill()
    },
  }
}

async function versionOf(window: WebDriver) {
  const capabilities = await window.getCapabilities()
  return `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`
}

async function answering(address: string) {
  for (const until = Date.now() + startTimeoutMs; Date.now() < until;) {
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('the driver of WebKitGTK did not start')
}

const keys = new Map<string, string>([
  ['Control', Key.CONTROL],
  ['Shift', Key.SHIFT],
  ['Alt', Key.ALT],
  ['Enter', Key.ENTER],
  ['Escape', Key.ESCAPE],
  ['Tab', Key.TAB],
  ['Backspace', Key.BACK_SPACE],
  ['End', Key.END],
  ['Home', Key.HOME],
  ['ArrowDown', Key.ARROW_DOWN],
  ['ArrowUp', Key.ARROW_UP],
  ['ArrowLeft', Key.ARROW_LEFT],
  ['ArrowRight', Key.ARROW_RIGHT],
])

/** There is no event of the console over WebDriver classic: the page keeps what goes wrong in it, from its load on. */
const listen = `globalThis.complaints ??= (() => {
  const heard = []
  addEventListener('error', (event) => heard.push(String(event.message)))
  addEventListener('unhandledrejection', (event) => heard.push(String(event.reason)))
  addEventListener('securitypolicyviolation', (event) => heard.push(event.violatedDirective + ' ' + event.blockedURI))
  return heard
})()`

function driverOf(window: WebDriver): Driver {
  const earlier: string[] = []
  const evaluate = async (expression: string): Promise<unknown> => {
    const script = `const done = arguments[arguments.length - 1]
      Promise.resolve().then(() => (${expression})).then((value) => done({ value }), (error) => done({ error: String(error) }))`
    const answer: { value?: unknown; error?: string } = await window.executeAsyncScript(script)
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.value
  }
  const complaints = async () => [...earlier, ...listOf(await evaluate('globalThis.complaints ?? []'))]
  return {
    async goto(url) {
      earlier.push(...(await complaints().then((all) => all.slice(earlier.length))))
      await window.get(url)
      await evaluate(listen)
    },
    evaluate,
    type: (text) =>
      window
        .actions({ async: true })
        .sendKeys(...text)
        .perform(),
    async press(chord) {
      const all = chord.split('+').map((name) => keys.get(name) ?? name)
      const actions = window.actions({ async: true })
      for (const key of all) actions.keyDown(key)
      for (const key of all.toReversed()) actions.keyUp(key)
      await actions.perform()
    },
    async stroke([first, ...more]: readonly Place[]) {
      if (first === undefined) return
      const at = ([x, y]: Place) => ({ x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 30 })
      const actions = window.actions({ async: true }).move(at(first)).press().pause(pressMs)
      for (const place of more) actions.move(at(place))
      await actions.release().perform()
    },
    complaints,
  }
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
