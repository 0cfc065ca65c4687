import { expect, test } from '@playwright/test'
import { serverProcess } from '#test/helpers/server-process.ts'
import type { Driver, Engine } from './driver.ts'
import { Hand } from './hand.ts'
import { journeys, type Stage } from './journeys.ts'
import { cuttableLine } from './line.ts'

/**
 * A lost line is said by the browser itself; and that what was measured changes once more before it is drawn, by WebKit;
 * and that one left a screen while a font or a part asked for at rest was still on its way, by Firefox (2152398850 is 0x804b0002,
 * NS_BINDING_ABORTED; of a file that the worker brings it says "unexpected error". What the worker refuses reads otherwise).
 */
const meant =
  /ResizeObserver loop|NetworkError|ERR_|can’t establish a connection|WebSocket|Load failed|status of 4|download failed .* status=2152398850 |\/assets\/.* ServiceWorker intercepted the request and encountered an unexpected error/

async function stageFor(open: () => Promise<Engine>) {
  let port = 0
  const line = await cuttableLine(() => port)
  const server = await serverProcess({ isDemo: true, variables: { PUBLIC_URL: line.origin } })
  port = server.port
  const [engine] = await Promise.all([open(), server.start()])
  const [one, other] = [await engine.open(), await engine.open()]
  const hand = (driver: Driver) => new Hand(driver, line.origin)
  const stage: Stage = { origin: line.origin, claire: hand(one), mathis: hand(other), line }
  const close = async () => {
    await engine.close()
    await line.close()
    await server.dispose()
  }
  return { engine, stage, close }
}

/** What a journey stumbled over, and what stood before both then, or an empty text: the next one begins anew. */
const stumbled = (walk: Promise<void>, { claire, mathis }: Stage) =>
  walk.then(
    () => '',
    async (error: unknown) => [error, await claire.words(), await mathis.words()].map(String).join('\n'),
  )

/** The journeys in one engine: one browser, one server, one after the other, each told by itself. */
export function walkAll(name: string, open: (() => Promise<Engine>) | null, howToGet: string) {
  test(`ten journeys of a teacher and a pupil go as well in ${name}`, async () => {
    test.skip(open === null, howToGet)
    test.slow()
    if (open === null) return
    const { engine, stage, close } = await stageFor(open)
    console.log(`${name}: ${engine.version}`)
    try {
      for (const [title, walk] of journeys)
        await test.step(title, async () => {
          stage.line.mend()
          expect.soft(await stumbled(walk(stage), stage), title).toBe('')
        })
      for (const hand of [stage.claire, stage.mathis])
        expect.soft((await hand.complaints()).filter((line) => !meant.test(line))).toEqual([])
    } finally {
      await close()
    }
  })
}
