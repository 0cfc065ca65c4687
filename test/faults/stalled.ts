import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { Peer, until } from '#test/helpers/relay.ts'
import type { Experiment } from './experiment.ts'
import { pause, quantile } from './lesson.ts'

const stalledReaders = 30
const totalMegabytes = 300
const megabytesOfDocument = 5
/** Pages written beside each other, so that it takes minutes and not a quarter of an hour. */
const pagesAtOnce = 4
const chunk = 'x'.repeat(64 * 1024)
const chunksAhead = 8
/** The same pace with and without them, about 1 MB a second and page: memory and delays follow the pace. */
const chunkEveryMs = 60
const growthMegabytes = 64
/** The relay gives a reader that takes nothing 10 s from when 1 MB waits for it, and 2 s more to say goodbye. */
const closedWithinMs = 15_000
const typeEveryMs = 100
const sampleEveryMs = 100
const mega = 1024 * 1024

interface Phase {
  /** Memory of the relay's process before, and at most, in MB. */
  rssBefore: number
  rssMost: number
  /** From a word typed in a room nearby to its arrival at another reader there. */
  nearbyMs: { quiet: number; busy: number }
  /** From the last byte written into a page until the last of its stalled readers was gone, at most. */
  closedMs: number
  seconds: number
}

interface StalledReport {
  stalledReaders: number
  megabytes: number
  without: Phase
  with: Phase
  /** MB that the stalled readers cost at the peak. */
  growth: number
}

/** Readers that take no bytes while one writes 300 MB (reliability.md T09), beside the same writing without them. */
export const stalled: Experiment = {
  name: 'stalled',
  targets: ['embedded'],
  async run({ say }) {
    const without = await phase(0)
    say(`without stalled readers: ${without.rssMost} MB at most, nearby p95 ${without.nearbyMs.busy} ms`)
    const found = await phase(stalledReaders)
    say(`with them: ${found.rssMost} MB at most, nearby p95 ${found.nearbyMs.busy} ms`)
    const growth = found.rssMost - without.rssMost
    const report: StalledReport = { stalledReaders, megabytes: totalMegabytes, without, with: found, growth }
    const isGood =
      growth <= growthMegabytes &&
      found.nearbyMs.busy <= 2 * Math.max(without.nearbyMs.busy, 50) &&
      found.closedMs <= closedWithinMs
    const sentence = `${stalledReaders} readers of each page took nothing while ${totalMegabytes} MB were written: ${growth} MB more memory than without them, the p95 nearby ${found.nearbyMs.busy} instead of ${without.nearbyMs.busy} ms, all gone ${found.closedMs} ms after the last byte at the latest.`
    return { isGood, sentence, report }
  },
}

const greeting = z.object({ port: z.number(), documents: z.array(z.string()) })
const state = z.object({ rss: z.number(), present: z.array(z.number()) })

async function phase(readers: number): Promise<Phase> {
  const relay = fork(join(import.meta.dirname, 'stalled-relay.ts'), { execArgv: ['--import', 'tsx'] })
  const killAtExit = () => void relay.kill('SIGKILL')
  process.once('exit', killAtExit)
  const [first]: unknown[] = await once(relay, 'message')
  const { port, documents } = greeting.parse(first)
  const [nearby = '', ...pages] = documents
  const peer = (room: string, who: number) => new Peer(`ws://127.0.0.1:${port}/collab/${room}`, `p${who}`)
  const ask = async (documentIds: string[]) => {
    relay.send(documentIds)
    const [answer]: unknown[] = await once(relay, 'message')
    return state.parse(answer)
  }
  const watch = await watchNearby(peer(nearby, 38), peer(nearby, 39))
  try {
    await pause(3_000)
    const quiet = watch.p95()
    const { rss: rssBefore } = await ask([])
    const startedAt = performance.now()
    let rssMost = rssBefore
    let closedMs = 0
    for (let at = 0; at < totalMegabytes / megabytesOfDocument; at += pagesAtOnce) {
      const here = pages.slice(at, at + pagesAtOnce)
      const stalledHere = (await Promise.all(here.map((page) => stall(readers, (who) => peer(page, who))))).flat()
      const writers = await Promise.all(here.map((page) => peer(page, 37).synced()))
      const began = performance.now()
      let goneAt: number | null = null
      let writtenAt: number | null = null
      const writing = Promise.all(writers.map(write)).then(() => (writtenAt = performance.now()))
      const lookAgain = async () => {
        const { rss, present } = await ask(here)
        rssMost = Math.max(rssMost, rss)
        if (present.some((count) => count > 1)) return true
        goneAt ??= performance.now()
        return writtenAt === null
      }
      while (await lookAgain()) await tick(began)
      if (readers > 0) closedMs = Math.max(closedMs, (goneAt ?? performance.now()) - (writtenAt ?? began))
      await writing
      for (const one of [...writers, ...stalledHere]) one.destroy()
    }
    const busy = watch.p95()
    return {
      rssBefore: Math.round(rssBefore / mega),
      rssMost: Math.round(rssMost / mega),
      nearbyMs: { quiet, busy },
      closedMs: Math.round(closedMs),
      seconds: Math.round((performance.now() - startedAt) / 1_000),
    }
  } finally {
    watch.stop()
    process.removeListener('exit', killAtExit)
    relay.kill('SIGKILL')
  }
}

async function tick(began: number): Promise<void> {
  if (performance.now() - began > 60_000) throw new Error('stalled readers were never closed')
  await pause(sampleEveryMs)
}

/** Two who type to each other; gives the p95 since the last time it was asked. */
async function watchNearby(writer: Peer, reader: Peer) {
  await Promise.all([writer.synced(), reader.synced()])
  let times: number[] = []
  const sentAt: number[] = []
  let heard = 0
  reader.ydoc.on('update', () => {
    for (const { length } = reader.text; heard < length; heard++)
      times.push(performance.now() - (sentAt[heard] ?? performance.now()))
  })
  const timer = setInterval(() => {
    sentAt.push(performance.now())
    writer.type('a')
  }, typeEveryMs)
  return {
    p95() {
      const found = quantile(times, 0.95)
      times = []
      return found
    },
    stop() {
      clearInterval(timer)
      writer.destroy()
      reader.destroy()
    },
  }
}

/** Readers that are greeted and then take nothing. */
async function stall(count: number, open: (who: number) => Peer): Promise<Peer[]> {
  const readers = await Promise.all(Array.from({ length: count }, (_, who) => open(who).synced()))
  readers.forEach((reader) => reader.ws.pause())
  return readers
}

async function write(writer: Peer): Promise<void> {
  for (let chunks = (megabytesOfDocument * mega) / chunk.length; chunks > 0; chunks--) {
    writer.type(chunk)
    await until(() => writer.sent - writer.stored < chunksAhead, 'stored', 30_000)
    await pause(chunkEveryMs)
  }
}
