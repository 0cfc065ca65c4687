import type { Dialect } from './messages.ts'
import { Drawers } from './drawing.ts'
import { Pointers } from './pointing.ts'
import { Talkers, type TalkingClass } from './talking.ts'
import { Classes, type ClassRoom, ownCpuMs, type Typing } from './typing.ts'
import { type Visit, Visitors } from './visiting.ts'

/** The process that is the pupils: does what it is asked over IPC, on a core of its own. */

const classes = new Map<string, Classes>()
const pointers = new Map<string, Pointers>()
const visitors = new Map<string, Visitors>()
const drawers = new Map<string, Drawers>()
const talkers = new Map<string, Talkers>()

function classesOf(key: string): Classes {
  const found = classes.get(key)
  if (!found) throw new Error(`no classes ${key}`)
  return found
}

const methods = {
  async openClasses(given: { key: string; rooms: ClassRoom[] } & Typing) {
    const found = classes.get(given.key) ?? new Classes(given)
    classes.set(given.key, found)
    await found.open(given.rooms)
  },
  startTyping: async (key: string) => classesOf(key).start(),
  resetTyping: async (key: string) => classesOf(key).reset(),
  takeTyping: async (key: string) => classesOf(key).take(),
  stopTyping: (key: string) => classesOf(key).stop(),
  async closeClasses(key: string) {
    classesOf(key).close()
    classes.delete(key)
  },
  /** They stay until `leave`. */
  async come({ key, ...visit }: { key: string } & Visit) {
    const coming = new Visitors(visit)
    visitors.set(key, coming)
    return coming.come()
  },
  async leave(key: string) {
    visitors.get(key)?.leave()
    visitors.delete(key)
  },
  async openPointers(given: { key: string; dialect: Dialect; port: number; rooms: ClassRoom[] }) {
    const found = new Pointers(given.dialect)
    pointers.set(given.key, found)
    await found.open(given.port, given.rooms)
  },
  startPointing: async (given: { key: string; movesPerSecond: number }) =>
    pointers.get(given.key)?.start(given.movesPerSecond),
  stopPointing: async (key: string) => (await pointers.get(key)?.stop()) ?? Number.NaN,
  async closePointers(key: string) {
    pointers.get(key)?.close()
    pointers.delete(key)
  },
  async openDrawers(given: { key: string; port: number; room: ClassRoom }) {
    const found = new Drawers(given.port, given.room)
    drawers.set(given.key, found)
    await found.open()
  },
  /** The first `drawing` of them draw, the others look on. */
  startDrawing: async (given: { key: string; drawing: number }) => drawers.get(given.key)?.start(given.drawing),
  stopDrawing: async (key: string) => (await drawers.get(key)?.stop()) ?? null,
  async closeDrawers(key: string) {
    drawers.get(key)?.close()
    drawers.delete(key)
  },
  async openTalk({ key, port, ...talking }: { key: string; port: number } & TalkingClass) {
    const found = new Talkers()
    talkers.set(key, found)
    await found.open(port, talking)
  },
  talk: async (given: { key: string; count: number }) => (await talkers.get(given.key)?.say(given.count)) ?? [],
  async closeTalk(key: string) {
    talkers.get(key)?.close()
    talkers.delete(key)
  },
  /** Of this process since its start, in milliseconds. */
  async cpu(_given: null) {
    return ownCpuMs()
  },
}

export type LoadMethods = typeof methods

/** Guarantee: only `Load` in processes.ts asks, and it is typed by `LoadMethods`. */
const table = methods as Record<string, (given: never) => Promise<unknown>>

process.on('message', (message: { id: number; method: string; given: never }) => {
  const { id, method, given } = message
  Promise.resolve(table[method]?.(given)).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
