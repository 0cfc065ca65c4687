import type { Dialect } from './messages.ts'
import { Classes, type ClassRoom } from './typing.ts'

/** The process that is the pupils: does what it is asked over IPC, on a core of its own. */

const classes = new Map<string, Classes>()

function classesOf(key: string): Classes {
  const found = classes.get(key)
  if (!found) throw new Error(`no classes ${key}`)
  return found
}

const methods = {
  async openClasses(given: { key: string; dialect: Dialect; port: number; keysPerSecond: number; rooms: ClassRoom[] }) {
    const found = classes.get(given.key) ?? new Classes(given.dialect, given.port, given.keysPerSecond)
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
